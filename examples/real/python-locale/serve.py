import getpass
import locale
import ssl
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

locale.setlocale(locale.LC_ALL, "")


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        day = time.localtime(1782900000)
        text = "\n".join([
            time.strftime("%A, %d. %B %Y %H:%M %Z", day),
            locale.format_string("%.2f", 1234567.891, grouping=True),
            getpass.getuser(),
            f"authorities: {len(ssl.create_default_context().get_ca_certs()) > 100}",
        ])
        self.send_response(200)
        self.end_headers()
        self.wfile.write(text.encode())


HTTPServer(("", 8080), Handler).serve_forever()
