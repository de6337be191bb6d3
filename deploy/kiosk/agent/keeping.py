"""Keeps in touch with the portal: a beat each minute, and each 15 seconds the question whether it is there."""

import logging
import time
from collections.abc import Callable
from threading import Event

from agent.looking import run
from agent.portal import Paused, Portal, Refused, Unreached
from agent.settings import Settings
from agent.standing import Standing

MISSES = 3  # a line that is cut for half a minute takes nobody's visit
AT_ONCE = ("paper", "headphones")
JACK = 1.0  # seconds between looks at the audio jack
Look = Callable[[], dict[str, str]]
log = logging.getLogger("agent")


class Keeping:
    """`look` makes the form of a beat."""

    def __init__(self, settings: Settings, portal: Portal, standing: Standing, look: Look) -> None:
        self.settings, self.portal, self.standing, self.look = settings, portal, standing, look
        self.beat_at, self.beaten, self.misses = 0.0, dict[str, str](), 0

    def go_on(self, stopping: Event) -> None:
        """Ask again and again, and at once when headphones come or go: what is said aloud hangs on them."""
        while not stopping.is_set():
            are_in = run(self.settings.headphones)  # before asking: what changes meanwhile is news too
            self.ask()
            until = time.monotonic() + self.settings.ask
            while time.monotonic() < until and run(self.settings.headphones) == are_in:
                stopping.wait(min(JACK, self.settings.ask))
                if stopping.is_set():
                    return

    def ask(self) -> None:
        """Once, and note what it tells of how things stand."""
        try:
            self._ask()
        except Unreached:
            self.misses += 1
            if self.misses >= MISSES:
                self.standing.note(is_reached=False)
        except (Refused, Paused):
            self.standing.note(state="refused", is_reached=True)
        else:
            self.misses = 0
            if not self.standing.is_reached:
                self.standing.note(is_reached=True)

    def _ask(self) -> None:
        """A beat when one is due, when paper or headphones have changed, and while we may do nothing; else whether the
        portal is well."""
        told = self.look()
        is_news = self.standing.state != "active" or any(told[name] != self.beaten.get(name) for name in AT_ONCE)
        if is_news or time.monotonic() - self.beat_at >= self.settings.beat:
            self._beat(told)
        else:
            self.portal.health()

    def _beat(self, told: dict[str, str]) -> None:
        answer = self.portal.beat(told)
        self.beat_at, self.beaten = time.monotonic(), told
        state = "paused" if answer.get("state") == "paused" else "active"
        if state != self.standing.state:
            self.standing.note(state=state)
        if answer.get("order") == "restart":
            log.info("ordered: restart")
            self.standing.note(shall_restart=True)
