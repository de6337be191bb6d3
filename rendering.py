"""What every template may use, on pages and in mail: the reader's language, and the formats of CONTRACT.md §7."""

from contextvars import ContextVar
from datetime import date, datetime
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from jinja2 import Environment, pass_context
from jinja2.runtime import Context

from data.translations import translations
from rules.deadlines import VILNIUS
from rules.problem import Problem

NBSP = "\u00a0"
MONTH_DAY = {"lt": "MMMM d 'd'.", "en": "MMMM d"}  # elsewhere the day comes first
MONTH = {"lt": "{year} m. {name}", "ru": "{name} {year} г.", "uk": "{name} {year} р."}
language: ContextVar[str] = ContextVar("language", default="lt")


def _(text: str) -> str:
    """The text in the reader's language."""
    return translations(language.get()).gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """The text in the form this count asks for; Lithuanian has three."""
    return translations(language.get()).ngettext(one, many, count)


def N_(text: str) -> str:  # noqa: N802 - the field's usual name for "translate later"
    """Marks a text for the translators; it is translated where it is shown."""
    return text


def zone(code: str) -> str:
    """What a register counts, or a plan's monthly part, in the reader's language."""
    return _(ZONES[code]) if code in ZONES else code.upper()


def say(problem: Problem) -> str:
    """A problem as a sentence in the reader's language; its value `register` is a zone, said before the sentence."""
    said = _(problem.text) % problem.values
    return f"{zone(problem.values['register'])}: {said}" if "register" in problem.values else said


# What rules/zones.py names, as bills name it.
ZONES = {
    "1z": N_("Electricity"),
    "morning": N_("Morning"),
    "day": N_("Day"),
    "evening": N_("Evening"),
    "night": N_("Night"),
    "gas": N_("Gas"),
    "cold": N_("Cold water"),
    "garden": N_("Garden water"),
    "hot": N_("Hot water"),
    "heat": N_("Heat"),
    "fixed": N_("Fixed part"),
}


# By which way a reading came in.
CHANNELS = {
    "web": N_("on this site"),
    "kiosk": N_("at a terminal"),
    "link": N_("by a link"),
    "helper": N_("by a helper"),
    "staff": N_("by our staff"),
    "provider": N_("reported by the provider"),
}


def channel(code: str) -> str:
    """By which way a reading came in, in the reader's language."""
    return _(CHANNELS[code]) if code in CHANNELS else code


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", NBSP)


def money(cents: int) -> str:
    """123456 → 1 234,56 €; integers all the way."""
    whole, part = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{_grouped(whole)},{part:02d}{NBSP}€"


def reading(thousandths: int, decimals: int = 0) -> str:
    """12401000 → 12 401; with one decimal 125600 → 125,6. Decimals that are not zero are never hidden."""
    whole, part = divmod(abs(thousandths), 1000)
    places = max(decimals, len(f"{part:03d}".rstrip("0")))
    tail = f",{part:03d}"[: places + 1] if places else ""
    return f"{'-' if thousandths < 0 else ''}{_grouped(whole)}{tail}"


def typed(thousandths: int, decimals: int = 0) -> str:
    """A reading as one types it: no spaces, for inputs."""
    return reading(thousandths, decimals).replace(NBSP, "")


def price(hundred_thousandths: int) -> str:
    """25800 → 0,25800 €."""
    whole, part = divmod(hundred_thousandths, 100_000)
    return f"{_grouped(whole)},{part:05d}{NBSP}€"


def moment(seconds: int) -> str:
    """Epoch seconds → 2026-11-23 14:05, Europe/Vilnius."""
    return datetime.fromtimestamp(seconds, VILNIUS).strftime("%Y-%m-%d %H:%M")


@lru_cache(maxsize=1000)
def _date(day: str, shape: str, code: str) -> str:
    """Babel reads its pattern anew at each call; a page says the same few days as the one before."""
    return format_date(date.fromisoformat(day), shape, locale=code)


def long_day(day: str) -> str:
    """2026-11-23 → 2026 m. lapkričio 23 d. in the reader's language."""
    return _date(day, "long", language.get())


def month_day(day: str) -> str:
    """2026-11-30 → lapkričio 30 d. in the reader's language."""
    return _date(day, MONTH_DAY.get(language.get(), "d MMMM"), language.get())


def month_of(period: str) -> str:
    """2026-11 → lapkričio (genitive: "the price of November") in the reader's language."""
    return _date(f"{period[:7]}-01", "MMMM", language.get())


def month(period: str) -> str:
    """2026-11 → 2026 m. lapkritis (nominative) in the reader's language."""
    name, year = _date(f"{period}-01", "LLLL", language.get()), period[:4]
    return MONTH.get(language.get(), "{name} {year}").format(name=name, year=year)


@pass_context
def code(page: Context, text: str) -> str:
    """A payer code; at a terminal, where others look on, only its end: …4321."""
    return f"…{text[-4:]}" if page.get("visit") else text


def country(code: str) -> str:
    """LT → Lietuva, in the reader's language; '' for what is no country."""
    return str(Locale(language.get()).territories.get(code, ""))


def equip(environment: Environment) -> None:
    """Give an environment the formats and the translated texts."""
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(_, ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.globals["_"] = environment.globals["gettext"]
    environment.trim_blocks = environment.lstrip_blocks = True
    for shape in (
        say,
        zone,
        channel,
        money,
        reading,
        typed,
        price,
        moment,
        long_day,
        month_day,
        month_of,
        month,
        code,
        country,
    ):
        environment.filters[shape.__name__] = shape
