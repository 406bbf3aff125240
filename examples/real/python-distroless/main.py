import hashlib
import json
import sqlite3
import ssl
from datetime import datetime, timezone
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from zoneinfo import ZoneInfo

from convert import roman


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        noon = datetime(2026, 7, 1, 12, tzinfo=timezone.utc)
        body = {
            "roman": roman(int(self.path[1:])),
            "hash": hashlib.sha256(self.path.encode()).hexdigest()[:12],
            "sum": sqlite3.connect(":memory:").execute("select 1 + 1").fetchone()[0],
            "authorities": len(ssl.create_default_context().get_ca_certs()) > 100,
            "noon": noon.astimezone(ZoneInfo("Asia/Tokyo")).isoformat(),
        }
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *args):
        pass


ThreadingHTTPServer(("", 8000), Handler).serve_forever()
