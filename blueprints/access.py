"""Who may enter: every view says so with exactly one of these, and a guard refuses a view without."""

from collections.abc import Callable
from functools import wraps
from ipaddress import ip_address, ip_network
from typing import Any

from flask import abort, g, request
from flask_login import UserMixin, current_user
from werkzeug.wrappers import Response

from blueprints import bearer
from blueprints.cookies import browser, hashed
from blueprints.fragments import go_to, nothing_new, wants_piece
from blueprints.kiosk.turning import not_a_terminal
from blueprints.kiosk.visiting import terminal, visit
from blueprints.notices import say_next
from data import drafts, identities, people, provider_tokens
from data.database import new_id, now
from data.drafts import Draft
from rules.proofs import LASTS, is_freshly_proven

View = Callable[..., Any]
PROVE = "/account/prove"
NOWHERE = "0.0.0.0"  # noqa: S104 - a name for "unknown", nothing listens there


class SignedIn(UserMixin):  # type: ignore[misc]
    """Flask-Login's user: the person, and the token of the session row they came with."""

    def __init__(self, person: Any, token: str) -> None:
        self.person, self.token = person, token

    def get_id(self) -> str:
        return self.token


def person() -> Any:
    """The signed-in person (data.people.Visitor), or None."""
    if "visitor" not in g:
        g.visitor = getattr(current_user, "person", None)
    return g.visitor


def has_account() -> bool:
    """Whether somebody is signed in to an account of their own; a guest is not."""
    who = person()
    return bool(who) and not who.is_guest


def owner() -> str:
    """The key under which drafts are kept: the person's, else this browser's."""
    who = person()
    return f"p:{who.id}" if who else f"b:{hashed(browser().name())}"


def address() -> str:
    """The network address as limits know it: a hash of the IPv4 address, or of the IPv6 /48 that one household has.

    A server that listens on both writes IPv4 as ::ffff:192.0.2.1; what is no address at all is one and the same.
    A terminal counts as itself, whatever line it shares with others.
    """
    at = visit()
    if at:
        return hashed(f"kiosk {at.kiosk_id}")
    try:
        told = ip_address(request.remote_addr or NOWHERE)
    except ValueError:  # a front may write "unknown", or a port behind the number
        told = ip_address(NOWHERE)
    told = (told.version == 6 and told.ipv4_mapped) or told
    shared = told if told.version == 4 else ip_network(f"{told}/48", strict=False)
    return hashed(str(shared))


def in_visit(view: View) -> View:
    """For whoever stands at a terminal; to everybody else the page says that it is not for them."""

    @wraps(view)
    def entered(*args: Any, **kwargs: Any) -> Any:
        return view(*args, **kwargs) if visit() else not_a_terminal()

    entered.access = "visit"  # type: ignore[attr-defined]
    return entered


def by_terminal(view: View) -> View:
    """For the program of a terminal of ours, which its secret proves; others get 401 and no page."""

    @wraps(view)
    def entered(*args: Any, **kwargs: Any) -> Any:
        return view(*args, **kwargs) if terminal() else bearer.unknown()

    entered.access = "terminal"  # type: ignore[attr-defined]
    return entered


def provider() -> str:
    """The code of the provider whose program asks, by the token it carries; '' for everybody else. Looked up once."""
    if "provider" not in g:
        token = bearer.carried()
        g.provider = provider_tokens.provider_of(hashed(token)) if token else ""
    return str(g.provider)


def by_provider(view: View) -> View:
    """For the program of a provider, which its token proves; others get 401 and no page."""

    @wraps(view)
    def entered(*args: Any, **kwargs: Any) -> Any:
        return view(*args, **kwargs) if provider() else bearer.unknown()

    entered.access = "provider"  # type: ignore[attr-defined]
    return entered


def anyone(view: View) -> View:
    """Open to all."""
    view.access = "anyone"  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """For signed-in people; others sign in first and come back, with what they had sent."""

    @wraps(view)
    def entered(*args: Any, **kwargs: Any) -> Any:
        if person():
            return view(*args, **kwargs)
        if request.method == "POST" and hasattr(view, "hold") and view.hold(**kwargs):
            return say_next("kept", _sign_in_first)
        return _sign_in_first()

    entered.access = "signed_in"  # type: ignore[attr-defined]
    return entered


def with_account(view: View) -> View:
    """For people with an account; a guest is shown how to get one."""

    @wraps(view)
    def entered(*args: Any, **kwargs: Any) -> Any:
        if has_account():
            return view(*args, **kwargs)
        return go_to("/register") if person() else _sign_in_first()

    entered.access = "with_account"  # type: ignore[attr-defined]
    return entered


def staff_only(view: View) -> View:
    """For staff; to everybody else the page does not exist."""

    @wraps(view)
    def entered(*args: Any, **kwargs: Any) -> Any:
        who = person()
        if not who or not who.is_staff:
            abort(404)
        return view(*args, **kwargs)

    entered.access = "staff"  # type: ignore[attr-defined]
    return entered


def freshly_proven(view: View) -> View:
    """For people with an account who have proven who they are within ten minutes (rules.proofs.is_freshly_proven).

    Others do so first and come back, with what they had sent.
    """

    @wraps(view)
    def entered(*args: Any, **kwargs: Any) -> Any:
        if is_fresh():
            return view(*args, **kwargs)
        if request.method == "POST" and hasattr(view, "hold") and view.hold(**kwargs):
            return say_next("held", prove_first)
        return prove_first()

    guarded = with_account(entered)
    guarded.access = "freshly_proven"  # type: ignore[attr-defined]
    return guarded


def is_fresh(joining: bool = False) -> bool:
    """Whether who is signed in has proven it within ten minutes; `joining` asks whether an identity may be joined now.

    For joining, a session that has just begun will do where the account has no identity yet: its password was typed.
    """
    who, proofs = person(), people.proofs_of(person().session_id)
    typed_at = max(proofs.typed, proofs.began) if joining else proofs.typed
    return is_freshly_proven(proofs.strongly, typed_at, identities.has_identity(who.id), now())


def prove_first() -> Response:
    """Away to prove who they are, and back here."""
    remember_going(request.path, max(LASTS.values()))
    return go_to(PROVE)


def remember_going(path: str, seconds: int = 0) -> None:
    """Remember on the server where this browser goes once it is signed in, or has proven who it is: a path of our own,
    never a URL from outside. After so many seconds, if any are given, it is no longer of interest."""
    mine = f"b:{hashed(browser().name())}"
    draft = drafts.current(mine, "sign-in") or Draft(id=new_id(), owner=mine, journey="sign-in")
    draft.answers = {"going": {"path": path, "until": now() + seconds if seconds else 0}}
    drafts.remember(draft)


def _sign_in_first() -> Response:
    if wants_piece():  # it has no page to come back to; what they do next will ask
        return nothing_new()
    remember_going(request.path)
    return go_to("/sign-in")
