"""Every blueprint of the site, in the order of the pages."""

from flask import Blueprint

from blueprints import front, health, help, language  # noqa: A004 - the page is called help

BLUEPRINTS: tuple[Blueprint, ...] = (
    front.blueprint,
    help.blueprint,
    language.blueprint,
    health.blueprint,
)
