"""Who has not declared is reminded once for a meter and month, on the day they chose, and never twice."""

from collections.abc import Iterator

import pytest
import time_machine

from data import meter_links, outbox, reminders
from data.database import connect
from data.meter_links import MeterLink
from data.outbox import Outbox
from data.people import Person
from data.reminders import Reminder
from data.services import Meter, Service
from settings import Settings
from tests import people
from tests.at_once import at_once
from tests.mail import Postman


@pytest.fixture(autouse=True)
def _three_days_before_the_end() -> Iterator[None]:
    with time_machine.travel("2026-11-27T10:00+02:00"):
        yield


def known_for_long(flat: people.Flat) -> people.Flat:
    Service.update(created_at=1).execute()
    return flat


def letters_of(postman: Postman, flat: people.Flat) -> list[str]:
    return [letter.text for letter in postman.letters(str(flat.person.email))]


@pytest.fixture
def postman(settings: Settings) -> Postman:
    connect()  # making the settings' app may have closed it
    return Postman(settings)


def test_one_letter_for_all_meters_that_are_due(postman: Postman) -> None:
    ona = known_for_long(people.ona())
    people.declaration(ona.person, ona.meters["gas"], 890, {"": 2490})
    assert reminders.remind() == 1
    (text,) = letters_of(postman, ona)
    assert text.startswith("Deklaruokite rodmenis iki lapkričio 30 d.")
    assert "Elektra (Namai), skaitiklis E10000001" in text
    for nuo in ("Dieninis: Nuo 12 345 kWh", "Naktinis: Nuo 4 321 kWh", "Šaltas vanduo: Nuo 311,0 m³"):
        assert nuo in text.replace("\u00a0", " ")
    assert "Dujos" not in text
    codes = [meter_links.code_of(one.public_id) for one in MeterLink.select()]
    assert len(codes) == 3
    assert all(f"http://127.0.0.1:8000/m/{code}\n" in text for code in codes)


def test_a_letter_can_be_refused_by_one_click_of_the_mail_program(postman: Postman) -> None:
    ona = known_for_long(people.ona())
    reminders.remind()
    (letter,) = postman.letters("ona@pavyzdys.lt")
    written = postman.box._written(letter)
    assert written["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (
        written["List-Unsubscribe"]
        == f"<http://127.0.0.1:8000/reminders/off/{reminders.off_code(ona.person.public_id)}>"
    )
    assert letter.off in letter.text


def test_nothing_of_a_link_is_kept_that_would_open_it(postman: Postman) -> None:
    known_for_long(people.ona())
    reminders.remind()
    kept = str([one.__data__ for model in (Outbox, MeterLink, Reminder) for one in model.select()])
    assert not any(meter_links.code_of(one.public_id) in kept for one in MeterLink.select())


def test_nobody_is_reminded_twice(postman: Postman) -> None:
    ona = known_for_long(people.ona())
    assert [reminders.remind() for _ in range(3)] == [1, 0, 0]
    assert len(letters_of(postman, ona)) == 1


def test_workers_at_once_write_one_letter(postman: Postman) -> None:
    ona = known_for_long(people.ona())
    assert sum(at_once([reminders.remind] * 4)) == 1
    assert len(letters_of(postman, ona)) == 1


def test_a_worker_that_died_goes_on_with_the_others(monkeypatch: pytest.MonkeyPatch, postman: Postman) -> None:
    ona, jonas = known_for_long(people.ona()), known_for_long(people.jonas())
    knocks: list[int] = []

    def dies(row_id: int) -> None:
        knocks.append(row_id)
        if len(knocks) == 2:
            raise SystemExit

    monkeypatch.setattr(outbox._bell, "knock", dies)
    with pytest.raises(SystemExit):
        reminders.remind()
    assert reminders.remind() == 1
    assert [len(letters_of(postman, flat)) for flat in (ona, jonas)] == [1, 1]


def test_many_people_are_written_to_in_several_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    for turn in range(4):
        people.ona(f"ona{turn}@pavyzdys.lt", 10000001 + 10 * turn)
    Service.update(created_at=1).execute()
    monkeypatch.setattr(reminders, "AT_ONCE", 7)
    assert reminders.remind() == 4
    assert Reminder.select().count() == 16
    assert Outbox.select().where(Outbox.kind == "reminder").count() == 4


def test_the_day_is_ones_own() -> None:
    ona = known_for_long(people.ona())
    reminders.choose(ona.person.id, 1)
    assert reminders.remind() == 0
    with time_machine.travel("2026-11-29T08:00+02:00"):
        assert reminders.remind() == 1


def test_nobody_is_reminded_who_does_not_want_it() -> None:
    ona = known_for_long(people.ona())
    reminders.turn_off(reminders.off_code(ona.person.public_id))
    with time_machine.travel("2026-11-30T20:00+02:00"):
        assert reminders.remind() == 0
    assert reminders.are_off(reminders.off_code(ona.person.public_id))


def test_early_in_the_month_nobody_is() -> None:
    ona = known_for_long(people.ona())
    reminders.choose(ona.person.id, 7)
    with time_machine.travel("2026-11-22T23:59+02:00"):
        assert reminders.remind() == 0
    with time_machine.travel("2026-11-23T09:00+02:00"):
        assert reminders.remind() == 1


def test_smart_meters_removed_services_and_new_ones_need_no_reminder() -> None:
    known_for_long(people.jonas())
    Meter.update(is_smart=True).execute()
    assert reminders.remind() == 0
    Meter.update(is_smart=False).execute()
    Service.update(removed_at=5).execute()
    assert reminders.remind() == 0
    Service.update(removed_at=0, created_at=4_000_000_000).execute()
    assert reminders.remind() == 0


def test_who_has_no_mailbox_is_not_written_to() -> None:
    jonas = known_for_long(people.jonas())
    Person.update(email=None).where(Person.id == jonas.person.id).execute()
    assert reminders.remind() == 0


def test_of_somebody_elses_meter_the_letter_has_the_end_of_the_number(postman: Postman) -> None:
    jonas = known_for_long(people.jonas())
    reminders.remind()
    (text,) = letters_of(postman, jonas)
    assert "Mamos butas" in text
    assert "skaitiklis …002" in text
    assert "E20000002" not in text


def test_next_month_comes_another() -> None:
    known_for_long(people.jonas())
    assert reminders.remind() == 1
    with time_machine.travel("2026-12-29T10:00+02:00"):
        assert reminders.remind() == 1
        assert reminders.forget_old("2026-12") == 2
        assert reminders.remind() == 0


def test_the_end_of_a_verification_is_written_of_once_a_month_before(postman: Postman) -> None:
    ona = people.ona()
    Meter.update(verified_until="2026-12-27").where(Meter.id == ona.meters["gas"].id).execute()
    Meter.update(verified_until="2026-12-28").where(Meter.id == ona.meters["cold"].id).execute()
    assert [reminders.remind_of_verifications() for _ in range(2)] == [1, 0]
    (letter,) = postman.letters(str(ona.person.email))
    assert letter.subject == "Baigiasi skaitiklio patikra: 2026 m. gruodžio 27 d."
    assert "D10000001" in letter.text
    assert letter.off
    with time_machine.travel("2026-11-28T10:00+02:00"):
        assert reminders.remind_of_verifications() == 1
    reminders.forget_old("2026-12")
    assert reminders.remind_of_verifications() == 0


def test_of_a_meter_that_is_not_proven_nobody_hears() -> None:
    jonas = people.jonas()
    Meter.update(verified_until="2026-12-01").where(Meter.id == jonas.meters["mother"].id).execute()
    assert reminders.remind_of_verifications() == 0
