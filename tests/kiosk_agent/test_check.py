"""`deploy/kiosk/check` says in words what is wrong with a terminal, and nothing of one that is right."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checks import machine
from checks.main import main, wrong_with
from tests.browser.site import ROOT
from tests.kiosk_agent.conftest import Door
from tests.kiosk_agent.portal import StandIn, standing_in
from tests.postgres import free_port

KIOSK = ROOT / "deploy/kiosk"
POLICIES = "etc/chromium/policies/managed/kiosk.json"
UNITS = ("kiosk-screen.service", "kiosk-agent.service", "run-kiosk.mount", "kiosk-night.timer")
PACKAGE = "Package: {}\nStatus: install ok installed\nVersion: 1\n\n"


def write(root: Path, path: str, text: str = "") -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text)


def unit(root: Path, name: str) -> None:
    wants = root / "etc/systemd/system/graphical.target.wants"
    wants.mkdir(exist_ok=True)
    (wants / name).symlink_to(f"/etc/systemd/system/{name}")


@pytest.fixture
def portal() -> Iterator[StandIn]:
    with standing_in(health=(200, "ok\n")) as told:
        yield told


@pytest.fixture
def root(tmp_path: Path, door: Door, portal: StandIn) -> Path:
    """A terminal that is set up by README.md; its agent answers behind the door of the tests."""
    made, name = tmp_path / "root", portal.url.removeprefix("http://")
    shutil.copytree(KIOSK / "root", made)
    settings = (made / "etc/kiosk/agent.toml").read_text().replace("https://savitarna.example", portal.url)
    port = door.server.server_port
    write(made, "etc/kiosk/agent.toml", f'port = {port}\nprinter = "/dev/kiosk-printer"\n{settings}')
    write(made, POLICIES, (made / POLICIES).read_text().replace("savitarna.example", name))
    write(made, "etc/passwd", f"root:x:0:0::/root:/bin/sh\nkiosk:x:{os.getuid() or 990}:990::/var/lib/kiosk:/bin/sh\n")
    write(made, "var/lib/kiosk/secret", "S" * 43)
    (made / "var/lib/kiosk/secret").chmod(0o600)
    if os.getuid() == 0:
        os.chown(made / "var/lib/kiosk/secret", 990, -1)
    write(made, "var/lib/dpkg/status", "".join(map(PACKAGE.format, machine.needed(has_cage=False))))
    write(made, "proc/mounts", "/dev/sda2 / ext4 ro 0 0\ntmpfs /run/kiosk tmpfs rw,mode=700 0 0\n")
    write(made, "proc/swaps", "Filename Type Size Used Priority\n/dev/zram0 partition 1 0 5\n")
    for path in ("opt/kiosk/.venv/bin/python", "dev/input/kiosk-touch", "dev/kiosk-printer"):
        write(made, path)
    for name in UNITS:
        unit(made, name)
    return made


def test_of_a_terminal_that_is_right_nothing_is_said(root: Path) -> None:
    assert wrong_with(root) == []


def edit(path: str, old: str, new: str) -> Callable[[Path], None]:
    return lambda root: write(root, path, (root / path).read_text().replace(old, new))


def remove(path: str) -> Callable[[Path], None]:
    return lambda root: (root / path).unlink()


def put(path: str, text: str = "") -> Callable[[Path], None]:
    return lambda root: write(root, path, text)


WRONG = [
    (edit("etc/passwd", "kiosk:", "visitor:"), ["There is no user kiosk", "The secret does not belong"]),
    (put("etc/passwd", "kiosk:x:0:0::/:/bin/sh"), ["The user kiosk is root", "The secret does not belong"]),
    (remove("var/lib/kiosk/secret"), ["There is no secret in /var/lib/kiosk/secret"]),
    (lambda root: (root / "var/lib/kiosk/secret").chmod(0o644), ["Others can read the secret (mode 0644)"]),
    (remove(POLICIES), [f"/{POLICIES} is missing"]),
    (edit(POLICIES, '["*"]', "[]"), [f"/{POLICIES} is not as in"]),
    (edit(POLICIES, "127.0.0.1:", "evil.example:"), [f"/{POLICIES} is not as in"]),
    (put("etc/chromium/policies/managed/a.json", "{}"), ["/etc/chromium/policies/managed/a.json is not ours"]),
    (edit("etc/kiosk/keys.xmodmap", "clear control", ""), ["/etc/kiosk/keys.xmodmap is not as in"]),
    (remove("etc/udev/rules.d/70-kiosk.rules"), ["/etc/udev/rules.d/70-kiosk.rules is missing"]),
    (remove("etc/systemd/system/graphical.target.wants/kiosk-agent.service"), ["kiosk-agent.service does not start"]),
    (lambda root: unit(root, "kiosk-cage.service"), ["kiosk-cage.service starts too"]),
    (edit("proc/mounts", "tmpfs /run/kiosk tmpfs", "/dev/sda3 /run/kiosk ext4"), ["/run/kiosk is no tmpfs"]),
    (edit("proc/mounts", "/run/kiosk", "/run"), ["/run/kiosk is no tmpfs"]),
    (edit("proc/swaps", "/dev/zram0", "/dev/sda4"), ["Memory is swapped to /dev/sda4"]),
    (
        edit("var/lib/dpkg/status", "chromium\nStatus: install", "chromium\nStatus: deinstall"),
        ["Packages are missing: apt-get install --no-install-recommends chromium"],
    ),
    (remove("opt/kiosk/.venv/bin/python"), ["/opt/kiosk/.venv is missing"]),
    (remove("dev/kiosk-printer"), ["The printer is not at /dev/kiosk-printer"]),
    (remove("dev/input/kiosk-touch"), ["The touch screen is not at /dev/input/kiosk-touch"]),
    (edit("etc/kiosk/agent.toml", 'touch = "/dev/input/kiosk-touch"', ""), ["No touch device is named"]),
    (edit("etc/kiosk/agent.toml", "portal", "door"), ["/etc/kiosk/agent.toml: door is not a setting"]),
    (
        edit("etc/kiosk/agent.toml", '"chromium", "--kiosk"', '"cog"'),
        ["Packages are missing: apt-get install --no-install-recommends cage cog xwayland",
         "kiosk-cage.service does not start", "kiosk-screen.service starts too", "kiosk-agent.service starts too"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("act", "sentences"), WRONG, ids=[sentences[0] for _, sentences in WRONG])
def test_what_is_wrong_is_said(root: Path, act: Callable[[Path], None], sentences: list[str]) -> None:
    act(root)
    said = wrong_with(root)
    assert len(said) == len(sentences), said
    for sentence, words in zip(said, sentences, strict=True):
        assert sentence.removeprefix(str(root)).startswith(words)


def test_an_agent_that_does_not_answer_is_said(root: Path, door: Door) -> None:
    edit("etc/kiosk/agent.toml", f"port = {door.server.server_port}", f"port = {free_port()}")(root)
    assert [sentence.split(" on ")[0] for sentence in wrong_with(root)] == ["The agent does not answer"]


def test_another_program_at_the_agents_place_is_said(root: Path, door: Door, portal: StandIn) -> None:
    other = portal.url.rpartition(":")[2]
    edit("etc/kiosk/agent.toml", f"port = {door.server.server_port}", f"port = {other}")(root)
    assert wrong_with(root) == [f"What answers on 127.0.0.1:{other} is not the agent: ss -ltnp | grep {other}"]


def test_a_portal_that_is_not_there_is_said(root: Path, portal: StandIn) -> None:
    gone = f"127.0.0.1:{free_port()}"
    for path in ("etc/kiosk/agent.toml", POLICIES):
        edit(path, portal.url.removeprefix("http://"), gone)(root)
    [sentence] = wrong_with(root)
    assert sentence.startswith(f"http://{gone} does not answer")


def test_another_page_in_the_portals_place_is_said(root: Path, portal: StandIn) -> None:
    portal.answers["/health"] = (200, "<html>Sign in to the network</html>")
    [sentence] = wrong_with(root)
    assert sentence.startswith(f"{portal.url}/health is answered by something else")


@pytest.mark.parametrize(("ahead", "said"), [(-3600, "3600 seconds ahead"), (3600, "3600 seconds behind")])
def test_a_wrong_clock_is_said(root: Path, portal: StandIn, ahead: int, said: str) -> None:
    portal.ahead = ahead
    [sentence] = wrong_with(root)
    assert re.sub(r"3\d{3}", "3600", sentence).startswith(f"The clock is {said}: systemctl enable")


def test_it_fails_when_something_is_wrong_and_else_says_that_all_is_well(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(root)]) == 0
    assert capsys.readouterr().out == "All is well.\n"
    (root / "dev/kiosk-printer").unlink()
    checking = [str(KIOSK / "check"), "--root", str(root)]
    done = subprocess.run([sys.executable, *checking], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stdout.startswith("The printer is not at")
