"""Making links and ending them; docs/decisions/links.md tells which and why.

Persons are locked before their services, and accounts that an import is changing are passed over, so that a sign-in
never waits for an import and neither catches the other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from data.database import NotFound, atomic, locked, now, owned_by, standing
from data.identities import indexes_of
from data.people import Person
from data.services.tables import Account, LinkEvent, Provider, Service

STRONG = 2


@dataclass(frozen=True)
class Changes:
    """What a strong sign-in changed: public ids of services that are the person's now, and of those that are not."""

    linked: tuple[str, ...] = ()
    unlinked: tuple[str, ...] = ()


def link_contracts(person_id: int, index: str) -> Changes:
    """Give the person every contract whose holder has this index of theirs, and take back what is not theirs now.

    Call it after `identities.attach` or `make_person`, with '' for a proof that opens no contracts. Raises NotFound
    for an index that is not this person's. The same again changes nothing.
    """
    with atomic():
        _lock([person_id])
        mine = indexes_of(person_id)
        if index and index not in mine:
            raise NotFound
        strong = Service.select(Service, Account).join(Account)
        strong = strong.where((Service.person == person_id) & (Service.level == STRONG)).order_by(Service.id)
        lost = [service for service in strong if service.account.holder_index not in mine]
        for service in lost:
            _let_go(service)
        linked = [_link(person_id, account) for account in _held([index]) if not _was_undone(person_id, account.id)]
        return Changes(tuple(filter(None, linked)), tuple(one.public_id for one in lost if not one.removed_at))


def let_go(accounts: Iterable[int]) -> None:
    """These accounts have another holder now: nobody sees more of them than their code opens (security.md §4).

    Call it in the transaction that changed the holder.
    """
    ids = list(accounts)
    affected = Service.account.in_(ids) & (Service.level > 0)
    _lock({service.person_id for service in Service.select(Service.person).where(affected)})
    strong = Service.select().where(affected & (Service.level == STRONG) & (Service.removed_at == 0))
    for service in strong.order_by(Service.id):
        _let_go(service)
    Service.update(level=0).where(affected).execute()


def undo(person_id: int, public_id: str) -> None:
    """The person wants no such link: the service goes, or falls back to what they had proven themselves.

    It is not made again at the next sign-in. Changes nothing when there is no link; raises NotFound.
    """
    with atomic():
        _lock([person_id])
        service = owned_by(person_id, Service, public_id)
        if service.level == STRONG and not service.removed_at:
            before = _before(service)
            _fall_back(service, before)
            _note(service, "undone", "unwanted", before)


def restore(person_id: int, public_id: str) -> None:
    """The person wants an undone link after all. Changes nothing when none was undone.

    Raises NotFound when the service is not theirs, or the contract is not in their name now.
    """
    with atomic():
        _lock([person_id])
        service = owned_by(person_id, Service, public_id)
        account = service.__data__["account"]
        undone = _latest(person_id, account)
        if undone is None or undone.what != "undone":
            return
        if account not in {held.id for held in _held(indexes_of(person_id))}:
            raise NotFound
        present = _present(person_id, account)
        before = present.level if present else _level_of_removed(service, undone)
        Service.update(level=STRONG, removed_at=0).where(Service.id == (present or service).id).execute()
        _note(service, "restored", "holder", before)


def _level_of_removed(service: Service, undone: LinkEvent) -> int | None:
    """The own level of a service that was taken away whole and comes back; an import may have put it down meanwhile."""
    if undone.reason != "removed" or undone.before is None:
        return None
    return undone.before if service.level == STRONG else 0


def removed(service: Service) -> None:
    """The person has taken a linked service from their page: that undoes its link too. In the same transaction."""
    _note(service, "undone", "removed", _before(service))


def brought_back(service: Service) -> None:
    """A linked service that was just taken away is back as it was. In the same transaction."""
    _note(service, "restored", "brought_back", _before(service))


def _lock(persons: Iterable[int]) -> None:
    """One after the other, always in the same order."""
    list(locked(Person.select(Person.id).where(Person.id.in_(list(persons))).order_by(Person.id)))


def _held(indexes: Iterable[str]) -> list[Account]:
    """The connected providers' accounts of these holders, and nobody changes them until we are done.

    Whoever supplies residents no longer is passed over: nobody could add them by a code either.
    """
    named = [index for index in indexes if index]
    supplying = Provider.select(Provider.id).where(Provider.is_connected & ~Provider.is_closed)
    wanted = Account.holder_index.in_(named) & (Account.keeper == 0) & Account.provider.in_(supplying)
    return list(standing(Account.select(Account.id).where(wanted).order_by(Account.id))) if named else []


def _link(person_id: int, account: Account) -> str:
    """The public id of the service that this makes or raises; '' for one that is as strong already."""
    service = _present(person_id, account.id)
    if service and service.level == STRONG:
        return ""
    before = service.level if service else None
    if service is None:
        service = Service.create(person=person_id, account=account.id, whose="mine", level=STRONG)
    Service.update(level=STRONG).where(Service.id == service.id).execute()
    _note(service, "linked", "holder", before)
    return str(service.public_id)


def _present(person_id: int, account: int) -> Service | None:
    there = (Service.person == person_id) & (Service.account == account) & (Service.removed_at == 0)
    found: Service | None = Service.get_or_none(there)
    return found


def _let_go(service: Service) -> None:
    """What was proven was proven of the contract before; its code alone is what a person who added it keeps."""
    if service.removed_at:
        _fall_back(service, 0)
        return
    before = _before(service)
    _fall_back(service, None if before is None else 0)
    _note(service, "unlinked", "holder_changed", before)


def _fall_back(service: Service, level: int | None) -> None:
    gone = {"level": 0, "removed_at": now()} if level is None else {"level": level}
    Service.update(**gone).where(Service.id == service.id).execute()


def _latest(person_id: int, account: int, *kinds: str) -> LinkEvent | None:
    mine = (LinkEvent.person == person_id) & (LinkEvent.account == account)
    events = LinkEvent.select().where(mine).order_by(LinkEvent.id.desc())
    found: LinkEvent | None = (events.where(LinkEvent.what.in_(kinds)) if kinds else events).first()
    return found


def _was_undone(person_id: int, account: int) -> bool:
    latest = _latest(person_id, account)
    return latest is not None and latest.what == "undone"


def _before(service: Service) -> int | None:
    """The service's own level before the link that stands."""
    made = _latest(service.person_id, service.__data__["account"], "linked", "restored")
    return made.before if made else None


def _note(service: Service, what: str, reason: str, before: int | None) -> None:
    account: Any = service.__data__["account"]
    LinkEvent.create(person=service.person_id, account=account, what=what, reason=reason, before=before)
