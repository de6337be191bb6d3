"""Pages of a visit are read out: the text is taken from the page itself, the sound is fetched by its player."""

from flask import Blueprint, Flask, Response, abort, current_app
from werkzeug.wrappers import Response as Answer

from blueprints.access import in_visit
from blueprints.cookies import hashed
from blueprints.events import tell
from blueprints.kiosk.visiting import AGENT, visit
from blueprints.kiosk.words import tongue
from blueprints.looks import look
from data.database import NotFound
from data.kiosks import sayings
from gateways.errors import GatewayError
from gateways.espeak import Voice
from rendering import language
from rules.speech.heard import heard
from rules.speech.spoken import has_figures, spoken

PLACE = b"--said--"  # stands in the player for the name of its sound
TYPE = "audio/ogg"
blueprint = Blueprint("speech", __name__)


def install(app: Flask) -> None:
    """Listen to every page of a visit whose sound is on. Call it after Compress, so that it comes before."""
    app.extensions["voice"] = Voice()
    app.jinja_env.globals["agent"] = AGENT
    app.after_request(listen)


def listen(answer: Answer) -> Answer:
    """Note what this page says and name its sound in the page."""
    at = visit()
    if at is None or answer.mimetype != "text/html" or not look(False).sound:
        return answer
    page = answer.get_data()
    if PLACE not in page:
        return answer
    text = spoken(heard(page.decode()), tongue(), at.has_headphones)
    key = hashed(f"{language.get()} {text}")[:32]
    sayings.keep(at.id, key, text)
    answer.set_data(page.replace(PLACE, key.encode()))
    return answer


@blueprint.get("/kiosk/speech/<key>.opus")
@in_visit
def say(key: str) -> Response:
    """The sound of a page of this visit. What names no number and nobody is made once for all visits."""
    at = visit()
    try:
        text = sayings.said(at.id, key) if at else abort(404)
    except NotFound:
        abort(404)
    kept = current_app.config["SETTINGS"].instance / "speech" / f"{language.get()}-{key}.opus"
    if kept.is_file():
        return Response(kept.read_bytes(), mimetype=TYPE)
    try:
        sound = current_app.extensions["voice"].say(text, language.get())
    except GatewayError as error:
        tell("voice", error.kind)
        return Response(status=503, headers={"Retry-After": "5"})
    if not has_figures(text):
        kept.parent.mkdir(exist_ok=True)
        kept.with_suffix(".new").write_bytes(sound)
        kept.with_suffix(".new").replace(kept)
    return Response(sound, mimetype=TYPE)
