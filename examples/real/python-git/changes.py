"""Serves the log of a git repository."""

import subprocess
import tempfile
from http.server import BaseHTTPRequestHandler, HTTPServer


def git(*args, cwd):
    return subprocess.run(["git", *args], cwd=cwd, check=True, capture_output=True, text=True).stdout


def log():
    with tempfile.TemporaryDirectory() as folder:
        git("init", "-q", cwd=folder)
        git("-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "--allow-empty", "-m", "first", cwd=folder)
        return git("log", "--format=%s", cwd=folder)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        self.wfile.write(log().encode())


def main():
    HTTPServer(("", 8080), Handler).serve_forever()
