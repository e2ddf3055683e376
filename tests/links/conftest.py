"""A server of the tests' own, with every kind of page and of failure, and visitors that may visit it."""

import threading
import time
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from timeline.links.pace import Pace
from timeline.links.visits import Visitor


class Pages(BaseHTTPRequestHandler):
    """Pages by their path: /<status>, or one of those below."""

    protocol_version = "HTTP/1.1"

    def do_HEAD(self):
        self.answer()

    def do_GET(self):
        self.answer()

    def answer(self):
        server = self.server
        with server.lock:
            server.asked.append((self.command, self.path, time.monotonic()))
            server.agents.add(self.headers["User-Agent"])
        try:
            getattr(self, f"page_{self.path.split('?')[0].strip('/').split('/')[0]}", self.page_status)()
        except (BrokenPipeError, ConnectionResetError):  # the visitor has gone
            self.close_connection = True

    def send(self, status, body=b"", **headers):
        self.send_response_only(status)
        for name, value in {"Content-Length": str(len(body)), "Connection": "close", **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)
        self.close_connection = True

    def page_status(self):
        status = self.path.strip("/").split("/")[0]
        self.send(int(status) if status.isdecimal() else 200)

    def page_nohead(self):
        self.send(405 if self.command == "HEAD" else 200)

    def page_dumbhead(self):
        if self.command == "GET":
            self.send(200)
        self.close_connection = True

    def page_to(self):
        """/to/<status>/<where>"""
        _, _, status, where = self.path.split("/", 3)
        self.send(int(status), Location=f"/{where}" if "://" not in where else where)

    def page_loop(self):
        self.send(302, Location="/loop")

    def page_nowhere(self):
        self.send(301)

    def page_broken(self):
        self.send(302, Location="http://[")

    def page_busy(self):
        self.send(429, Retry_After=self.path.split("/")[2])

    def page_slow(self):
        time.sleep(3)
        self.send(200)

    def page_trickle(self):
        for _ in range(60):
            self.wfile.write(b"H")
            self.wfile.flush()
            time.sleep(0.05)

    def page_gibberish(self):
        self.wfile.write(b"\x00\x01 nothing of the kind\r\n\r\n")
        self.close_connection = True

    def page_endless(self):
        if self.command == "HEAD":
            return self.send(405)
        self.send_response_only(200)
        self.end_headers()
        self.close_connection = True
        while True:
            self.wfile.write(b"x" * 65536)

    def page_archive(self):
        self.send(200, self.server.archive)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def server():
    """The server; `asked` is what was asked of it and when."""
    made = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    made.daemon_threads = True
    made.lock, made.asked, made.agents = threading.Lock(), [], set()
    made.archive = b"{}"
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def at(server):
    """A function that gives the address of a page."""
    return lambda path, host="127.0.0.1": f"http://{host}:{server.server_port}{path}"


@pytest.fixture
def visitor():
    """A visitor that may visit this machine."""
    return Visitor("Test (+http://127.0.0.1)", Pace(0.0), timeout=0.6, may_be_private=True)


@pytest.fixture
def asked(server):
    """A function that counts what was asked: method and path."""
    return lambda: Counter((method, path) for method, path, _ in server.asked)
