"""Photos beside a reading that was odd: added to its receipt, shown to whoever added them, and taken away."""

from contextlib import closing

from flask import Blueprint, Response, request
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as Answer

from blueprints import asking
from blueprints.access import by_provider, person, provider, signed_in
from blueprints.door import takes
from blueprints.events import tell
from blueprints.fragments import back_to, go_to
from data import photos
from rules.photos import MOST_BYTES

FORM = 64 * 1024  # bytes of the form round the photo
blueprint = Blueprint("photos", __name__)


@blueprint.post("/receipts/<number>/photos")
@signed_in
@takes(MOST_BYTES + FORM)
def save_photo(number: str) -> Answer:
    with closing(request.files.get("photo") or FileStorage()) as sent:
        problem = photos.add(person().id, number, sent.read())
    tell("photo", problem.text if problem else "taken")
    asking.keep(f"photo {number}", {}, {"photo": problem} if problem else {})
    return back_to(f"/receipts/{number}") if problem else go_to(f"/receipts/{number}")


@blueprint.get("/receipts/<number>/photos/<public_id>.jpg")
@signed_in
def show_photo(number: str, public_id: str) -> Response:
    return _file(photos.content(person().id, number, public_id))


@blueprint.post("/receipts/<number>/photos/<public_id>/remove")
@signed_in
def remove_photo(number: str, public_id: str) -> Answer:
    photos.remove(person().id, number, public_id)
    return go_to(f"/receipts/{number}")


@blueprint.get("/api/photos/<public_id>.jpg")
@by_provider
def give_photo(public_id: str) -> Response:
    """For the program of the provider who has to judge the reading."""
    return _file(photos.content_for(provider(), public_id))


def _file(content: bytes) -> Response:
    answer = Response(content, mimetype="image/jpeg")
    answer.headers["Content-Disposition"] = 'attachment; filename="skaitiklis.jpg"'
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer
