"""The files of deploy/kiosk/root, and what systemd starts by itself."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from checks.terminal import EXAMPLE, GIVEN, Terminal

OWN = "/etc/kiosk/agent.toml"  # each terminal has its own
POLICIES = "/etc/chromium/policies/managed"
SCREEN = ("kiosk-screen.service", "kiosk-agent.service")
CAGE = ("kiosk-cage.service",)
ALWAYS = ("run-kiosk.mount", "kiosk-night.timer")


def files(terminal: Terminal) -> Iterator[str]:
    """Each is there and as it was given, with the portal's own name in it."""
    portal = urlsplit(terminal.settings.portal).netloc
    for given in sorted(path for path in GIVEN.rglob("*") if path.is_file()):
        path = f"/{given.relative_to(GIVEN)}"
        if not terminal.at(path).is_file():
            yield f"{path} is missing: copy it from deploy/kiosk/root."
        elif path != OWN and terminal.read(path) != given.read_text(encoding="utf-8").replace(EXAMPLE, portal):
            yield f"{path} is not as in deploy/kiosk/root (with {portal} for {EXAMPLE}): copy it anew."


def other_policies(terminal: Terminal) -> Iterator[str]:
    """Another file of policies may undo ours."""
    for found in sorted(terminal.at(POLICIES).glob("*.json")):
        if found.name != "kiosk.json":
            yield f"{POLICIES}/{found.name} is not ours and may undo our policies: remove it."


def units(terminal: Terminal) -> Iterator[str]:
    """What has to run does so after each start, and the other way of showing pages does not."""
    ours, others = (CAGE, SCREEN) if terminal.has_cage else (SCREEN, CAGE)
    for unit in (*ours, *ALWAYS):
        if not _is_enabled(terminal, unit):
            yield f"{unit} does not start by itself: systemctl enable {unit}"
    for unit in others:
        if _is_enabled(terminal, unit):
            yield f"{unit} starts too, for another browser than that of {OWN}: systemctl disable {unit}"


def _is_enabled(terminal: Terminal, unit: str) -> bool:
    return any((wants / unit).is_symlink() for wants in terminal.at("/etc/systemd/system").glob("*.wants"))
