"""Every blueprint of the site, in the order of the pages."""

from flask import Blueprint

from blueprints import (
    api,
    bank_answers,
    call_back,
    checking,
    diary,
    display,
    front,
    going_on,
    guests,
    health,
    help,  # noqa: A004 - the page is called help
    helping,
    history,
    home,
    language,
    payments,
    photos,
    plans,
    readings,
    receipts,
    registration,
    reminders,
    services,
    sign_in,
    staff,
)
from blueprints.account import email, export, overview, password, proving
from blueprints.kiosk import offering, printing, speech, terminals, visits
from blueprints.kiosk import staff as kiosk_staff
from blueprints.meter_links import declaring, mine
from blueprints.proofs import disowning, finishing, returning, starting, waiting
from blueprints.services import links

BLUEPRINTS: tuple[Blueprint, ...] = (
    front.blueprint,
    guests.blueprint,
    sign_in.blueprint,
    starting.blueprint,
    waiting.blueprint,
    returning.blueprint,
    finishing.blueprint,
    disowning.blueprint,
    registration.blueprint,
    overview.blueprint,
    proving.blueprint,
    password.blueprint,
    email.blueprint,
    export.blueprint,
    services.blueprint,
    links.blueprint,
    payments.blueprint,
    bank_answers.blueprint,
    help.blueprint,
    call_back.blueprint,
    staff.blueprint,
    kiosk_staff.blueprint,
    terminals.blueprint,
    visits.blueprint,
    printing.blueprint,
    offering.blueprint,
    speech.blueprint,
    going_on.blueprint,
    checking.blueprint,
    api.blueprint,
    readings.blueprint,
    home.blueprint,
    plans.blueprint,
    history.blueprint,
    diary.blueprint,
    mine.blueprint,
    declaring.blueprint,
    reminders.blueprint,
    helping.blueprint,
    receipts.blueprint,
    photos.blueprint,
    language.blueprint,
    display.blueprint,
    health.blueprint,
)
