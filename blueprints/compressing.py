"""Answers leave compressed, those that say no as well."""

from flask import Response
from flask_compress import Compress


class Compressed(Compress):
    """Flask-Compress lets 4xx and 5xx pass as they are; a step with problems is a 422, and a thin line pays thrice."""

    def after_request(self, response: Response | None) -> Response:
        if response is None or response.status_code < 400:
            return super().after_request(response)
        status, response.status_code = response.status, 200
        answer = super().after_request(response)
        answer.status = status
        return answer
