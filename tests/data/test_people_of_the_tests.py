"""The builders give what they say."""

from data.services import Register, Service
from tests import people


def test_ona_has_every_kind_of_meter() -> None:
    ona = people.ona()
    assert [register.code for register in ona.registers("electricity")] == ["t1", "t2"]
    assert Register.select().count() == 5


def test_jonas_has_two_flats_and_ruta_nothing() -> None:
    people.jonas()
    ruta = people.ruta()
    assert Service.select().count() == 2
    assert ruta.services == {}


def test_people_live_beside_each_other() -> None:
    people.ona()
    people.jonas()
    people.ona("ona2@pavyzdys.lt", 30000001)
    assert Service.select().count() == 10
