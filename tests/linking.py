"""Contracts in somebody's name, and strong sign-ins, for tests of several topics."""

from werkzeug.test import TestResponse

from data import attempts, identities, sealing
from data.people import Person
from data.services import Account, linking
from data.services.linking import Changes
from rules.identity import Identity
from tests import people
from tests.client import CheckingClient, controls, main_of, parse
from tests.people import identity

SOMEBODY = "the index of somebody else"


def holds(flat: people.Flat, *kinds: str, index: str = "") -> None:
    """The provider has named the holder of these contracts; without an index it is who tests.people.identity is."""
    accounts = [flat.services[kind].account for kind in kinds or flat.services]
    Account.update(holder_index=index or sealing.index(identity())).where(Account.id.in_(accounts)).execute()


def pass_on(flat: people.Flat, *kinds: str) -> None:
    """The contracts are somebody else's now, and the import says so."""
    holds(flat, *kinds, index=SOMEBODY)
    linking.let_go(flat.services[kind].account.id for kind in kinds)


def known(who: Person) -> Person:
    """They have proven who they are, now or earlier."""
    identities.attach(who.id, identity(), sealing.index(identity()))
    return who


def newcomer() -> Person:
    """Somebody who came by a strong identity, and has no mailbox."""
    made = identities.make_person(identity(), sealing.index(identity()), "lt")
    return Person.get(Person.id == made)


def link(who: Person) -> Changes:
    """What a strong sign-in does to their services."""
    return linking.link_contracts(who.id, sealing.index(identity()))


def sign_in(client: CheckingClient, who: Person, proof: str = "smart-id") -> None:
    """Prove who they are in this browser; with proof '' by password."""
    if proof:
        link(who)
    client.sign_in(who, proof)


def prove(client: CheckingClient, who: Identity) -> str:
    """Walk to Smart-ID and confirm there, all but the last page. Returns its path."""
    page = client.send(client.get("/sign-in/smart-id"), "way=link")
    attempt = page.request.path.rpartition("/")[2]
    assert attempts.lease(attempt, 10)
    assert attempts.began(attempt, {"text": "Prisijungimas"})
    assert attempts.verified(attempt, who)
    return f"/sign-in/attempts/{attempt}/done"


def press(client: CheckingClient, page: TestResponse, end: str) -> TestResponse:
    """Send the first form of the page whose address ends so."""
    actions = [form.get("action", "") for form in main_of(parse(page)).iter("form")]
    return client.send(page, form=next(place for place, action in enumerate(actions) if action.endswith(end)))


def token(page: TestResponse) -> dict[str, str]:
    """The page's token, for a form that is not on it."""
    forms = [controls(form) for form in parse(page).iter("form")]
    return {"csrf": next(form["csrf"] for form in forms if "csrf" in form)}
