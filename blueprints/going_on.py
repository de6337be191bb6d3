"""On the telephone: a code of a terminal's screen is scanned or typed, and the visit goes on here (KIOSK.md §5).

Looking at a code uses nothing up: only whoever shows whose visit it was goes on, by the form of its page.
"""

from flask import Blueprint, Response, render_template, request
from werkzeug.exceptions import TooManyRequests
from werkzeug.wrappers import Response as Answer

from blueprints import asking, tries
from blueprints.access import anyone, has_account, person, remember_going
from blueprints.entering import browser_key, start_session
from blueprints.events import tell
from blueprints.fragments import go_to
from blueprints.language import in_their_language
from blueprints.notices import say_next
from blueprints.steps import one_valued
from data import drafts, guests, kiosks
from data.database import atomic
from data.kiosks import HandOff
from rendering import language
from rules.hand_offs import LASTS, dashed
from rules.kiosks import clean_code
from rules.problem import Problem

DIGITS = "going_on/digits.html"
blueprint = Blueprint("going_on", __name__)


@blueprint.get("/k")
@anyone
def show_entry() -> Answer | str:
    """Where a code is typed that cannot be scanned."""
    typed = request.args.get("code", "")
    code = clean_code(typed)
    if code:
        return go_to(_path(code))
    problems = {"code": Problem("The code has eight letters and digits, as on the screen")} if typed.strip() else {}
    return render_template("going_on/code.html", values={"code": typed[:20]}, problems=problems)


@blueprint.get("/k/<code>")
@anyone
def show_code(code: str) -> Answer | str:
    found = _found(code)
    if found is None:
        return _dead()
    _speak(found)
    action = _path(found.code)
    if found.is_guest:
        page = asking.ask(_asked(found), DIGITS, action=action, is_asked=bool(found.codes))
        return in_their_language(Response(page), found.language)
    if not has_account():
        remember_going(action, LASTS)
        return say_next("phone", lambda: go_to("/sign-in"))
    return render_template("going_on/signed_in.html", action=action, is_theirs=person().id == found.person_id)


@blueprint.post("/k/<code>")
@anyone
def go_on(code: str) -> Answer:
    """The same form twice leads to the same place: the second answer would else take away what the first has given."""
    form, found = one_valued(request.form), _found(code)
    if found is None:
        return _dead()
    action = _path(found.code)
    problems = _problems(found, form.get("digits", "")) if found.is_waiting else {}
    if problems:
        return asking.refuse(_asked(found), DIGITS, action, {}, problems, action=action, is_asked=True)
    if not found.is_guest and not (has_account() and person().id == found.person_id):
        return go_to(action)
    with atomic():
        if found.is_waiting and not kiosks.take(found, browser_key()):
            return _dead()
        if found.is_guest:
            _become(found.person_id)
    tell("kiosk", "goes on elsewhere")
    return in_their_language(go_to(found.path), found.language)


def _found(code: str) -> HandOff | None:
    """Guessing is limited, as with every other secret; one that is right is not counted."""
    if not tries.address_may_try():
        raise TooManyRequests(retry_after=tries.TEN_MINUTES)
    found = kiosks.hand_off(clean_code(code), browser_key())
    if found:
        tries.address_was_good()
    return found


def _problems(found: HandOff, typed: str) -> dict[str, Problem]:
    """What is wrong with the digits; nobody is asked for them while no code has been typed at the terminal."""
    if not found.codes:
        return {}
    if not typed.strip():
        return {"digits": Problem("Enter the last 3 digits of the payer code")}
    return {} if kiosks.fits(found, typed) else {"digits": Problem("These are not the last digits of that payer code")}


def _become(guest_id: int) -> None:
    """This telephone is the guest's now; whoever is signed in here to an account takes the guest's things in."""
    if has_account():
        drafts.move(f"p:{guest_id}", f"p:{person().id}")
        guests.join(guest_id, person().id)
    else:
        start_session(guest_id, "code")


def _speak(found: HandOff) -> None:
    """The page speaks as the terminal did, unless this browser has chosen a language."""
    if "language" not in request.cookies:
        language.set(found.language)


def _asked(found: HandOff) -> str:
    """The name under which the problems of this code's form are kept."""
    return f"hand-off {found.id}"


def _dead() -> Answer:
    return Response(render_template("going_on/dead.html"), 410)


def _path(code: str) -> str:
    return f"/k/{dashed(code)}"
