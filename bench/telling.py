"""What every figure needs: how it is told, and the settings around the site that is measured."""

from pathlib import Path

HTMX = {"hx_request": "true", "hx_target": "main#main"}


def say(what: str, ratio: float, aim: float, detail: str, most: bool = False) -> None:
    reached = ratio <= aim if most else ratio >= aim
    sign = "≤" if most else "≥"
    told = "reached" if reached else "NOT REACHED"
    print(f"  {what:<55} {ratio:6.3f}   aim {sign} {aim:<5} {told:<12} {detail}", flush=True)


def say_only(what: str, ratio: float, detail: str) -> None:
    """A figure that has no aim: it says more of the machine than of us."""
    print(f"  {what:<55} {ratio:6.3f}{'':>26}   {detail}", flush=True)


def environment(url: str, folder: Path) -> dict[str, str]:
    return {"SANDBOX": "1", "BASE_URL": "http://127.0.0.1:8000", "DATABASE_URL": url, "INSTANCE": str(folder)}
