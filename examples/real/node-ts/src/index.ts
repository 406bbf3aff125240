import { createServer } from 'node:http';
import { newest } from './newest';

const port: number = Number(process.env.PORT ?? 3000);

createServer((request, response) => {
  const versions = new URL(request.url ?? '/', 'http://localhost').searchParams.getAll('v');
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ newest: newest(versions), mode: process.env.NODE_ENV }));
}).listen(port);
