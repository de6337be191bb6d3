"""How things stand: the one thing that the threads of the agent share."""

from dataclasses import dataclass, field
from threading import Event


@dataclass
class Standing:
    """`state` as the portal told last: active, paused, or refused when it does not know us. Whoever changes a fact
    says so by `changed`, which wakes the thread that shows visits."""

    state: str = "active"
    is_reached: bool = True
    shall_restart: bool = False
    is_done: bool = False
    is_stopping: bool = False
    is_broken: bool = False
    changed: Event = field(default_factory=Event)

    def note(self, **facts: bool | str) -> None:
        for name, fact in facts.items():
            setattr(self, name, fact)
        self.changed.set()

    @property
    def trouble(self) -> str:
        """Why no visit can be: refused, paused, offline; '' when one can."""
        if self.state != "active":
            return self.state
        return "" if self.is_reached else "offline"
