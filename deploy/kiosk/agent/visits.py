"""Visit after visit: a ticket, an empty browser, somebody's time at the screen, and nothing left of it."""

import logging
import time

from agent import HOST
from agent.browser import Browser
from agent.looking import run
from agent.portal import Paused, Portal, Refused, Unreached
from agent.settings import Settings
from agent.standing import Standing
from agent.touch import Touch

TICK = 0.5  # seconds
SHORT, LONGEST_PAUSE = 5, 30  # seconds: a browser that dies within SHORT may do so again, and is given ever more time
log = logging.getLogger("agent")


class Visits:
    def __init__(self, settings: Settings, portal: Portal, standing: Standing, touch: Touch) -> None:
        self.settings, self.portal, self.standing, self.touch = settings, portal, standing, touch
        self.browser = Browser(settings.browser, settings.folder)
        self.deaths = 0

    def go_on(self) -> None:
        """Until the program is told to stop, or the terminal to start anew."""
        while not (self.standing.is_stopping or self.standing.shall_restart):
            began = time.monotonic()
            ended = self._one()
            log.info("ended: %s", ended)
            is_sick = ended == "died" and time.monotonic() - began < SHORT
            self.deaths = self.deaths + 1 if is_sick else 0
            if is_sick:
                self.standing.changed.clear()
                self.standing.changed.wait(min(2 ** (self.deaths - 1), LONGEST_PAUSE))

    def _one(self) -> str:
        ticket = self._ticket()
        url = f"{self.portal.url}/kiosk/start?ticket={ticket}" if ticket else f"http://{HOST}/closed"
        self.standing.is_done = False
        log.info("shown: %s", "a visit" if ticket else self.standing.trouble)
        try:
            self.browser.open(url)
            return self._watch(bool(ticket))
        finally:
            self.browser.close()
            run(self.settings.usual_volume)

    def _ticket(self) -> str:
        """'' when there can be no visit now; how things stand says why."""
        try:
            return "" if self.standing.trouble else self.portal.ticket()
        except Unreached:
            self.standing.note(is_reached=False)
        except Paused:
            self.standing.note(state="paused")
        except Refused:
            self.standing.note(state="refused")
        return ""

    def _watch(self, is_visit: bool) -> str:
        """Wait for the end of what is shown, and tell what ended it."""
        began = time.monotonic()
        while not (why := self._why_over(is_visit, time.monotonic() - began)):
            self.standing.changed.wait(TICK)
            self.standing.changed.clear()
        return why

    def _why_over(self, is_visit: bool, lasted: float) -> str:
        standing = self.standing
        touched = self.touch.ago()
        reasons = {
            "stop": standing.is_stopping,
            "done": is_visit and standing.is_done,
            "died": not self.browser.is_open(),
            "trouble": is_visit and bool(standing.trouble),
            "idle": is_visit and touched is not None and min(touched, lasted) >= self.settings.idle,
            "long": is_visit and lasted >= self.settings.longest,
            "better": not is_visit and not standing.trouble,
            "restart": not is_visit and standing.shall_restart,
        }
        return next((reason for reason, is_so in reasons.items() if is_so), "")
