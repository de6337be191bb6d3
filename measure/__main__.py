"""`make measure`: every figure of a thin line beside its limit; ends with 1 when one of them is not held.

`python -m measure line` measures one part, `python -m measure weight line` two.
"""

import sys
from collections.abc import Callable, Iterator

from measure import lighthouse, paint, slow_clients, terminal, weight
from measure.figures import Figure

PARTS: dict[str, Callable[[], Iterator[Figure]]] = {
    "weight": weight.figures,
    "line": paint.figures,
    "terminal": terminal.figures,
    "slow-clients": slow_clients.figures,
    "lighthouse": lighthouse.figures,
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"{', '.join(unknown)}: there is {', '.join(PARTS)}", file=sys.stderr)
        return 2
    held = True
    for name in names or PARTS:
        print(f"\n{name}", flush=True)
        for figure in PARTS[name]():
            print(f"  {figure}", flush=True)
            held = held and figure.held
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
