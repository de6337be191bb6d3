"""The real thing, started as `make run` does: gunicorn, worker and mailbox, on a database and ports of its own."""

import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.postgres import free_port

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
DIES_WITH_US = [shutil.which("setpriv") or "setpriv", "--pdeathsig", "TERM"]


@dataclass(frozen=True)
class Site:
    """A running site: its address, where its files are, and the environment that its commands need."""

    url: str
    folder: Path
    environment: dict[str, str]

    def flask(self, *words: str) -> str:
        """Run `flask --app app …` beside the running site; what it printed."""
        command = [str(BIN / "flask"), "--app", "app", *words]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout

    def log(self) -> str:
        return (self.folder / "log").read_text()


def _environment(folder: Path) -> dict[str, str]:
    port, mail = free_port(), free_port()
    site = {
        "SANDBOX": "1",
        "PORT": str(port),
        "BASE_URL": f"http://127.0.0.1:{port}",
        "SMTP_URL": f"smtp://127.0.0.1:{mail}",
        "INSTANCE": str(folder),
        "DATABASE_URL": f"sqlite:///{folder}/savitarna.db",
        "PATH": f"{BIN}:{os.environ['PATH']}",
        "WEB_WORKERS": "1",
    }
    kept = {name: value for name, value in os.environ.items() if name in ("HOME", "LANG", "TMPDIR", "PYTHONPATH")}
    return kept | site


def _wait_for(url: str, processes: list[subprocess.Popen[bytes]], log: Path) -> None:
    for _ in range(150):
        assert all(process.poll() is None for process in processes), log.read_text()
        try:
            urllib.request.urlopen(f"{url}/health", timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
        else:
            return
    raise AssertionError(f"the site did not answer:\n{log.read_text()}")


@contextmanager
def running(folder: Path, **settings: str) -> Iterator[Site]:
    """Start all processes of deploy/Procfile.run in this folder and end them afterwards."""
    site = Site("", folder, _environment(folder) | settings)
    site = Site(site.environment["BASE_URL"], folder, site.environment)
    subprocess.run([sys.executable, "-m", "whitenoise.compress", "--quiet", "static"], cwd=ROOT, check=True)
    for command in ("migrate", "import catalogue", "import demo"):
        site.flask(*command.split(" "))
    lines = (ROOT / "deploy" / "Procfile.run").read_text().splitlines()
    log = folder / "log"
    with log.open("wb") as out:
        processes = [
            subprocess.Popen(
                [*DIES_WITH_US, "sh", "-c", f"exec {line.split(': ', 1)[1]}"],
                cwd=ROOT,
                env=site.environment,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
            for line in lines
        ]
        try:
            _wait_for(site.url, processes, log)
            yield site
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                try:
                    process.wait(15)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()
