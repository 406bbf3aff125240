'use strict';
const http = require('http');
const ms = require('ms');

http.createServer((req, res) => {
  const text = decodeURIComponent(req.url.slice(1));
  res.end(`${text} is ${ms(text)} ms, or ${ms(ms(text), { long: true })}\n`);
}).listen(8080, '0.0.0.0');
