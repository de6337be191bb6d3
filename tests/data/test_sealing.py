"""What is kept but cannot be read from the table."""

import pytest

from data import sealing
from data.sealing import DoesNotFit
from rules.identifiers import blind_index
from tests.people import CODE, identity

KEY = "k" * 32


@pytest.fixture(autouse=True)
def key(_tables: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "_keys", sealing._Keys())
    sealing.set_key(KEY)


def test_what_was_sealed_opens_for_the_same_purpose():
    sealed = sealing.seal("attempt.kept a1", "Kanarėlė Slaptoji")
    assert sealing.unseal("attempt.kept a1", sealed) == "Kanarėlė Slaptoji"
    assert sealed.startswith("v1.")
    assert "Kanar" not in sealed


def test_the_same_text_is_sealed_otherwise_each_time():
    assert sealing.seal("a", CODE) != sealing.seal("a", CODE)


def test_it_opens_in_no_other_row_and_for_nothing_else():
    sealed = sealing.seal("attempt.kept a1", CODE)
    for purpose in ("attempt.kept a2", "attempt.identity a1", ""):
        with pytest.raises(DoesNotFit):
            sealing.unseal(purpose, sealed)


def test_another_key_does_not_open_it():
    sealed = sealing.seal("a", CODE)
    sealing.set_key("another" * 5)
    with pytest.raises(DoesNotFit):
        sealing.unseal("a", sealed)


@pytest.mark.parametrize("damage", ["", "v1.", "v1.!", "v1.AAAA", "v1.ą", "v2.{}", "{}AAAA", "plain"])
def test_what_was_changed_does_not_open(damage: str) -> None:
    with pytest.raises(DoesNotFit):
        sealing.unseal("a", damage.format(sealing.seal("a", CODE)[3:]))


def test_what_does_not_fit_is_told_without_what_or_whose_it_was():
    with pytest.raises(DoesNotFit) as told:
        sealing.unseal("attempt.kept Zm9vYmFy", "v1.AAAA")
    assert str(told.value) == "attempt.kept"


def test_nothing_is_sealed_or_found_before_the_key_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "_keys", sealing._Keys())
    for act in (lambda: sealing.seal("a", "b"), lambda: sealing.unseal("a", "v1.b"), lambda: sealing.index(identity())):
        with pytest.raises(RuntimeError, match="IDENTITY_KEY"):
            act()


def test_an_identity_is_found_by_the_key_of_the_settings():
    assert sealing.index(identity()) == blind_index(KEY, CODE)
