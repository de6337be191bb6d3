"""The people of the tests. Ona: one flat with every kind of meter. Jonas: two flats. Rūta: nothing yet.

Each builder writes rows into empty tables and gives back what it wrote. Readings are as of 31 October 2026.
"""

from dataclasses import dataclass

from data import payments
from data.bills import Bill, BillLine
from data.payments import Payment
from data.people import Person
from data.readings import Declaration, Reading
from data.services import Account, Meter, Provider, Register, Service
from data.tariffs import Tariff
from gateways.methods import written
from rules.identity import Identity
from rules.payments import Bank, Fact, Outcome
from rules.search import folded

SINCE = "2026-10-31"
PAYEE = "LT121000011101001000"
CODE = "48506151233"  # made up, with the right check digit
PASSWORD = "keturi geri zodziai"
# zone → hundred-thousandths of a euro per unit, or per month for "fixed" (domain.md §4-6)
PRICES = {
    "electricity": {"1z": 22000, "day": 25800, "night": 15600, "fixed": 300000},
    "gas": {"gas": 89000, "fixed": 117000},
    "water": {"cold": 406560, "fixed": 171000},
    "heat": {"hot": 650000},
}


@dataclass(frozen=True)
class Flat:
    """One person's home: its services and meters, by kind."""

    person: Person
    services: dict[str, Service]
    meters: dict[str, Meter]

    def registers(self, kind: str) -> list[Register]:
        return list(Register.select().where(Register.meter == self.meters[kind]).order_by(Register.code))


def person(email: str, password: str = "", language: str = "lt", role: str = "resident") -> Person:
    """An account with a proven mailbox; without a password one signs in by `client.sign_in`."""
    return Person.create(email=email, password_hash=password, language=language, role=role)


def identity(code: str = CODE, **more: str) -> Identity:
    """What a service says of somebody who has proven this personal code."""
    known = {"kind": "PNO", "country": "LT", "given_name": "Kanarėlė", "family_name": "Slaptoji", "level": "high"}
    return Identity(**(known | {"code": code, "method": "smart-id"} | more))


def provider(code: str, kind: str, unit: str, decimals: int = 0, **more: object) -> Provider:
    """A connected provider with prices; the same code again gives the same row."""
    known = Provider.get_or_none(Provider.code == code)
    if known:
        return known
    name = str(more.pop("name", code.capitalize()))
    made = Provider.create(
        code=code,
        kind=kind,
        name=name,
        search=folded(name),
        code_label="Mokėtojo kodas",
        code_least=8,
        code_most=8,
        is_connected=True,
        takes_readings=bool(unit),
        unit=unit,
        decimals=decimals,
        payee_account="LT121000011101001000",
        **more,
    )
    for zone, price in PRICES.get(kind, {}).items():
        Tariff.create(provider=made, plan="Standartinis", zone=zone, valid_from="2025-01-01", price=price)
    return made


def account(at: Provider, payer_code: str, **more: object) -> Account:
    """A payer code as the provider gave it to us, with its holder."""
    known = {"holder_name": "Kanarėlė Slaptoji", "address": "Slaptoji g. 9-12, Vilnius", "plan": "Standartinis"}
    return Account.create(provider=at, payer_code=payer_code, **(known | more))


def meter(of: Account, number: str, *registers: tuple[str, str, int], digits: int = 5, is_smart: bool = False) -> Meter:
    """A meter whose registers are (code, zone, last value in whole units)."""
    made = Meter.create(account=of, number=number, is_smart=is_smart)
    for code, zone, value in registers:
        Register.create(
            meter=made,
            code=code,
            zone=zone,
            unit=of.provider.unit,
            digits=digits,
            decimals=of.provider.decimals,
            first_value=value * 1000,
            first_date=SINCE,
        )
    return made


def service(who: Person, of: Account, whose: str = "mine", nickname: str = "", level: int = 1) -> Service:
    return Service.create(person=who, account=of, whose=whose, nickname=nickname, level=level)


def reading(of: Register, period: str, value: int, previous: int) -> Reading:
    """A reading of an earlier month, in whole units, as it came from the provider."""
    return Reading.create(
        register=of,
        period=period,
        version=1,
        value=value * 1000,
        previous=previous * 1000,
        used=(value - previous) * 1000,
    )


def ona(email: str = "ona@pavyzdys.lt", first_code: int = 10000001) -> Flat:
    """One flat: electricity with a day and a night register, gas, cold and hot water; all hers, proven."""
    who = person(email)
    accounts = {
        "electricity": account(provider("elektra", "electricity", "kWh"), str(first_code)),
        "gas": account(provider("dujos", "gas", "m³"), str(first_code + 1)),
        "cold": account(provider("vanduo", "water", "m³", decimals=1), str(first_code + 2)),
        "hot": account(provider("siluma", "heat", "m³", decimals=1), str(first_code + 3)),
    }
    meters = {
        "electricity": meter(accounts["electricity"], f"E{first_code}", ("t1", "day", 12345), ("t2", "night", 4321)),
        "gas": meter(accounts["gas"], f"D{first_code}", ("", "gas", 2480)),
        "cold": meter(accounts["cold"], f"V{first_code}", ("", "cold", 311)),
        "hot": meter(accounts["hot"], f"K{first_code}", ("", "hot", 198)),
    }
    return Flat(who, {kind: service(who, one, nickname="Namai") for kind, one in accounts.items()}, meters)


def jonas(email: str = "jonas@pavyzdys.lt") -> Flat:
    """Two flats, one electricity meter with one register in each: his own, and his mother's by the code alone."""
    who, at = person(email), provider("elektra", "electricity", "kWh")
    own, other = account(at, "20000001"), account(at, "20000002")
    services = {
        "electricity": service(who, own, nickname="Namai"),
        "mother": service(who, other, whose="other", nickname="Mamos butas", level=0),
    }
    meters = {
        "electricity": meter(own, "E20000001", ("", "1z", 7654)),
        "mother": meter(other, "E20000002", ("", "1z", 99990)),
    }
    return Flat(who, services, meters)


def ruta(email: str = "ruta@pavyzdys.lt") -> Flat:
    """Nothing yet."""
    return Flat(person(email), {}, {})


def bill(of: Account, number: str, cents: int, due: str = "2026-11-30", period: str = "2026-10") -> Bill:
    """A bill with one line, as the provider sent it."""
    made = Bill.create(account=of, number=number, period=period, issued="2026-11-10", due=due, amount=cents)
    BillLine.create(
        bill=made, place=1, title="Elektra", quantity=1000, unit_price=cents * 1000, amount=cents, vat_rate=2100
    )
    return made


def declaration(who: Person, of: Meter, cents: int, values: dict[str, int], period: str = "2026-11") -> Declaration:
    """What this person has declared: whole units by register code, and the sum of it."""
    version = Declaration.select().where((Declaration.meter == of) & (Declaration.period == period)).count() + 1
    key = f"{of.number}-{period}-{version}"
    made = Declaration.create(key=key, number=key, person=who, meter=of, period=period, version=version, total=cents)
    for one in Register.select().where(Register.meter == of):
        value, previous = values[one.code] * 1000, one.first_value
        Reading.create(
            register=one,
            period=period,
            version=version,
            declaration=made,
            value=value,
            previous=previous,
            used=value - previous,
        )
    return made


def pay(paying: Payment | payments.Paying) -> None:
    """The bank tells from server to server that this attempt is paid, whole."""
    tell(paying, "paid")


def tell(paying: Payment | payments.Paying, outcome: Outcome) -> None:
    """The bank tells this of the whole attempt."""
    bank = Bank(paying.method, paying.method.capitalize(), PAYEE)
    fact = Fact(outcome, paying.stamp, f"T{paying.stamp}", paying.amount, "EUR", PAYEE, "LT217044060000000002", "RŪTA")
    assert payments.apply(payments.keep(bank.id, "server", written(fact)), bank, fact)
