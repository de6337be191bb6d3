"""Made-up households in the formats of CONTRACT.md §6: `python -m tests.households 1000 FOLDER` writes two files.

Each home has electricity (one register, two, or a smart meter), cold water, and by turns gas, hot water, waste and
television. The same count and seed give the same files.
"""

import csv
import io
import random
import sys
from pathlib import Path

from rules.imported.accounts import COLUMNS, OPTIONAL
from rules.imported.bills import COLUMNS as BILL_COLUMNS

FIRST = ("Ona", "Jonas", "Rūta", "Petras", "Birutė", "Kazys", "Eglė", "Žygimantas", "Ąžuolė", "Šarūnas")
LAST = ("Pavyzdys", "Bandomasis", "Išgalvotas", "Nebūtasis", "Tariamas", "Menamas")
STREETS = ("Gedimino pr.", "Tilžės g.", "Sodų g.", "Žemaičių g.", "Laisvės al.")
ELECTRICITY, GAS = "el-ignitis-visuomeninis-elektros-tiekimas", "du-ignitis-gamtines-dujos"
WATER, HEAT = "va-vilniaus-vandenys", "si-miesto-gijos-buve-vilniaus-silumos-tinklai"
WASTE, TELEVISION = "at-vasa-vilniaus-atlieku-sistemos-administratorius", "ry-telia-lietuva"
SINCE = "2026-10-31"
Rows = list[list[object]]


def personal_code(number: int) -> str:
    """A made-up personal code with a first digit that no date belongs to, and the right check digit."""
    digits = [int(sign) for sign in f"9{number:09d}"]
    for weights in ((1, 2, 3, 4, 5, 6, 7, 8, 9, 1), (3, 4, 5, 6, 7, 8, 9, 1, 2, 3)):
        check = sum(weight * digit for weight, digit in zip(weights, digits, strict=True)) % 11
        if check < 10:
            break
    return "".join(map(str, digits)) + str(check % 10)


def households(count: int, seed: int = 2026) -> tuple[str, str]:
    """The accounts file and the bills file of so many households."""
    dice = random.Random(seed)
    accounts: Rows = []
    bills: Rows = []
    for home in range(1, count + 1):
        accounts += _accounts(home, dice)
        bills += _bills(home, dice)
    return _text((*COLUMNS, *OPTIONAL), accounts), _text(BILL_COLUMNS, bills)


def code(home: int, service: int) -> str:
    """The payer code of a home's service; `service` as in _accounts."""
    return f"{service}{home:07d}"


def _accounts(home: int, dice: random.Random) -> Rows:
    holder = [
        f"{dice.choice(FIRST)} {dice.choice(LAST)}",
        personal_code(home),
        f"{dice.choice(STREETS)} {home}, Vilnius",
    ]
    rows: Rows = []

    def row(provider: str, service: int, meter: str = "", *told: object, plan: str = "", smart: str = "") -> None:
        shown = [*told, SINCE] if meter else [""] * 6
        rows.append([provider, code(home, service), *holder, meter, *shown, plan, smart, "", ""])

    number = f"45{home:06d}"
    if home % 5 == 0:
        shown = f"{dice.randint(1000, 99999)}.{dice.randint(0, 999):03d}"
        row(ELECTRICITY, 1, f"S{number}", "", "kWh", 8, 3, shown, plan="Standartinis", smart="yes")
    elif home % 2:
        row(ELECTRICITY, 1, number, "", "kWh", 6, 0, dice.randint(0, 90000), plan="Standartinis")
    else:
        row(ELECTRICITY, 1, number, "t1", "kWh", 5, 0, dice.randint(0, 90000), plan="Namai")
        row(ELECTRICITY, 1, number, "t2", "kWh", 5, 0, dice.randint(0, 90000), plan="Namai")
    row(WATER, 3, f"W{home:06d}", "", "m³", 5, 0, dice.randint(0, 900))
    if home % 3 == 0:
        row(GAS, 2, f"G{home:06d}", "", "m³", 5, 0, dice.randint(0, 9000), plan="Minimalus")
    if home % 2:
        row(HEAT, 4, f"K{home:06d}", "", "m³", 5, 1, f"{dice.randint(0, 900)},{dice.randint(0, 9)}")
    if home % 4 == 0:
        row(WASTE, 5)
    if home % 7 == 0:
        row(TELEVISION, 6)
    return rows


def _bills(home: int, dice: random.Random) -> Rows:
    rows: Rows = []
    used = dice.randint(1, 15)
    head = [WATER, code(home, 3), f"VV-2026-10-{home}", "2026-10", "2026-11-08", "2026-11-30"]
    rows.append([*head, "Šaltas vanduo ir nuotekos, m³", used, "3.12000", f"{used * 312 / 100:.2f}", 21])
    rows.append([*head, "Pardavimo kaina", 1, "1.71000", "1.71", 21])
    if home % 7 == 0:
        head = [TELEVISION, code(home, 6), f"TL-1126-{home}", "2026-11", "2026-11-03", "2026-11-25"]
        rows.append([*head, "Televizija", 1, "12.90000", "12.90", 21])
    return rows


def _text(columns: tuple[str, ...], rows: Rows) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return written.getvalue()


if __name__ == "__main__":
    folder = Path(sys.argv[2])
    for name, text in zip(("accounts.csv", "bills.csv"), households(int(sys.argv[1])), strict=True):
        (folder / name).write_text(text)
