"""Smart-ID and Mobile-ID whose every question is still open: `python -m bench.running PORT`."""

import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

ANSWER = b'{"state": "RUNNING", "result": ""}'


class Running(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        time.sleep(int(parse_qs(urlsplit(self.path).query)["timeoutMs"][0]) / 1000)
        head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(ANSWER)}\r\n\r\n"
        self.wfile.write(head.encode() + ANSWER)


class Patient(ThreadingHTTPServer):
    request_queue_size = 200


if __name__ == "__main__":
    Patient(("127.0.0.1", int(sys.argv[1])), Running).serve_forever()
