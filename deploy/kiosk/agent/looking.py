"""What a beat tells: how the machine is. Nothing of any visit."""

import shutil
import subprocess
import time
from pathlib import Path

from agent import VERSION
from agent.settings import Command, Settings
from agent.touch import Touch

MB = 1024 * 1024


def run(command: Command) -> bool:
    """Whether a command of the settings went well; an empty one did not."""
    try:
        return bool(command) and subprocess.run(command, capture_output=True, timeout=5, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def told(settings: Settings, touch: Touch, paper: str) -> dict[str, str]:
    """The form of a beat (rules/kiosks.py reads it)."""
    folders = (settings.folder, settings.secret.parent)
    form = {
        "version": VERSION,
        "up": Path("/proc/uptime").read_text().partition(".")[0],
        "paper": paper,
        "reader": str(int(run(settings.reader))),
        "headphones": str(int(run(settings.headphones))),
        "now": str(int(time.time())),
        "free": str(min(shutil.disk_usage(folder).free for folder in folders) // MB),
    }
    ago = touch.ago()
    return form if ago is None else form | {"touched": str(int(ago))}
