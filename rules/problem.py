"""What a rule answers when something must be said to the resident."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, init=False)
class Problem:
    """A refusal or a question as a value: an English text with %(name)s places, translated where it is shown."""

    text: str
    values: Mapping[str, Any]

    def __init__(self, text: str, **values: Any) -> None:
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "values", values)


@dataclass(frozen=True)
class Checked:
    """What became of a form: the cleaned answer, or the problems by field name."""

    answer: dict[str, Any] = field(default_factory=dict)
    problems: dict[str, Problem] = field(default_factory=dict)
