"""Everything that proves people, standing at one address, and our ways to it as the settings make them."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from werkzeug.exceptions import NotFound
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from gateways.connect import ways
from gateways.ways import Way
from sandbox import keys
from sandbox.asked import House, Terms, faults, people
from sandbox.asked.book import opened_at
from sandbox.gateway import create_gateway
from sandbox.mobile_id import papers as cards
from sandbox.mounting import phones
from sandbox.smart_id import papers
from settings import Settings
from tests.gateways.viisp_serving import serving

PROMPT = Terms(answers_after=0.05, late=0.6, hangs=60, poll=2)
SLOW = 1.5  # seconds of the gateway's slow answer


@dataclass(frozen=True)
class Services:
    """`ways` are ours, from the settings of a sandbox; `house` is the stand-ins'."""

    address: str
    house: House
    ways: Mapping[str, Way] = field(repr=False)

    def begun(self) -> int:
        """How many questions were ever put to a telephone here."""
        with opened_at(self.house.folder) as book:
            return int(book.execute("SELECT count(*) FROM asked").fetchone()[0])

    @contextmanager
    def suffering(self, service: str, fault: str) -> Iterator[None]:
        """A whole service (smart-id, mobile-id, ocsp) with a fault, as long as the block runs."""
        faults.switch(self.house.folder, service, fault)
        try:
            yield
        finally:
            faults.switch(self.house.folder, service, "")


def sandbox(address: str, instance: Path, **environ: str) -> Settings:
    """The settings of a sandbox at this address."""
    around = {"SANDBOX": "1", "BASE_URL": address, "INSTANCE": str(instance)}
    return Settings.from_environment(around | environ)


@contextmanager
def services(instance: Path) -> Iterator[Services]:
    """The stand-ins, running; every certificate is there, for making one takes longer than a test."""
    folder = instance / "sandbox"
    keys.make(folder)
    houses: list[House] = []

    def make(address: str) -> DispatcherMiddleware:
        house = House(folder, address, ("DEMO", "Savitarna"), terms=PROMPT)
        gateway = create_gateway(folder, address, slow=SLOW)
        apps = {"/sandbox/viisp": gateway, "/sandbox/gateway": gateway, **phones(house)}
        houses.append(house)
        return DispatcherMiddleware(NotFound(), apps)

    with serving(make) as address:
        _give_papers(houses[0])
        yield Services(address, houses[0], ways(sandbox(address, instance)))


def _give_papers(house: House) -> None:
    everybody = people.everybody()
    with ThreadPoolExecutor(4) as pool:
        given = [pool.submit(papers.paper_of, house, one, one.fault) for one in everybody if one.smart_id == "OK"]
        given += [pool.submit(cards.paper_of, house, one, one.fault) for one in everybody if one.mobile_id == "OK"]
        for one in given:
            one.result()
