"""Our own catalogue: who the providers are and what they charge. A row more is a provider more."""

from collections.abc import Iterable
from pathlib import Path

from data.database import atomic
from data.imports import accounts, bills
from data.imports.report import Report, in_order
from data.imports.upsert import Kept, Key, Values, upsert
from data.services import Provider
from data.tariffs import Tariff
from rules.imported.catalogue import BLOCKS, PRICES, PRICING, PROVIDERS, price, provider
from rules.tables import BadRow, rows_of

PLACE = ("plan", "zone", "valid_from", "above")  # what tells a provider's prices apart
FOLDER = Path(__file__).parents[1] / "catalogue"


def load(folder: Path = FOLDER) -> tuple[Report, Report]:
    """Providers and dated prices out of the catalogue's two files. What is here and not in a file stays."""
    with atomic():
        return _providers((folder / "providers.csv").read_bytes()), _prices((folder / "tariffs.csv").read_bytes())


def load_demo(identity_key: str, folder: Path = FOLDER / "demo") -> tuple[Report, Report]:
    """A few made-up households with every kind of meter and bill; codes to try stand in README."""
    return (
        accounts.load((folder / "accounts.csv").read_bytes(), identity_key),
        bills.load((folder / "bills.csv").read_bytes()),
    )


def _providers(content: bytes) -> Report:
    rows, bad = rows_of(content, PROVIDERS, PRICING)
    wanted: dict[Key, Values] = {}
    for row in rows:
        values = provider(row)
        if isinstance(values, BadRow):
            bad.append(values)
        else:
            wanted[(values.pop("code"),)] = values
    return _report("providers", upsert(Provider, ("code",), wanted, _new_provider).values(), bad)


def _prices(content: bytes) -> Report:
    rows, bad = rows_of(content, PRICES, BLOCKS)
    providers = {row.code: row.id for row in Provider.select()}
    wanted: dict[Key, Values] = {}
    for row in rows:
        values, at = price(row), providers.get(row.values["provider"])
        if isinstance(values, BadRow):
            bad.append(values)
        elif at is None:
            bad.append(BadRow(row.number, "no such provider"))
        else:
            wanted[(at, *(values.pop(name) for name in PLACE))] = values
    kept = upsert(Tariff, ("provider", *PLACE), wanted, _new_price)
    return _report("prices", kept.values(), bad)


def _new_provider(place: Key, values: Values) -> int:
    return int(Provider.create(code=place[0], **values).id)


def _new_price(place: Key, values: Values) -> int:
    return int(Tariff.create(**dict(zip(("provider", *PLACE), place, strict=True)), **values).id)


def _report(things: str, kept: Iterable[Kept], bad: list[BadRow]) -> Report:
    states = [one.state for one in kept]
    return Report(things, states.count("new"), states.count("changed"), states.count("same"), in_order(bad))
