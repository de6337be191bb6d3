"""Our gateway and the stand-in of the national one: the whole way there and back over real HTTP, and each fault."""

import csv
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from gateways import viisp
from gateways.errors import GatewayError
from rules.identity import Identity, Refusal
from sandbox.gateway.choices import ANSWERS, PEOPLE, WAYS
from tests.gateways.viisp_walks import CUSTOM, ONA, Form, Site, site_with_gateway

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[Site]:
    with site_with_gateway(tmp_path_factory.mktemp("gateway")) as made:
        yield made


@pytest.mark.parametrize("hash_", ["sha256", "sha1"])
@pytest.mark.parametrize("answer", ["good", "sha256"])
def test_a_resident_goes_to_the_gateway_and_comes_back_proven(site, hash_, answer):
    found = site.walk(signature=hash_, answer=answer)
    assert found == Identity("PNO", "LT", ONA, "ONA", "PAVYZDIENĖ", "viisp", "substantial")
    assert found.opens_contracts


WANTED = {
    "auth.lt.bank": ("PNO", "substantial"),
    "auth.lt.identity.card": ("PNO", "high"),
    "auth.signatureProvider": ("PNO", "high"),
    "auth.eidas": ("EIDAS", "low"),
    "auth.iltu.identity.card": ("ILTU", "high"),
    "auth.login.pass": ("weak", "auth.login.pass"),
}


@pytest.mark.parametrize("way", WAYS)
def test_each_way_proves_what_it_can(site, way):
    found = site.walk(way=way)
    seen = (found.kind, found.level) if isinstance(found, Identity) else (found.outcome, found.reason)
    assert seen == WANTED[way]


def test_every_holder_of_the_demo_households_can_go_there(site):
    with (ROOT / "data/catalogue/demo/accounts.csv").open(newline="") as file:
        holders = {row["holder_personal_code"] for row in csv.DictReader(file)}
    assert holders <= set(PEOPLE)
    for code in PEOPLE:
        found = site.walk(person=code)
        assert found == Refusal("failed", "lt-personal-code is none") if code == "30000000000" else found.code == code


FAULTS = {
    "signature": ("broken", "signature"),
    "key": ("broken", "another key"),
    "changed": ("broken", "the message was changed"),
    "replayed": ("refused", "fault Server"),
    "fault": ("refused", "fault Server"),
    "slow": ("try_again", "127.0.0.1"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_an_answer_that_is_wrong_or_late_proves_nobody(site, fault):
    ticket, _ = site.visit(answer=fault)
    with pytest.raises(GatewayError, match=FAULTS[fault][1]) as error:
        viisp.answer(site.service(seconds=1), ticket)
    assert error.value.kind == FAULTS[fault][0]


REFUSED = {
    "custom": Refusal("failed", "customData of another attempt"),
    "company": Refusal("unusable", "acts for a company or somebody else"),
    "missing": Refusal("failed", "no name"),
}


@pytest.mark.parametrize("fault", REFUSED)
def test_an_authentic_answer_that_does_not_fit_is_refused(site, fault):
    assert site.walk(answer=fault) == REFUSED[fault]


def test_a_browser_may_come_back_with_the_custom_data_of_another(site):
    ticket, page = site.visit(answer="browser")
    assert Form(page).fields["ticket"] == ticket
    assert Form(page).fields["customData"] != CUSTOM


def test_a_browser_may_never_come_back(site):
    _, page = site.visit(answer="none")
    assert Form(page).action == ""
    assert "negrąžino" in page


def test_every_fault_that_can_be_chosen_has_a_test():
    assert {*FAULTS, *REFUSED, "good", "sha256", "browser", "none"} == set(ANSWERS)


def test_the_answer_is_told_once(site):
    assert isinstance(site.walk(), Identity)
    with pytest.raises(GatewayError) as error:
        viisp.answer(site.service(), site.came_back[-1]["ticket"])
    assert error.value.kind == "refused"


def test_of_many_who_ask_at_once_one_is_told(site):
    ticket, _ = site.visit()

    def ask(_) -> bool:
        try:
            return bool(viisp.answer(site.service(), ticket))
        except GatewayError:
            return False

    with ThreadPoolExecutor(10) as pool:
        assert sum(pool.map(ask, range(10))) == 1


def test_of_many_processes_one_tells(site):
    ticket, _ = site.visit()
    code = "import sys; from pathlib import Path; from sandbox.gateway import visits\n"
    code += "print(visits.tell(Path(sys.argv[1]), sys.argv[2]))"
    command = [sys.executable, "-c", code, str(site.folder), ticket]
    running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert sorted(one.communicate(timeout=30)[0].strip() for one in running) == ["False", "False", "True"]


def test_nothing_is_told_before_anybody_has_signed_in(site):
    ticket = site.begun()
    for asked in (ticket, "another"):
        with pytest.raises(GatewayError) as error:
            viisp.answer(site.service(), asked)
        assert error.value.kind == "refused"


def test_the_gateway_is_there(site):
    viisp.check(site.service())
