"""Every blueprint of the site, in the order of the pages."""

from flask import Blueprint

from blueprints import (
    account,
    bank_answers,
    front,
    guests,
    health,
    help,  # noqa: A004 - the page is called help
    language,
    payments,
    readings,
    receipts,
    registration,
    services,
    sign_in,
    staff,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    front.blueprint,
    guests.blueprint,
    sign_in.blueprint,
    registration.blueprint,
    account.blueprint,
    services.blueprint,
    payments.blueprint,
    bank_answers.blueprint,
    help.blueprint,
    staff.blueprint,
    readings.blueprint,
    receipts.blueprint,
    language.blueprint,
    health.blueprint,
)
