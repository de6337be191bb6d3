"""Answers leave compressed, those that say no as well. The first page of a visit leaves in pieces: a thin line shows
its first words before the rest has come (docs/decisions/first-paint.md).
"""

import re
from collections.abc import Iterator

import brotli
from flask import Response, current_app, request
from flask_compress import Compress

from blueprints.heads import CARRIES

PAUSES = re.compile(rb'(?<=class="name" href="/">Savitarna</a>)|(?<=</h1>)')  # a packet ends here, full or not


class Compressed(Compress):
    """Flask-Compress lets 4xx and 5xx pass as they are; a step with problems is a 422, and a thin line pays thrice."""

    def after_request(self, response: Response | None) -> Response:
        if response is None:
            return super().after_request(response)
        if CARRIES in request.environ and request.method == "GET" and request.accept_encodings.quality("br"):
            return in_pieces(response)
        if response.status_code < 400:
            return super().after_request(response)
        status, response.status_code = response.status, 200
        answer = super().after_request(response)
        answer.status = status
        return answer


def in_pieces(page: Response) -> Response:
    """The same page in brotli, each piece of it sent by itself. nginx holds back none of them when it is told so."""
    pieces = PAUSES.split(page.get_data(), maxsplit=2)
    encoder = brotli.Compressor(quality=current_app.config["COMPRESS_BR_LEVEL"])

    def compressed() -> Iterator[bytes]:
        for piece in pieces[:-1]:
            yield encoder.process(piece) + encoder.flush()
        yield encoder.process(pieces[-1]) + encoder.finish()

    page.response = compressed()
    page.headers.remove("Content-Length")
    page.headers["Content-Encoding"] = "br"
    page.headers["X-Accel-Buffering"] = "no"
    page.vary.add("Accept-Encoding")
    return page
