"""How the reader's language says what pages write in figures."""

from rendering import _, long_day, ngettext
from rules.speech.spoken import Tongue


def tongue() -> Tongue:
    """The language of this request."""
    return Tongue(_money, _units, _unit, long_day, _("times"), _("makes"), _("shown on the screen"))


def _money(euros: int, cents: int) -> str:
    whole = ngettext("%(num)s euro", "%(num)s euros", euros) % {"num": euros}
    part = ngettext("%(num)s cent", "%(num)s cents", cents) % {"num": cents}
    return f"{whole} {part}" if cents else whole


def _units(count: int | str, unit: str) -> str:
    """So many of a unit. What has decimals is a text and takes the form of a part: "12,5 kubinio metro"."""
    if isinstance(count, str):
        parts = {
            "kWh": _("of a kilowatt-hour"),
            "MWh": _("of a megawatt-hour"),
            "m³": _("of a cubic metre"),
            "cent": _("of a cent"),
        }
        return f"{count} {parts[unit]}"
    forms = {
        "kWh": ngettext("%(num)s kilowatt-hour", "%(num)s kilowatt-hours", count),
        "MWh": ngettext("%(num)s megawatt-hour", "%(num)s megawatt-hours", count),
        "m³": ngettext("%(num)s cubic metre", "%(num)s cubic metres", count),
        "cent": ngettext("%(num)s cent", "%(num)s cents", count),
    }
    return forms[unit] % {"num": count}


def _unit(unit: str) -> str:
    """A unit that stands alone, as in "Iki, day, kilowatt-hours"."""
    return {"kWh": _("kilowatt-hours"), "MWh": _("megawatt-hours"), "m³": _("cubic metres")}[unit]
