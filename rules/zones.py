"""What a register counts, which is also what it is priced by. A plan's monthly part has the zone 'fixed'."""

ZONES = ("1z", "morning", "day", "evening", "night", "gas", "cold", "garden", "hot", "heat", "fixed")
DAY_AND_NIGHT = {"t1": "day", "t2": "night"}
OF_KIND = {"gas": "gas", "water": "cold", "heat": "hot"}


def zone_of(kind: str, unit: str, register: str) -> str:
    """The zone of a meter's register at a provider of this kind; a heat provider's cubic metres are hot water."""
    if kind == "heat" and unit == "kWh":
        return "heat"
    return OF_KIND.get(kind) or DAY_AND_NIGHT.get(register, "1z")
