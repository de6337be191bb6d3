"""The pages that begin: one a way. They leave an attempt for the worker and go on to wait; no service is asked here."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Any, cast

from flask import Blueprint, abort, request
from werkzeug.wrappers import Response

from blueprints import asking, tries
from blueprints.access import PROVE, anyone, has_account, person
from blueprints.devices import device
from blueprints.entering import browser_key, is_going
from blueprints.events import tell
from blueprints.fragments import go_to
from blueprints.kiosk.visiting import visit
from blueprints.proofs import ways
from blueprints.steps import one_valued
from data import attempts, identities
from data.attempts import PUSH, Asked, Busy, Method
from data.database import is_id, new_id
from data.sealing import index
from gateways.ways import Kept
from rendering import N_, _, language
from rules.identity import Identity
from rules.problem import Problem
from rules.proofs import LASTS, check_mobile_id, check_personal_code

TEXT, AGAIN = N_("Signing in to Savitarna"), N_("Proving who you are in Savitarna")  # what the phone shows
UNKNOWN = Problem("This browser has not been used with that person's Smart-ID yet. Use the QR code")
ASKED_ALREADY = Problem("This person's phone is being asked already. Finish there, or wait three minutes")
blueprint = Blueprint("proofs", __name__)


@dataclass(frozen=True)
class Start:
    """An attempt that a form asks for. `field` is where a refusal stands; `expected` and `phone` whose telephone will
    ring."""

    method: Method
    asked: Kept = dataclass_field(repr=False)
    flow: str = ""
    field: str = "title"
    typed: Mapping[str, str] = dataclass_field(default_factory=dict)
    expected: str = ""
    phone: str = dataclass_field(default="", repr=False)


def _page(path: str) -> dict[str, Any]:
    """What each of these pages needs: where it posts, where Back leads, and the key of the attempt it begins."""
    is_in = has_account()
    back = (PROVE if is_going() else "/account") if is_in else "/sign-in"
    if visit():
        back = "/services" if person() else "/kiosk"
    return {"action": path, "back": back, "draft": new_id(), "knows_device": bool(device()), "is_in": is_in}


def _text() -> str:
    return _(AGAIN if has_account() else TEXT)


@blueprint.get("/sign-in/smart-id")
@anyone
def show_smart_id() -> str:
    ways.smart_id()
    return asking.ask("smart-id", "proofs/smart_id.html", **_page("/sign-in/smart-id"))


@blueprint.post("/sign-in/smart-id")
@anyone
def save_smart_id() -> Response:
    """A QR code and a link for whoever follows them; or, from a browser that we know, a question to the phone."""
    ways.smart_id()
    form = one_valued(request.form)
    if "push" in form:
        return _push_smart_id(form)
    return _begin(form, Start("smart-id", {"text": _text()}, "link"))


def _push_smart_id(form: Mapping[str, str]) -> Response:
    """Whom we do not know in this browser is told the same as whom we do not know at all (smart-id.md §1)."""
    code = check_personal_code(form.get("personal_code", ""))
    if isinstance(code, Problem):
        return _refuse({"personal_code": code})
    if not tries.address_may_try():
        return _too_many("personal_code", {})
    key = index(Identity("PNO", "LT", code, "", "", "smart-id", "high"))
    whose, known = identities.person_of(key), identities.recall(key)
    if not (whose and known and known.document and identities.is_known(whose, device())):
        return _refuse({"personal_code": UNKNOWN})
    asked = {"text": _text(), "document": known.document}
    return _begin(form, Start("smart-id", asked, PUSH, "personal_code", expected=key))


@blueprint.get("/sign-in/mobile-id")
@anyone
def show_mobile_id() -> str:
    ways.mobile_id()
    return asking.ask("mobile-id", "proofs/mobile_id.html", **_page("/sign-in/mobile-id"))


@blueprint.post("/sign-in/mobile-id")
@anyone
def save_mobile_id() -> Response:
    """The personal code is kept for the attempt only, sealed; what is typed again after a mistake is the telephone."""
    way, form = ways.mobile_id(), one_valued(request.form)
    typed = {"phone": form.get("phone", "")[:40]}
    checked = check_mobile_id(form)
    if checked.problems:
        return _refuse(checked.problems, typed)
    phone, code = checked.answer["phone"], checked.answer["code"]
    key = index(Identity("PNO", "LT", code, "", "", "mobile-id", "high"))
    if not tries.address_may_try():
        return _too_many("phone", typed)
    asked = way.ask_for(phone, code, language.get(), _text())
    return _begin(form, Start("mobile-id", asked, PUSH, "phone", typed, key, phone))


@blueprint.get("/sign-in/gateway")
@anyone
def show_gateway() -> str:
    if not ways.gateway():
        abort(404)
    return asking.ask("gateway", "proofs/gateway.html", **_page("/sign-in/gateway"))


@blueprint.post("/sign-in/gateway")
@anyone
def save_gateway() -> Response:
    method = ways.gateway() or abort(404)
    return _begin(one_valued(request.form), Start(cast("Method", method), {"language": language.get()}))


def _begin(form: Mapping[str, str], start: Start) -> Response:
    """Leave the attempt and go to wait. The same form again leads to the same attempt."""
    who, key = person() if has_account() else None, form.get("draft", "")
    begun = attempts.begun_with(key, browser_key()) if is_id(key) else ""
    if begun:
        return go_to(f"/sign-in/attempts/{begun}")
    if not _may_begin(start):
        return _too_many(start.field, start.typed)
    wanted = Asked(
        key=key if is_id(key) else new_id(),
        method=start.method,
        flow=start.flow,
        purpose="prove" if who else "enter",
        browser=browser_key(),
        lasts=LASTS[start.method],
        person_id=who.id if who else None,
        expected=start.expected,
        kept=start.asked,
    )
    try:
        begun = attempts.begin(wanted)
    except Busy as busy:
        if not busy.own:
            return _refuse({start.field: ASKED_ALREADY}, start.typed)
        begun = busy.own
    tell("proof_begun", start.method)
    return go_to(f"/sign-in/attempts/{begun}")


def _may_begin(start: Start) -> bool:
    """Counted once an attempt, however often its form is sent."""
    if start.flow != PUSH:
        return tries.address_may_start()
    whose = identities.person_of(start.expected)
    if whose and not identities.pushes_allowed(whose):
        return False
    return tries.phone_may_ring(start.expected, start.phone)


def _too_many(field: str, typed: Mapping[str, str]) -> Response:
    return asking.later(429, tries.TEN_MINUTES, _template(), typed, field, **_page(request.path))


def _refuse(problems: Mapping[str, Problem], typed: Mapping[str, str] | None = None) -> Response:
    return asking.refuse(_name(), _template(), request.path, typed or {}, problems, **_page(request.path))


def _name() -> str:
    return request.path.rpartition("/")[2]


def _template() -> str:
    return f"proofs/{_name().replace('-', '_')}.html"


@blueprint.get("/register/<way>")
@anyone
def register_by(way: str) -> Response:
    """Registering by a strong way is signing in by it for the first time."""
    paths = {code: path for code, _name, path in ways.strong()}
    return go_to(paths.get(way) or abort(404))
