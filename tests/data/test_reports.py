import pytest

from data import reports
from data.database import NotFound
from data.outbox import Outbox


def report(key: str = "k1") -> None:
    reports.send(key, "Neveikia", "/pay", "", "lt", "pagalba@savitarna.example")


def test_a_report_is_kept_and_mailed_once(tables: str) -> None:
    report()
    report()
    assert [told.message for told in reports.open_ones()] == ["Neveikia"]
    assert Outbox.select().count() == 1


def test_a_report_that_was_dealt_with_is_no_longer_open(tables: str) -> None:
    report()
    reports.close(reports.open_ones()[0].public_id)
    assert reports.open_ones() == []


def test_nobody_deals_with_a_report_that_is_not_there(tables: str) -> None:
    with pytest.raises(NotFound):
        reports.close("nothing")
