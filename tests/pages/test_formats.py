"""How values are written on pages, in both languages."""

from collections.abc import Iterator

import pytest

import rendering
from rules.problem import Problem


@pytest.fixture
def lithuanian() -> Iterator[None]:
    token = rendering.language.set("lt")
    yield
    rendering.language.reset(token)


@pytest.mark.usefixtures("lithuanian")
def test_days_and_months_stand_in_the_case_their_sentence_needs() -> None:
    assert rendering.month_day("2026-11-30") == "lapkričio 30 d."
    assert rendering.month_of("2026-11") == "lapkričio"
    assert rendering.month("2026-11") == "2026 m. lapkritis"


@pytest.mark.usefixtures("lithuanian")
def test_a_problem_of_one_register_of_several_names_it_first() -> None:
    assert rendering.say(Problem("Enter the reading", register="day")) == "Dieninis: Įveskite rodmenį „Iki“"
