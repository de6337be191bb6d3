"""Guests: a payer code is enough to declare and to pay (domain.md §1), without an account and without a mailbox."""

from data.database import atomic, locked
from data.payments import Payment
from data.people import Person, Session
from data.readings import Declaration
from data.services import Account, Service


def begin(language: str) -> int:
    """A new guest; returns the row id. What they do is theirs for as long as their session lasts."""
    return int(Person.create(role="guest", language=language).id)


def join(guest_id: int, person_id: int) -> None:
    """The guest has signed in: what they added, declared and paid becomes the person's, and the guest is no more.

    An account that the person has already added stays as it is. Anybody but a guest is left alone.
    """
    with atomic():
        if not Person.select().where((Person.id == guest_id) & (Person.role == "guest")).exists():
            return
        locked(Person.select(Person.id).where(Person.id == person_id)).get()
        known = Service.select(Service.account).where((Service.person == person_id) & (Service.removed_at == 0))
        Service.delete().where((Service.person == guest_id) & Service.account.in_(known)).execute()
        for account in Account.select().where(Account.keeper == guest_id):
            twin = (Account.provider == account.provider) & (Account.payer_code == account.payer_code)
            if not Account.select().where(twin & (Account.keeper == person_id)).exists():
                Account.update(keeper=person_id).where(Account.id == account.id).execute()
        for model in (Service, Declaration, Payment):
            model.update(person=person_id).where(model.person == guest_id).execute()
        Person.delete().where(Person.id == guest_id).execute()


def forget_old(before: int) -> int:
    """Delete guests made before a moment (epoch seconds) who left nothing behind. Returns how many."""
    busy = [model.select(model.person).where(model.person.is_null(False)) for model in (Declaration, Payment, Session)]
    idle = (Person.role == "guest") & (Person.created_at < before)
    for kept in busy:
        idle &= Person.id.not_in(kept)
    deleted: int = Person.delete().where(idle).execute()
    return deleted
