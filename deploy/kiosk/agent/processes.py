"""Everything that a browser has started, found and ended, also what has left its process group."""

import ctypes
import os
import signal
import time
from contextlib import suppress
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
PATIENCE = 5  # seconds


class StillRunning(Exception):
    """Something of a browser cannot be ended. Only systemd can help then."""


def adopt_orphans() -> None:
    """Whatever a browser leaves behind becomes our child, not init's, and can be found."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end_all_of_browsers() -> None:
    """Kill each descendant of ours that is in a session of its own, as a browser and all its children are; commands
    that another thread runs meanwhile stay in our session. No warning: what a browser writes at its end is not wanted.
    """
    until = time.monotonic() + PATIENCE
    while found := _of_browsers():
        if time.monotonic() > until:
            raise StillRunning
        for pid in found:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        for pid in found:
            with suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
        time.sleep(0.02)


def _of_browsers() -> list[int]:
    """Their ids, zombies included: one that is not reaped hides what it has not yet left to us."""
    parents, ours = {}, os.getsid(0)
    sessions = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            _state, parent, _group, session = stat.read_text().rpartition(")")[2].split()[:4]
            parents[int(stat.parent.name)], sessions[int(stat.parent.name)] = int(parent), int(session)
    return [pid for pid in parents if sessions[pid] != ours and _descends(pid, parents)]


def _descends(pid: int, parents: dict[int, int]) -> bool:
    for _ in range(len(parents)):
        pid = parents.get(pid, 0)
        if pid in (0, os.getpid()):
            break
    return pid == os.getpid()
