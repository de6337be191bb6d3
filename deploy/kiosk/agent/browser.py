"""The browser of one visit: begun with an empty profile, and gone afterwards with all that it kept."""

import os
import shutil
import subprocess
from pathlib import Path

from agent.processes import end_all_of_browsers
from agent.settings import Command

KEPT = ("PATH", "LANG", "DISPLAY", "XAUTHORITY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "XDG_SESSION_TYPE")


class Browser:
    """`folder` lies on tmpfs and belongs to browsers alone: all that is in it goes."""

    def __init__(self, command: Command, folder: Path) -> None:
        self.command, self.folder = command, folder
        self.process: subprocess.Popen[bytes] | None = None

    def open(self, url: str) -> None:
        """Whatever a browser keeps, it keeps inside the profile: its home, settings, cache and small files."""
        self.close()
        profile = self.folder / "profile"
        (profile / "tmp").mkdir(parents=True, mode=0o700)
        homes = {"HOME": profile, "TMPDIR": profile / "tmp"}
        homes |= {f"XDG_{kind}_HOME": profile / kind.lower() for kind in ("CONFIG", "CACHE", "DATA", "STATE")}
        self.process = subprocess.Popen(
            [word.replace("{url}", url).replace("{profile}", str(profile)) for word in self.command],
            env={name: os.environ[name] for name in KEPT if name in os.environ}
            | {name: str(path) for name, path in homes.items()},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,  # a browser that complains names pages
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def is_open(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def close(self) -> None:
        """End it and everything it started, then wipe. Raises what hinders it: nobody may come next then."""
        end_all_of_browsers()
        if self.process:
            self.process.wait()
        self.process = None
        for left in self.folder.iterdir():
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left)
            else:
                left.unlink()
