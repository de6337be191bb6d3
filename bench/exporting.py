"""Readings out for a provider: how many a second, and whether a million take more memory than ten thousand."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.households import fill
from bench.serving import ROOT
from bench.telling import environment, say, say_only

FEW, MANY = 385, 38_462  # homes whose residents have declared ten thousand, and a million, readings
AIM = 1.2
COMMAND = ["-m", "flask", "--app", "app", "export", "readings", "--provider", "elektra", "--since", "2025-01-01"]


def exported(create: Callable[[str], str], folder: Path) -> None:
    """Print the rate and the peak for the database of an engine."""
    (_, few, _), (lines, many, seconds) = (_export(create(f"export{homes}"), homes, folder) for homes in (FEW, MANY))
    detail = f"{many / 1024:.0f} / {few / 1024:.0f} MiB"
    say("peak memory of an export, 1 million readings against 10 thousand", many / few, AIM, detail, most=True)
    say_only("  seconds for a million readings", seconds / lines * 1e6, f"{lines / seconds:,.0f} readings a second")


def _export(url: str, homes: int, folder: Path) -> tuple[int, int, float]:
    """Lines that came out, the largest resident set of the process in KiB, and the seconds it took."""
    fill(url, homes, are_declared=True)
    written = folder / f"export-{homes}.csv"
    begun = time.perf_counter()
    with written.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, *COMMAND], cwd=ROOT, env=os.environ | environment(url, folder), stdout=out
        )
        _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    assert status == 0
    with written.open("rb") as file:
        lines = sum(1 for _ in file) - 1
    written.unlink()
    assert lines == homes * 26
    return lines, used.ru_maxrss, seconds
