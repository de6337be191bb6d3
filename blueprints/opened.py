"""Declaring a meter of somebody whom one does not see: by a link, or as a helper. One walk for both."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from flask import render_template, request

from blueprints import readings as declaring
from blueprints.cookies import browser
from blueprints.readings import Closed
from blueprints.steps import Walk, one_valued
from data import readings
from data.drafts import Draft
from rules.deadlines import window
from rules.journey import Form, Step
from rules.readings.meter import Facts, Meter
from rules.readings.steps import ONLY_DECLARE


@dataclass(frozen=True)
class Opened:
    """A meter that may be declared here. `whose` the reading will be (a person's row, None for nobody's), who gets the
    receipt (address and language), by which channel, and `to` whom the page says that it goes."""

    meter: Meter
    whose: int | None
    readers: tuple[tuple[str, str], ...]
    channel: str
    to: str = ""


def walk(base: str, start: str, found: Callable[[str], Opened], done: Callable[[str, str], str]) -> Walk:
    """The journey under `base`/<subject>, which `found` looks up; `done(subject, number)` is where it ends."""

    def gather(draft: Draft, _form: Form | None) -> Facts:
        meter = found(draft.subject).meter
        days = window(meter.kind, meter.at)
        if meter.is_smart or not days.is_open:
            raise Closed(meter.bare, days)
        return Facts(meter.bare, draft.answers)

    def finish(draft: Draft, facts: Facts) -> str:
        known = found(draft.subject)
        whole = replace(facts, meter=known.meter)
        return done(draft.subject, readings.declare(known.whose, draft.id, whole, known.readers, known.channel))

    def context(draft: Draft, facts: Facts, step: Step) -> dict[str, Any]:
        known = found(draft.subject)
        told = declaring.context(draft, facts, step)
        return told | {"base": f"{base}/{draft.subject}", "to": known.to, "channel": known.channel}

    return Walk(
        journey=ONLY_DECLARE,
        folder="readings",
        path=lambda step, subject: f"{base}/{subject}/{step}",
        start=lambda _subject: start,
        gather=gather,
        finish=finish,
        context=context,
    )


def shown_sum(meter: Meter) -> str:
    """The live piece beside Iki, for a meter of somebody else's."""
    browser().is_silent = True
    facts = Facts(meter.bare)
    return render_template("readings/sum.html", meter=facts.meter, **declaring.typing(one_valued(request.form), facts))


def shown_closed(closed: Closed, channel: str, back: str = "") -> str:
    """Nothing to declare now."""
    return render_template("readings/closed.html", meter=closed.meter, days=closed.days, channel=channel, back=back)
