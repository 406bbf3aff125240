module app

require github.com/x/y v1.0.0
