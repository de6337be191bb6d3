"""The account's page: what lets the person in, in which language they read, and where they are signed in."""

from typing import Any

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from blueprints.access import freshly_proven, is_fresh, person, with_account
from blueprints.cookies import browser, hashed
from blueprints.devices import device
from blueprints.entering import end_session
from blueprints.events import tell
from blueprints.fragments import go_to
from blueprints.language import remember_language
from blueprints.notices import tell_next
from blueprints.proofs import ways
from blueprints.steps import one_valued
from data import email_changes, identities, people
from rules.accounts import browser_name
from settings import LANGUAGES

ACCOUNT = "/account"
blueprint = Blueprint("account", __name__)


@blueprint.get(ACCOUNT)
@with_account
def show_account() -> str:
    who, known = person(), identities.identities_of(person().id)
    return render_template(
        "account/account.html",
        identities=[(one, ways.named(one.methods)) for one in known],
        ways=ways.not_among([method for one in known for method in one.methods]),
        has_password=people.has_password(who.id),
        wish=email_changes.wish(who.id),
        values={"language": who.language},
        back="/services",
        **_browsers(),
    )


def _browsers() -> dict[str, Any]:
    """Of other sessions a thief of this one sees neither browser nor address: both wait for a fresh proof."""
    who = person()
    return {
        "sessions": [(one, browser_name(one.agent)) for one in people.sessions_of(who.id, who.session_id)],
        "is_fresh": is_fresh(),
        "browsers": [(one, browser_name(one.agent)) for one in identities.browsers_of(who.id, device())],
    }


@blueprint.get("/account/sessions")
@freshly_proven
def show_sessions() -> Response:
    """„Rodyti išsamiau“: once proven, the account's page shows all there is."""
    return go_to(ACCOUNT)


@blueprint.post(ACCOUNT)
@with_account
def save_language() -> Response:
    code = one_valued(request.form).get("language", "")
    if code not in LANGUAGES:
        return go_to(ACCOUNT)
    people.choose_language(person().id, code)
    return tell_next(remember_language(go_to(ACCOUNT), code), "saved")


@blueprint.post("/account/sessions/<public_id>/end")
@with_account
def end_one(public_id: str) -> Response:
    """Sign one device out; the one they sit at goes back to the first page."""
    ended = people.end_session_of(person().id, public_id)
    tell("session_ended", "by the person")
    if ended == hashed(browser().token):
        end_session()
        return tell_next(go_to("/"), "signed-out")
    return tell_next(go_to(ACCOUNT), "session-ended")


@blueprint.post("/account/sign-out-everywhere")
@with_account
def sign_out_everywhere() -> Response:
    tell("session_ended", "everywhere")
    people.end_sessions(person().id)
    end_session()
    return tell_next(go_to("/"), "signed-out")


@blueprint.post("/account/browsers/<public_id>/forget")
@freshly_proven
def forget_browser(public_id: str) -> Response:
    """From this browser no telephone is asked any more, and the next sign-in in it is told of by mail."""
    identities.forget_browser(person().id, public_id)
    tell("browser_forgotten", "by the person")
    return tell_next(go_to(ACCOUNT), "browser-forgotten")
