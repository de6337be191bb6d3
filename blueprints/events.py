"""What happened, for the log: who, where and how it ended, never what was typed."""

from flask import g, request

from blueprints.access import person
from data.database import new_id
from logs import log


def tell(event: str, result: str, **facts: str | int) -> None:
    """One line: the event's name, how it ended, the person's and the session's row ids, the route."""
    who = person()
    if "request_id" not in g:
        g.request_id = new_id()[:8]
    known = {"person": who.id, "session": who.session_id} if who else {}
    log.info(event, result=result, route=str(request.url_rule), request=g.request_id, **known, **facts)
