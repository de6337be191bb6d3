"""What comparing plans needs: every plan of a meter's provider, and a year of its own use."""

from collections import defaultdict

from data.database import rows
from rules.plans import YEAR
from rules.readings.meter import Meter
from rules.tariffs import Price

PLANS = """SELECT t.plan, t.zone, t.valid_from, t.price, t.vat_rate, t.above, t.plan = a.plan
FROM meter m JOIN account a ON a.id = m.account_id JOIN tariff t ON t.provider_id = a.provider_id
WHERE m.id = ? ORDER BY t.plan"""
USES = """SELECT r.zone, h.period, h.used FROM register r JOIN reading h ON h.register_id = r.id
WHERE r.meter_id = ? AND h.is_valid AND h.period > ? ORDER BY h.period"""
Plans = dict[str, dict[str, list[Price]]]


def plans(meter: Meter) -> tuple[Plans, str]:
    """Dated prices by zone and plan, and the name of the account's own plan ('' where it has none of them)."""
    found: Plans = defaultdict(lambda: defaultdict(list))
    own = ""
    for plan, zone, *price, is_own in rows(PLANS, meter.row):
        found[plan][zone].append(Price(*price))
        own = plan if is_own else own
    return found, own


def year_of_use(meter: Meter, since: str) -> dict[str, list[int]]:
    """What each zone of the meter used in the months after `since` (YYYY-MM), a year at most, in thousandths."""
    used: dict[str, list[int]] = {register.zone: [] for register in meter.registers}
    for zone, _, use in rows(USES, meter.row, since):
        used[zone].append(use)
    return {zone: known[-YEAR:] for zone, known in used.items()}
