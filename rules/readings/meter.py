"""What is known about a meter when its reading is asked for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from statistics import median_low
from typing import Any

from rules.deadlines import day_of
from rules.tariffs import Price

FLOORS = {"electricity": 100_000, "gas": 20_000}  # domain.md §3; heat counted in kWh as electricity
WATER = 10_000
SOON = 60  # days before its verification ends one hears of it
MANY = 3  # times the expected use is unusual


@dataclass(frozen=True)
class Register:
    """One row of digits. `last_year` and `recent` are uses of whole months, `recent` with the latest first.

    `price` is today's, of its first block; `upper` are today's other blocks; `prices` are all that ever held.

    `declared` is what this month's declaration says, where the person may see it; `row` is for data/ alone.
    """

    code: str
    zone: str
    unit: str
    digits: int
    decimals: int
    previous: int
    previous_date: str
    months: int = 1
    last_year: int | None = None
    recent: tuple[int, ...] = ()
    price: Price | None = None
    next_price: Price | None = None
    upper: tuple[Price, ...] = ()
    prices: tuple[Price, ...] = ()
    declared: int | None = None
    row: int = 0

    @property
    def field(self) -> str:
        """The name of its box on the page."""
        return f"iki_{self.code}" if self.code else "iki"

    @property
    def boxes(self) -> int:
        """How many signs it shows: its digits, and the decimals with their sign."""
        return self.digits + (self.decimals + 1 if self.decimals else 0)

    @property
    def turn(self) -> int:
        """What it counts to before it begins again at nothing."""
        return int(10**self.digits) * 1000

    @property
    def usual(self) -> int | None:
        """The use of a month: of this one last year, else the median of the last six, else None."""
        return self.last_year if self.last_year is not None else median_low(self.recent[:6]) if self.recent else None

    @property
    def expected(self) -> int | None:
        """The use to expect since Nuo; None when nothing is known."""
        return None if self.usual is None else self.usual * max(self.months, 1)


@dataclass(frozen=True)
class Meter:
    """A meter of a service, as its declaring page needs it; `fixed` is a month's price, if this meter carries it,
    and `next_fixed` the one that follows.

    `declared` is the receipt number of this month's declaration, where the person may see it; `at` is the moment (epoch
    seconds) that the facts, the month and the prices are of; `own_amount` tells that the provider takes a sum of one's
    own, to the service `service_id`; `pricing` is the provider's rule of rules/pricing.py; `verified_until`
    an ISO day or ''; rows are for data/ alone.
    """

    public_id: str
    kind: str
    provider: str
    number: str = ""
    name: str = ""
    address: str = ""
    payer_code: str = ""
    level: int = 0
    is_smart: bool = False
    registers: tuple[Register, ...] = ()
    fixed: Price | None = None
    next_fixed: Price | None = None
    declared: str = ""
    at: int = 0
    row: int = 0
    service_id: str = ""
    own_amount: bool = False
    pricing: str = "declaration_month"
    verified_until: str = ""

    @property
    def verification(self) -> str:
        """What to say of its verification at this moment: '' while it is good for two months more, `ends`, `ended`."""
        if not self.verified_until:
            return ""
        left = (date.fromisoformat(self.verified_until) - day_of(self.at)).days
        return "ended" if left < 0 else "ends" if left <= SOON else ""

    @property
    def floor(self) -> int:
        """Use below this is never called unusual."""
        counts_energy = bool(self.registers) and self.registers[0].unit == "kWh"
        return FLOORS.get("electricity" if counts_energy else self.kind, WATER)

    @property
    def bare(self) -> "Meter":
        """What a stranger may see who is asked to read it: no name, no code, nothing that was declared or used."""
        registers = tuple(replace(register, declared=None) for register in self.registers)
        number = f"…{self.number[-3:]}"
        return replace(
            self, number=number, registers=registers, level=0, name="", address="", payer_code="", declared=""
        )

    @property
    def is_priced(self) -> bool:
        """Whether a sum can be made: every register has a price today."""
        return bool(self.registers) and all(register.price for register in self.registers)


@dataclass(frozen=True)
class Facts:
    """What the checks of the journey know: the answers by step name, the meter, and the ways to pay on offer.

    `paid` are the cents already paid for this meter and month, `is_underway` tells that a payment is on its way.
    """

    meter: Meter
    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    methods: tuple[str, ...] = ()
    paid: int = 0
    is_underway: bool = False

    @property
    def values(self) -> dict[str, int]:
        """Iki by register code, as far as answered."""
        return dict(self.answers.get("values", {}).get("values", {}))

    @property
    def lower(self) -> str:
        """Why a value is lower than Nuo: rolled_over, replaced, last_wrong, or ''."""
        return str(self.answers.get("lower", {}).get("lower", ""))

    @property
    def choice(self) -> str:
        """declare or declare_and_pay, told by the Iki row's button or on the page for it; '' before."""
        return str(self.answers.get("choice", {}).get("choice") or self.answers.get("values", {}).get("choice", ""))
