"""Runs every check, prints what is wrong, and fails when something is."""

import argparse
from pathlib import Path

from agent.settings import FILE, Settings, SettingsError
from checks import files, line, machine
from checks.terminal import Terminal

CHECKS = (
    machine.user, machine.packages, machine.program, files.files, files.other_policies, files.units, machine.memory,
    machine.secret, machine.devices, line.agent, line.portal,
)  # fmt: skip


def wrong_with(root: Path) -> list[str]:
    """Every sentence. Without settings nothing else can be judged."""
    try:
        settings = Settings.from_file(root / str(FILE).lstrip("/"))
    except SettingsError as broken:
        return [f"{broken}."]
    terminal = Terminal(root, settings)
    return [sentence for check in CHECKS for sentence in check(terminal)]


def main(words: list[str]) -> int:
    asked = argparse.ArgumentParser(prog="check", description="Check a terminal and say what is wrong.")
    asked.add_argument("--root", type=Path, default=Path("/"), help="the folder where the terminal's files lie")
    asked.add_argument("--packages", choices=("chromium", "cog"), help="name Debian's packages for a browser instead")
    told = asked.parse_args(words)
    if told.packages:
        print(" ".join(machine.needed(told.packages == "cog")))
        return 0
    wrong = wrong_with(told.root)
    for sentence in wrong:
        print(sentence)
    if not wrong:
        print("All is well.")
    return 1 if wrong else 0
