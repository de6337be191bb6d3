"""The user, the secret, the memory that visits live in, packages and devices."""

import stat
from collections.abc import Iterator

from checks.terminal import Terminal

PACKAGES = (
    "alsa-utils", "ca-certificates", "fonts-dejavu-core", "python3-venv", "systemd-timesyncd",
)  # fmt: skip
FOR_CHROMIUM = (
    "chromium", "matchbox-window-manager", "x11-xserver-utils", "xinit", "xserver-xorg", "xserver-xorg-input-libinput",
)  # fmt: skip
FOR_COG = ("cage", "cog", "xwayland")


def needed(has_cage: bool) -> tuple[str, ...]:
    return (*PACKAGES, *(FOR_COG if has_cage else FOR_CHROMIUM))


def user(terminal: Terminal) -> Iterator[str]:
    number = _number_of_kiosk(terminal)
    if number is None:
        yield "There is no user kiosk: adduser --system --group --home /var/lib/kiosk kiosk"
    elif number == 0:
        yield "The user kiosk is root: it must be an ordinary user."


def secret(terminal: Terminal) -> Iterator[str]:
    file = terminal.settings.secret
    if not terminal.at(file).is_file():
        yield f"There is no secret in {file}: enrol the terminal with a code from /staff/kiosks."
        return
    told = terminal.at(file).stat()
    if stat.S_IMODE(told.st_mode) != 0o600:
        yield f"Others can read the secret (mode {stat.S_IMODE(told.st_mode):04o}): chmod 600 {file}"
    if told.st_uid != _number_of_kiosk(terminal):
        yield f"The secret does not belong to the user kiosk: chown kiosk {file}"


def memory(terminal: Terminal) -> Iterator[str]:
    """What a visit leaves must never be on a disk."""
    folder = str(terminal.settings.folder)
    kinds = [row[2] for row in terminal.rows("/proc/mounts") if row[1] == folder]
    if kinds[-1:] != ["tmpfs"]:
        yield f"{folder} is no tmpfs, visits would be written to a disk: systemctl enable --now run-kiosk.mount"
    for row in list(terminal.rows("/proc/swaps"))[1:]:
        if not row[0].startswith("/dev/zram"):
            yield f"Memory is swapped to {row[0]}, and visits with it: swapoff -a, and take it out of /etc/fstab."


def packages(terminal: Terminal) -> Iterator[str]:
    entries = terminal.read("/var/lib/dpkg/status").split("\n\n")
    installed = {
        entry.partition("\n")[0].removeprefix("Package: ")
        for entry in entries
        if "\nStatus: install ok installed" in entry
    }
    missing = [name for name in needed(terminal.has_cage) if name not in installed]
    if missing:
        yield f"Packages are missing: apt-get install --no-install-recommends {' '.join(missing)}"


def program(terminal: Terminal) -> Iterator[str]:
    if not terminal.at("/opt/kiosk/.venv/bin/python").exists():
        yield "/opt/kiosk/.venv is missing: README.md, step 3."


def devices(terminal: Terminal) -> Iterator[str]:
    named = {"touch screen": terminal.settings.touch, "printer": terminal.settings.printer}
    for name, path in named.items():
        if path and not terminal.at(path).exists():
            yield f"The {name} is not at {path}: look at its cable, and at /etc/udev/rules.d/70-kiosk.rules."
    if not terminal.settings.touch:
        yield "No touch device is named (touch in /etc/kiosk/agent.toml): a screen left at a bank's page stays there."


def _number_of_kiosk(terminal: Terminal) -> int | None:
    return next((int(row[2]) for row in terminal.rows("/etc/passwd", ":") if row[0] == "kiosk"), None)
