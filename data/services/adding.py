"""Adding a service, naming it, taking it away and bringing it back."""

from collections.abc import Mapping
from typing import Any

from data.database import NotFound, atomic, locked, now, owned_by, row
from data.people import Person
from data.services import linking
from data.services.tables import Account, Meter, Provider, Register, Service
from data.services.telling import tell_keepers
from rules.deadlines import last_day, months_before, period_of
from rules.zones import zone_of

DECLARED = "SELECT 1 FROM declaration WHERE meter_id = ?"


def add(
    person_id: int,
    key: str,
    provider: str,
    code: str,
    whose: str,
    nickname: str = "",
    meter: Mapping[str, Any] | None = None,
) -> str:
    """Link a person to the account of this payer code (as the rules cleaned it) and return the service's public id.

    `key` is the draft's id: the same key again, or the same account, changes nothing. At a connected provider the code
    must exist, else NotFound; at an open one the account becomes this person's own, with the `meter` of the answers.
    """
    with atomic():
        locked(Person.select().where(Person.id == person_id)).get()
        known = Service.get_or_none(Service.key == key)
        if known:
            return _own(known, person_id)
        at = Provider.get_or_none((Provider.code == provider) & ~Provider.is_closed)
        if at is None:
            raise NotFound
        account = _account(at, code, person_id, meter)
        there = (Service.person == person_id) & (Service.account == account) & (Service.removed_at == 0)
        known = Service.get_or_none(there)
        if known:
            return str(known.public_id)
        level = 0 if at.is_connected else 1
        made = Service.create(person=person_id, account=account, whose=whose, nickname=nickname, level=level, key=key)
        tell_keepers(account.id, person_id, made.public_id, level)
        return str(made.public_id)


def _own(service: Service, person_id: int) -> str:
    if service.__data__["person"] != person_id:
        raise NotFound
    return str(service.public_id)


def _account(at: Provider, code: str, person_id: int, meter: Mapping[str, Any] | None) -> Account:
    keeper = 0 if at.is_connected else person_id
    wanted = (Account.provider == at) & (Account.payer_code == code) & (Account.keeper == keeper)
    account: Account | None = Account.get_or_none(wanted)
    if account is None and at.is_connected:
        raise NotFound
    account = account or Account.create(provider=at, payer_code=code, keeper=keeper)
    if meter and keeper:
        _hang(account, at, meter)
    return account


def _hang(account: Account, at: Provider, told: Mapping[str, Any]) -> None:
    """The meter as its resident told it. One told before under another number goes, if nothing was declared for it."""
    for old in Meter.select().where((Meter.account == account) & (Meter.number != told["meter_number"])):
        if not row(DECLARED, old.id):
            Register.delete().where(Register.meter == old).execute()
            Meter.delete().where(Meter.id == old.id).execute()
    if Meter.get_or_none((Meter.account == account) & (Meter.number == told["meter_number"])):
        return
    before = last_day(months_before(period_of(now()), 1)).isoformat()  # as a rule it was declared for last month
    meter = Meter.create(account=account, number=told["meter_number"])
    values = dict(told["values"])
    if "t2" in values:
        values = {"t1": values[""], "t2": values["t2"]}
    for code, value in values.items():
        Register.create(
            meter=meter,
            code=code,
            zone=zone_of(at.kind, at.unit, code),
            unit=at.unit,
            digits=int(told["digits"]),
            decimals=at.decimals,
            first_value=value,
            first_date=before,
        )


def rename(person_id: int, public_id: str, nickname: str) -> None:
    """Give a service a name of one's own, or take it away. Raises NotFound."""
    service = owned_by(person_id, Service, public_id)
    Service.update(nickname=nickname).where(Service.id == service.id).execute()


def remove(person_id: int, public_id: str) -> None:
    """Take a service from the person's page. What was declared and paid stays. Raises NotFound."""
    with atomic():
        locked(Person.select().where(Person.id == person_id)).get()
        service = owned_by(person_id, Service, public_id)
        gone = Service.update(removed_at=now()).where((Service.id == service.id) & (Service.removed_at == 0)).execute()
        if gone and service.level == linking.STRONG:
            linking.removed(service)


def restore(person_id: int, public_id: str) -> None:
    """Bring a removed service back, unless the same account was added again meanwhile. Raises NotFound."""
    with atomic():
        locked(Person.select().where(Person.id == person_id)).get()
        service = owned_by(person_id, Service, public_id)
        account = service.__data__["account"]
        again = (Service.person == person_id) & (Service.account == account) & (Service.removed_at == 0)
        if Service.get_or_none(again) is None:
            Service.update(removed_at=0).where(Service.id == service.id).execute()
            if service.level == linking.STRONG:
                linking.brought_back(service)
