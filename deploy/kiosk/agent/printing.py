"""Prints what a page asks for. The portal gives a job once, and to us alone; printer.py knows what printers read."""

import logging
from threading import Lock
from typing import Any

from agent import printer
from agent.portal import Paused, Portal, Refused, Unreached
from agent.settings import Settings

log = logging.getLogger("agent")


class Printing:
    """One thing after the other: a printer has one line. A second press on a link is told what became of the first."""

    def __init__(self, portal: Portal, settings: Settings) -> None:
        self.portal, self.device, self.model = portal, settings.printer, settings.model
        self.lock, self.last, self.seen = Lock(), ("", ""), "unknown"

    def paper(self) -> str:
        """ok, low, out, or unknown; as it was seen last while something is printed."""
        if self.device and self.lock.acquire(blocking=False):
            try:
                self.seen = printer.paper(self.device)
            except printer.PrinterGone:
                self.seen = "unknown"
            finally:
                self.lock.release()
        return self.seen

    def print(self, job: str) -> str:
        """`ok`, `paper` (there is none), `printer` (it does not print) or `late` (the job is gone)."""
        with self.lock:
            if self.last[0] == job:
                return self.last[1]
            result = self._print(job)
            if result != "late":
                self.last = (job, result)
            log.info("printed: %s", result)
            return result

    def _print(self, job: str) -> str:
        if not self.device:
            return "printer"
        try:
            told = self.portal.job(job)
        except (Unreached, Refused, Paused):
            told = None
        return "late" if told is None else self._write(told)

    def _write(self, told: dict[str, Any]) -> str:
        """Whatever goes wrong, the person gets an answer in words."""
        try:
            printer.send(printer.slip(told, self.model), self.device)
        except printer.PaperOut:
            return "paper"
        except Exception as failure:  # noqa: BLE001 - PrinterGone, or a job or a model that printer.py does not know
            log.warning("not printed: %s", type(failure).__name__)
            return "printer"
        return "ok"
