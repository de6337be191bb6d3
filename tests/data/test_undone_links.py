"""What a person does about a link, and what an import does while they sign in."""

from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from data import identities, sealing, services
from data.database import NotFound, atomic, database
from data.imports import accounts, catalogue
from data.services import Account, LinkEvent, Service, linking
from data.services.linking import Changes
from settings import Settings
from tests import people
from tests.at_once import on_its_own
from tests.people import CODE, identity

KEY = Settings.from_environment({"SANDBOX": "1"}).identity_key
JONAS = "50102030017"
HEAD = (
    "provider,payer_code,holder_name,holder_personal_code,address,meter_number,register,unit,digits,decimals,"
    "previous_reading,previous_date,plan\n"
)
POWER = "el-elektrum-lietuva"


def load(code: str) -> None:
    """The provider's file names this holder."""
    line = f"{POWER},100200,Ona,{code},Sodų g. 1,E1,,kWh,5,0,123,2026-10-31,Namai\n"
    assert accounts.load((HEAD + line).encode(), KEY, strict=True).bad == ()


@pytest.fixture
def ona(_tables: None) -> int:
    """She has proven who she is; one contract names her."""
    catalogue.load()
    load(CODE)
    return identities.make_person(identity(), sealing.index(identity()), "lt")


def link(person_id: int) -> Changes:
    return linking.link_contracts(person_id, sealing.index(identity()))


def level(person_id: int) -> int | None:
    found = services.of(person_id)
    return found[0].level if found else None


def last(person_id: int) -> linking.Event:
    return linking.history(person_id)[0]


def test_what_was_undone_is_not_linked_again_until_it_is_restored(ona: int) -> None:
    (service,) = link(ona).linked
    linking.undo(ona, service)
    linking.undo(ona, service)
    assert (level(ona), link(ona)) == (None, Changes())
    assert (last(ona).what, last(ona).may_undo, last(ona).may_restore) == ("undone", False, True)
    linking.restore(ona, last(ona).service)
    linking.restore(ona, service)
    assert level(ona) == 2
    assert (last(ona).what, last(ona).may_undo, last(ona).may_restore) == ("restored", True, False)
    assert LinkEvent.select().count() == 3


def test_undoing_leaves_what_was_proven_before(ona: int) -> None:
    service = services.add(ona, "k1", POWER, "100200", "mine")
    services.prove(ona, service, "E1")
    link(ona)
    assert level(ona) == 2
    linking.undo(ona, service)
    assert level(ona) == 1
    linking.restore(ona, service)
    linking.undo(ona, service)
    assert level(ona) == 1


def test_taking_a_linked_service_away_undoes_its_link(ona: int) -> None:
    (service,) = link(ona).linked
    services.remove(ona, service)
    services.remove(ona, service)
    assert link(ona) == Changes()
    assert (last(ona).what, last(ona).reason) == ("undone", "removed")
    services.restore(ona, service)
    assert (level(ona), last(ona).what) == (2, "restored")
    assert link(ona) == Changes()


def test_a_service_of_ones_own_that_was_taken_away_comes_back_with_what_was_proven_before(ona: int) -> None:
    service = services.add(ona, "k1", POWER, "100200", "mine")
    services.prove(ona, service, "E1")
    link(ona)
    for proven, codes in (
        (1, ()),
        (0, (JONAS, CODE)),
    ):  # another holder in between, and the proof of before is worth nothing
        services.remove(ona, service)
        for code in codes:
            load(code)
        linking.restore(ona, service)
        assert level(ona) == 2
        linking.undo(ona, service)
        assert level(ona) == proven
        linking.restore(ona, service)


def test_taking_away_what_only_the_code_had_added_is_no_answer_to_a_stronger_proof(ona: int) -> None:
    services.remove(ona, services.add(ona, "k1", POWER, "100200", "mine"))
    assert len(link(ona).linked) == 1
    assert level(ona) == 2


def test_an_undone_contract_that_was_added_by_its_code_is_restored_in_place(ona: int) -> None:
    (service,) = link(ona).linked
    linking.undo(ona, service)
    added = services.add(ona, "k1", POWER, "100200", "mine")
    assert (link(ona), level(ona)) == (Changes(), 0)
    assert last(ona).service == added
    linking.restore(ona, added)
    assert [one.level for one in services.of(ona)] == [2]


def test_an_undone_contract_of_another_holder_cannot_be_restored(ona: int) -> None:
    (service,) = link(ona).linked
    linking.undo(ona, service)
    load(JONAS)
    assert not last(ona).may_restore
    with pytest.raises(NotFound):
        linking.restore(ona, service)
    assert level(ona) is None


def test_nobody_undoes_or_restores_a_strangers_link(ona: int) -> None:
    (service,) = link(ona).linked
    stranger = people.ruta().person.id
    for act in (linking.undo, linking.restore):
        with pytest.raises(NotFound):
            act(stranger, service)
    assert linking.history(stranger) == ()
    assert level(ona) == 2


def test_a_file_with_another_holder_takes_the_contract_away(ona: int) -> None:
    link(ona)
    load(JONAS)
    assert level(ona) is None
    assert (last(ona).what, last(ona).reason) == ("unlinked", "holder_changed")
    assert link(ona) == Changes()


def test_a_file_with_another_holder_leaves_the_code_to_who_typed_it(ona: int) -> None:
    services.prove(ona, services.add(ona, "k1", POWER, "100200", "mine"), "E1")
    link(ona)
    load(JONAS)
    assert level(ona) == 0


def test_what_was_taken_away_does_not_come_back_with_more_than_its_code_opens(ona: int) -> None:
    (service,) = link(ona).linked
    services.remove(ona, service)
    load(JONAS)
    services.restore(ona, service)
    assert level(ona) == 0


def test_a_sign_in_passes_over_what_an_import_is_changing(ona: int) -> None:
    """On PostgreSQL it does not even wait; SQLite writes one after the other."""
    with ThreadPoolExecutor(1) as pool:
        with atomic():
            load(JONAS)
            signing_in = pool.submit(on_its_own, lambda: link(ona))
            if database.param == "%s":
                assert signing_in.result(5) == Changes()
        assert signing_in.result(5) == Changes()
    assert level(ona) is None


def test_an_import_that_comes_during_a_sign_in_finds_what_it_linked(ona: int) -> None:
    with ThreadPoolExecutor(1) as pool:
        with atomic():
            link(ona)
            loading = pool.submit(on_its_own, lambda: load(JONAS))
            wait([loading], 0.5)
        loading.result(10)
    assert level(ona) is None
    assert Service.select().where(Service.level > 0).count() == 0
    assert Account.get().holder_index != sealing.index(identity())
