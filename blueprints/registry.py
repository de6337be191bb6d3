"""Every blueprint of the site, in the order of the pages."""

from flask import Blueprint

from blueprints import health

BLUEPRINTS: tuple[Blueprint, ...] = (health.blueprint,)
