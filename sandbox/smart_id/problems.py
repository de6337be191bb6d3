"""Answers that are no success: RFC 9457 bodies, as Smart-ID sends them (smart-id.md §10)."""

import json
from http import HTTPStatus
from typing import Any

from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

TITLES = {480: "Client too old", 580: "System is under maintenance"}


def problem(status: int, detail: str, **error: str) -> Response:
    """A problem; `error` is its only entry in `errors`, if there is one."""
    title = TITLES.get(status) or HTTPStatus(status).phrase
    body: dict[str, Any] = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    if error:
        body["errors"] = [{"detail": detail, **error}]
    return Response(json.dumps(body), status, mimetype="application/problem+json")


def wrong_field(path: str, detail: str) -> Response:
    """400 that names the field."""
    name = path.rpartition("/")[2]
    return problem(400, f"{name} {detail}", code="INVALID_PARAMETER", paramName=name, pointer=f"/{path}")


def no_account() -> Response:
    """404 as for a person or document that the service does not know."""
    return problem(404, "No suitable account found", code="NO_SUITABLE_ACCOUNT_FOUND")


def of_flask(error: HTTPException) -> Response:
    """What Flask itself refuses, in the service's words."""
    return problem(error.code or 500, error.description or "")
