"""What is known while a service is added."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from rules.identifiers import Shape

# What became of looking a code up: not looked up, there, not there, theirs already, or too many tries to say.
Found = Literal["", "known", "unknown", "added", "too_many"]


@dataclass(frozen=True)
class Provider:
    """Somebody who supplies and bills. `successor` is the provider code to go to when this one is closed."""

    code: str
    kind: str
    name: str
    region: str
    code_label: str
    shape: Shape
    popular: int = 0
    is_closed: bool = False
    successor: str = ""
    is_connected: bool = False
    takes_readings: bool = False
    unit: str = ""
    decimals: int = 0
    search: str = ""

    @property
    def asks_meter(self) -> bool:
        """Nothing was imported from it, so the resident tells which meter it is."""
        return self.takes_readings and not self.is_connected


@dataclass(frozen=True)
class Facts:
    """The answers by step name, the provider that the form or the answers name, and what its code was found to be."""

    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    provider: Provider | None = None
    successor: Provider | None = None
    found: Found = ""


@dataclass(frozen=True)
class Own:
    """The small questions about a service that is there: the answers, its provider, and whether a number fits."""

    answers: Mapping[str, Mapping[str, Any]]
    provider: str = ""
    found: Found = ""
