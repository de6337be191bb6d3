"""Somebody has proven who they are: a new account, the old one, two to be joined, or another person's."""

import pytest
from flask import Flask

from data import identities, sealing
from data.identities import IdentityRow, letters
from data.people import Person, Session
from data.services import Account, Service
from tests import people
from tests.client import CheckingClient, said
from tests.mail import Postman
from tests.people import CODE, identity
from tests.proofs import begin, browser_of, enter, prove, sign_out, wait_for
from tests.signing_in import GOOD, ONA, is_signed_in
from tests.signing_in import enter as enter_by_password

DONE = "/sign-in/attempts/{}/done"
ESTONIAN = identity(country="EE")


def done(client: CheckingClient, who=None):
    return client.get(DONE.format(prove(client, who)))


def test_a_person_we_do_not_know_is_asked_before_an_account_is_made(client: CheckingClient) -> None:
    page = done(client)
    assert "Jungiatės pirmą kartą" in said(page)
    assert Person.select().count() == 0
    page = client.send(page, button="choice=new")
    assert page.request.path == "/services"
    assert Person.get().email is None
    assert is_signed_in(client)


def test_a_person_we_know_is_in_at_once(client: CheckingClient) -> None:
    enter(client)
    sign_out(client)
    assert done(client).location == "/services"
    assert Person.select().count() == 1


def test_the_estonian_with_the_same_digits_is_somebody_else(client: CheckingClient, app: Flask) -> None:
    enter(client)
    other = app.test_client()
    enter(other, ESTONIAN)
    assert Person.select().count() == 2


def test_a_proof_is_used_once(client: CheckingClient) -> None:
    enter(client)
    sign_out(client)
    public_id = prove(client)
    first, second = (client.get(DONE.format(public_id)) for _ in range(2))
    assert first.location == "/services"
    assert second.status_code == 404
    assert Session.select().count() == 1


def test_the_browsers_token_changes(client: CheckingClient) -> None:
    public_id = prove(client)
    before = browser_of(client)
    client.send(client.get(DONE.format(public_id)), button="choice=new")
    assert browser_of(client) != before


def test_the_code_is_in_no_page_and_in_no_address(client: CheckingClient) -> None:
    enter(client)
    for path in ("/services", "/account", "/"):
        assert CODE not in client.get(path).text
    assert CODE not in " ".join(str(value) for row in IdentityRow.select().dicts() for value in row.values())


def test_an_account_with_a_mailbox_is_joined_by_proving_both(client: CheckingClient, ona: Person) -> None:
    page = client.send(done(client), button="choice=join")
    assert page.request.path == "/sign-in"
    page = client.send(page, email=ONA, password=GOOD)
    assert "Ar sujungti šią tapatybę su jūsų paskyra?" in said(page)
    assert identities.person_of(sealing.index(identity())) is None
    page = client.send(page, button="choice=join")
    assert identities.person_of(sealing.index(identity())) == ona.id
    assert Person.select().count() == 1


def test_who_is_signed_in_by_password_may_add_an_identity(client: CheckingClient, ona: Person) -> None:
    enter_by_password(client)
    page = done(client)
    assert ONA in said(page)
    client.send(page, button="choice=join")
    sign_out(client)
    assert done(client).location == "/services"
    assert Person.select().count() == 1


def test_accounts_are_never_joined_by_themselves(client: CheckingClient, ona: Person) -> None:
    enter(client)
    sign_out(client)
    enter_by_password(client)
    page = done(client)
    assert "Ši tapatybė priklauso kitai paskyrai" in said(page)
    assert client.get("/account").text.count(ONA)


def test_one_account_is_one_human_being(client: CheckingClient, ona: Person) -> None:
    enter_by_password(client)
    client.send(done(client), button="choice=join")
    page = client.send(done(client, identity("33309240064")), button="choice=join")
    assert page.status_code == 409
    assert identities.person_of(sealing.index(identity("33309240064"))) is None


def test_contracts_in_ones_name_are_there_at_once(client: CheckingClient) -> None:
    flat = people.ona("kita@pavyzdys.lt")
    holder = sealing.index(identity())
    Account.update(holder_index=holder).where(Account.id == flat.services["gas"].account_id).execute()
    enter(client)
    whose = identities.person_of(holder)
    linked = Service.get(Service.person == whose)
    assert (linked.account_id, linked.level, linked.whose) == (flat.services["gas"].account_id, 2, "mine")
    assert "Dujos" in said(client.get("/services"))


@pytest.mark.parametrize("who", [ESTONIAN, identity(level="low"), identity(kind="ILTU"), identity(kind="EIDAS")])
def test_a_proof_that_opens_no_contracts_links_none(client: CheckingClient, who) -> None:
    flat = people.ona("kita@pavyzdys.lt")
    Account.update(holder_index=sealing.index(identity())).where(Account.id > 0).execute()
    enter(client, who)
    assert Service.select().where(Service.person != flat.person).count() == 0


def test_a_guest_keeps_what_they_had_begun(client: CheckingClient) -> None:
    client.send(client.get("/"), form=0)
    enter(client)
    assert is_signed_in(client)


def test_a_new_browser_is_told_of_by_mail(client: CheckingClient, app: Flask, ona: Person, postman: Postman) -> None:
    enter_by_password(client)
    client.send(done(client), button="choice=join")
    subjects = [letter.subject for letter in postman.letters(ONA)]
    assert subjects == ["Prie jūsų paskyros pridėtas dar vienas prisijungimo būdas"]  # the first browser is theirs
    other = app.test_client()
    enter(other)
    told = postman.letters(ONA)[-1]
    assert told.subject == "Prie jūsų paskyros prisijungta naujoje naršyklėje"
    assert CODE not in told.text


def test_it_was_not_me_signs_everybody_out(client: CheckingClient, app: Flask, ona: Person, postman: Postman) -> None:
    enter_by_password(client)
    client.send(done(client), button="choice=join")
    other = app.test_client()
    enter(other)
    path = postman.letters(ONA)[-1].text.split("http://127.0.0.1:8000")[1].split()[0]
    page = client.get(path)
    assert is_signed_in(other)  # looking changes nothing
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "Visi atjungti" in said(client.send(page))
    assert not is_signed_in(other)
    assert not is_signed_in(client)
    assert not identities.pushes_allowed(ona.id)
    assert client.get(path[:-3] + "AAA").status_code == 410


def test_an_old_attempt_does_not_sign_in_whoever_sits_there_now(client: CheckingClient, ona: Person) -> None:
    """Begun while signed out, proven by another person than the one who has signed in since."""
    enter(client, identity("33309240064"))
    sign_out(client)
    public_id = wait_for(begin(client))
    enter_by_password(client)
    assert client.get(DONE.format(public_id)).location == f"/sign-in/attempts/{public_id}"


def test_an_identity_that_a_thief_joined_is_taken_away_by_the_mailbox(
    client: CheckingClient, app: Flask, ona: Person, postman: Postman
) -> None:
    """The thief knows the password, and joins their own identity; the owner has the mailbox."""
    thief = app.test_client()
    enter_by_password(thief)
    joining = done(thief, identity("33309240064"))
    assert "Kanarėlė Slaptoji" in said(joining)  # whose identity it is, on a computer that many use
    thief.send(joining, button="choice=join")
    letter = next(one for one in postman.letters(ONA) if "Pridėtas" in one.subject or "/not-me/" in one.text)
    path = letter.text.split("http://127.0.0.1:8000")[1].split()[0]
    client.send(client.get(path))
    assert identities.person_of(sealing.index(identity("33309240064"))) is None
    assert not is_signed_in(thief)
    assert "Nepavyko prisijungti" in said(enter_by_password(thief))
    assert client.get(path).status_code == 410  # once
    assert "Jungiatės pirmą kartą" in said(done(app.test_client(), identity("33309240064")))


def test_not_me_means_nothing_once_the_mailbox_is_another(client: CheckingClient, app: Flask, ona: Person) -> None:
    token = letters.not_me(ona, "A" * 22)
    Person.update(email="kita@pastas.example").where(Person.id == ona.id).execute()
    assert client.get(f"/sign-in/not-me/{token}").status_code == 410


def test_many_people_may_begin_from_one_address(client: CheckingClient, app: Flask) -> None:
    """A town behind one address: what rings nobody has a wide limit."""
    for _ in range(35):
        begin(app.test_client())
