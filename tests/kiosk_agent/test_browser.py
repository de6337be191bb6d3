"""The end of a browser is the end of all that it started and kept."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser.kiosk.terminal import processes_of
from tests.browser.site import ROOT

# A browser that leaves its group, its session and its parent, and writes on and on.
DAEMON = 'setsid setsid sh -c "while :; do date >{profile}/late; sleep 0.01; done" & echo here >{profile}/kept'
IMPORTS = (
    "import sys, subprocess, time; from pathlib import Path; from agent.browser import Browser; "
    "from agent.processes import adopt_orphans; adopt_orphans()"
)
RUN = f"""
{IMPORTS}
helper = subprocess.Popen(["sleep", "60"])
browser = Browser(tuple(sys.argv[2:]), Path(sys.argv[1]))
browser.open("https://savitarna.example/kiosk/start")
while not Path(sys.argv[1], "profile/late").exists() or browser.is_open():
    time.sleep(0.01)
browser.close()
print(helper.poll())
helper.kill()
helper.wait()
"""


def run(folder: Path, *browser: str, code: str = RUN) -> str:
    command = [sys.executable, "-c", code, str(folder), *browser]
    return subprocess.run(
        command, cwd=ROOT / "deploy/kiosk", capture_output=True, text=True, check=True, timeout=60
    ).stdout


def test_whoever_left_the_browsers_family_ends_with_it_and_nobody_else(tmp_path: Path) -> None:
    assert run(tmp_path, "bash", "-c", DAEMON, "{url}") == "None\n"
    assert list(tmp_path.iterdir()) == []
    assert processes_of(tmp_path) == []


def test_what_a_power_cut_has_left_is_gone_before_anybody_comes(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("kept")
    folder = tmp_path / "run"
    (folder / "profile/Default").mkdir(parents=True)
    (folder / "profile/Default/Cookies").write_text("left")
    (folder / "link").symlink_to(outside)
    (folder / "profile/link").symlink_to(tmp_path)
    run(folder, code=f"{IMPORTS}; Browser((), Path(sys.argv[1])).close()")
    assert list(folder.iterdir()) == []
    assert outside.read_text() == "kept"


def test_a_browser_sees_nothing_of_the_agents_own_and_lives_in_its_profile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET", "x")
    monkeypatch.setenv("DISPLAY", ":7")
    folder, told = tmp_path / "run", tmp_path / "told"
    folder.mkdir()
    code = f"{IMPORTS}; b = Browser(tuple(sys.argv[2:]), Path(sys.argv[1])); b.open('u'); b.process.wait(); b.close()"
    run(folder, "sh", "-c", f"env >{told}; touch $HOME/a $TMPDIR/b", "{url}", code=code)
    seen = dict(line.split("=", 1) for line in told.read_text().splitlines())
    assert "SECRET" not in seen
    assert (seen["DISPLAY"], seen["HOME"]) == (":7", str(folder / "profile"))
    assert all(seen[name].startswith(seen["HOME"]) for name in ("TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"))
    assert list(folder.iterdir()) == []
    assert os.environ["SECRET"] == "x"
