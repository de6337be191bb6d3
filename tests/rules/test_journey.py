"""Walking a journey: next, back, may-visit, resume and skipped steps, all from the answers."""

from dataclasses import dataclass, field
from typing import Any

from rules.journey import Form, Journey, Step
from rules.problem import Checked


@dataclass(frozen=True)
class Known:
    answers: dict[str, dict[str, Any]] = field(default_factory=dict)


def take(form: Form, _facts: Known) -> Checked:
    return Checked(answer=dict(form))


def has_meter(facts: Known) -> bool:
    return facts.answers.get("provider", {}).get("meter") == "yes"


JOURNEY = Journey("add", (Step("provider", take), Step("meter", take, applies=has_meter), Step("check", take)))


def names(facts: Known) -> list[str]:
    return [step.name for step in JOURNEY.path(facts)]


def test_a_new_resident_sees_only_the_first_step():
    assert names(Known()) == ["provider"]


def test_a_step_that_does_not_apply_is_skipped():
    assert names(Known({"provider": {"meter": "no"}})) == ["provider", "check"]


def test_a_changed_answer_opens_the_step_it_unlocks():
    answered = Known({"provider": {"meter": "yes"}})
    assert JOURNEY.present(answered).name == "meter"
    assert not JOURNEY.may_visit("check", answered)


def test_back_leads_to_the_step_before_and_from_the_first_one_nowhere():
    answered = Known({"provider": {"meter": "no"}})
    assert JOURNEY.before("check", answered).name == "provider"
    assert JOURNEY.before("provider", answered) is None


def test_an_answered_step_may_be_visited_again_to_change_it():
    assert JOURNEY.may_visit("provider", Known({"provider": {"meter": "yes"}, "meter": {}}))


def test_nothing_is_left_to_ask_when_the_last_step_is_answered():
    assert JOURNEY.present(Known({"provider": {"meter": "no"}, "check": {}})) is None
