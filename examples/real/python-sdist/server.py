import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import psycopg2
from psycopg2.extensions import adapt


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        try:
            psycopg2.connect("host=127.0.0.1 dbname=none connect_timeout=1")
            up = True
        except psycopg2.OperationalError:
            up = False
        body = {"database": up, "quoted": adapt(self.path).getquoted().decode(), "libpq": psycopg2.__libpq_version__ > 0}
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *args):
        pass


ThreadingHTTPServer(("", 8000), Handler).serve_forever()
