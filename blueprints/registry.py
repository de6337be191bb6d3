"""Every blueprint of the site, in the order of the pages."""

from flask import Blueprint

from blueprints import (
    bank_answers,
    front,
    health,
    help,  # noqa: A004 - the page is called help
    language,
    payments,
    readings,
    receipts,
    services,
    staff,
)

BLUEPRINTS: tuple[Blueprint, ...] = (
    front.blueprint,
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
