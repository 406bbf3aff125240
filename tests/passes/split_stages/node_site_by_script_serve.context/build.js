require('marked');
