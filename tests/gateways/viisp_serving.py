"""A WSGI app behind a real port of this machine, for as long as a test needs it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from werkzeug.serving import WSGIRequestHandler, make_server


class Quiet(WSGIRequestHandler):
    def log(self, *_) -> None:
        pass


class Behind:
    """An app that is given later, when its address is known."""

    def __init__(self) -> None:
        self.app = None

    def __call__(self, environ, start_response):
        return self.app(environ, start_response)


@contextmanager
def serving(make) -> Iterator[str]:
    """Serve what `make(address)` gives. Yields the address, without a slash at its end."""
    behind = Behind()
    server = make_server("127.0.0.1", 0, behind, threaded=True, request_handler=Quiet)
    address = f"http://127.0.0.1:{server.port}"
    behind.app = make(address)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield address
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()
