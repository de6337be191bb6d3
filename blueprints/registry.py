"""Every blueprint of the site, in the order of the pages."""

from flask import Blueprint

from blueprints import health, language

BLUEPRINTS: tuple[Blueprint, ...] = (language.blueprint, health.blueprint)
