"""Pages that are the same for everybody: a browser keeps them and asks only whether they still are as they were."""

from functools import wraps
from hashlib import blake2b
from typing import Any

from flask import current_app, make_response, request
from werkzeug.wrappers import Response

from blueprints.access import View, person
from blueprints.cookies import browser
from blueprints.heads import CARRIES


def keepable(view: View) -> View:
    """Under @anyone, on GET pages without a form of ours (its token is another each time, and is nobody else's).

    Whoever is signed in sees their own header, and a page that carries the sheet sets a cookie: those are not kept.
    Fragments neither, for a page out of memory must have its policy.
    """

    @wraps(view)
    def shown(*args: Any, **kwargs: Any) -> Response:
        answer = make_response(view(*args, **kwargs))
        if person() or CARRIES in request.environ or "HX-Request" in request.headers:
            return answer
        browser().is_silent = True
        answer.headers["Cache-Control"] = "private, no-cache"
        mark: bytes = current_app.extensions["heads"].mark
        return marked(answer, mark)

    return shown


def marked(answer: Response, key: bytes = b"") -> Response:
    """The answer with a mark of its words, or 304 for whoever holds them. `key` is of what else it came with."""
    # Weak: the same words, whichever way they are compressed afterwards.
    answer.set_etag(blake2b(answer.get_data(), key=key, digest_size=8).hexdigest(), weak=True)
    return answer.make_conditional(request)
