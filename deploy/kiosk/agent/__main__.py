"""`python -m agent enrol CODE` makes this terminal one of the portal's; `python -m agent run` serves people."""

import argparse
import logging
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event, Thread

from agent import RESTART, VERSION, looking
from agent.keeping import Keeping
from agent.portal import Paused, Portal, Refused, Unreached
from agent.printing import Printing
from agent.processes import StillRunning, adopt_orphans
from agent.server import Server
from agent.settings import FILE, Settings, SettingsError
from agent.standing import Standing
from agent.touch import Touch
from agent.visits import Visits

log = logging.getLogger("agent")


def main() -> int:
    asked = argparse.ArgumentParser(prog="python -m agent", description="The program of a terminal.")
    asked.add_argument("--settings", type=Path, default=FILE, metavar="FILE")
    acts = asked.add_subparsers(dest="act", required=True)
    acts.add_parser("run", help="serve people")
    acts.add_parser("enrol", help="become one of the portal's terminals").add_argument("code", metavar="CODE")
    told = asked.parse_args()
    listen_to_ourselves()
    try:
        settings = Settings.from_file(told.settings)
        return enrol(settings, told.code) if told.act == "enrol" else serve(settings)
    except (SettingsError, OSError, StillRunning) as broken:
        print(f"{type(broken).__name__}: {broken}", file=sys.stderr)
        return 1


def listen_to_ourselves() -> None:
    """Our own few words go to the journal; what packages say might hold what they were given."""
    logging.basicConfig(stream=sys.stderr, level=logging.CRITICAL, format="%(message)s", force=True)
    log.setLevel(logging.INFO)


def enrol(settings: Settings, code: str) -> int:
    try:
        Portal(settings.portal, settings.secret).enrol(code)
    except (Refused, Paused):
        print("The code does not fit, was used, or is older than 15 minutes. Make another at /staff/kiosks.")
    except Unreached:
        print(f"{settings.portal} does not answer as it should. Try again in a few minutes.")
    else:
        print(f"This terminal is enrolled. Its secret is in {settings.secret}.")
        return 0
    return 1


def serve(settings: Settings) -> int:
    """Show visits in this thread, keep in touch with the portal and answer the browser in two others."""
    adopt_orphans()
    standing, stopping, touch = Standing(), Event(), Touch(settings.touch)
    portal = Portal(settings.portal, settings.secret)
    printing = Printing(portal, settings)
    look = partial(looking.told, settings, touch)
    keeping = Keeping(settings, portal, standing, lambda: look(printing.paper()))

    def stop(*_signal: object) -> None:
        standing.note(is_stopping=True)

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, stop)
    with Server(settings, standing, printing) as server:
        log.info("agent %s", VERSION)
        _begin(standing, server.serve_forever)
        _begin(standing, lambda: keeping.go_on(stopping))
        try:
            Visits(settings, portal, standing, touch).go_on()
        finally:
            stopping.set()
            server.shutdown()
    if standing.is_broken:
        return 1
    return RESTART if standing.shall_restart else 0


def _begin(standing: Standing, act: Callable[[], None]) -> None:
    """A thread whose failure ends the program: without its door or its beats a terminal does not serve."""

    def watched() -> None:
        try:
            act()
        except Exception as failure:  # noqa: BLE001 - whatever it is, systemd starts us anew
            log.error("broken: %s", type(failure).__name__)  # noqa: TRY400 - where it was is no help, what was asked is not told
            standing.note(is_broken=True, is_stopping=True)

    Thread(target=watched, daemon=True).start()


if __name__ == "__main__":
    sys.exit(main())
