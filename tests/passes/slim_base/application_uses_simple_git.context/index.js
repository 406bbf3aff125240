const git = require('simple-git')();
