"""A journey is plain data: steps in order, each with its check. Walking the answers gives everything else."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from rules.problem import Checked

Form = Mapping[str, str]


class Facts(Protocol):
    """What a check may know: the answers given so far by step name, and what only the caller can look up."""

    @property
    def answers(self) -> Mapping[str, Mapping[str, Any]]: ...


def always(_facts: Any) -> bool:
    """A step that everybody is asked."""
    return True


@dataclass(frozen=True)
class Step:
    """One question page. `check(form, facts) -> Checked` is pure; `applies(facts)` says whether it is asked at all.

    `forgets` names later steps whose answers no longer hold once this one's has changed.
    """

    name: str
    check: Callable[[Form, Any], Checked]
    applies: Callable[[Any], bool] = always
    forgets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Journey:
    """Steps in the order they are asked. The last one is the check page: it is never "answered" until all is sent."""

    name: str
    steps: tuple[Step, ...]

    def step(self, name: str) -> Step | None:
        """The step of this name, or None."""
        return next((step for step in self.steps if step.name == name), None)

    def path(self, facts: Facts) -> Iterator[Step]:
        """The steps this resident may visit now: every applicable one up to the first unanswered."""
        for step in self.steps:
            if not step.applies(facts):
                continue
            yield step
            if step.name not in facts.answers:
                return

    def present(self, facts: Facts) -> Step | None:
        """The first unanswered step, or None when nothing is left to ask."""
        *_, last = self.path(facts)
        return None if last.name in facts.answers else last

    def may_visit(self, name: str, facts: Facts) -> bool:
        """Whether every step before this one is answered."""
        return any(step.name == name for step in self.path(facts))

    def before(self, name: str, facts: Facts) -> Step | None:
        """The step that Back leads to, or None on the first one."""
        previous = None
        for step in self.path(facts):
            if step.name == name:
                return previous
            previous = step
        return None
