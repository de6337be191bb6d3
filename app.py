"""Wiring only: settings → database → gateways → blueprints → errors."""

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

import commands
import rendering
from blueprints import access, door, errors, files, fragments
from blueprints.compressing import Compressed
from blueprints.cookies import TokenCookie
from blueprints.heads import Heads
from blueprints.kiosk import speech
from blueprints.registry import BLUEPRINTS
from data import outbox, sealing
from data.database import open_database
from gateways.connect import methods, ways
from logs import set_up_logs
from sandbox.mounting import mounted
from settings import Settings
from translating import TranslatedPages


def create_app(settings: Settings | None = None) -> Flask:
    """The site, ready for gunicorn (`app:create_app()`). Settings come from the environment unless given."""
    settings = settings or Settings.from_environment()
    set_up_logs()
    app = Flask(__name__, static_folder=None)
    app.config.update(
        SETTINGS=settings,
        MAX_CONTENT_LENGTH=64 * 1024,
        TRUSTED_HOSTS=[settings.host],
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=5,
        COMPRESS_MIN_SIZE=400,
        COMPRESS_STREAMS=False,
    )
    app.secret_key = settings.secret_key
    app.session_interface = TokenCookie(settings.secure)
    sealing.set_key(settings.identity_key)
    open_database(settings.database_url, settings.sandbox)
    outbox.open_queue(lambda row_id: None)
    app.jinja_environment = TranslatedPages
    rendering.equip(app.jinja_env)
    door.install(app)
    Compressed(app)
    speech.install(app)
    app.context_processor(lambda: fragments.context() | {"person": access.person()})
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    errors.install(app)
    commands.install(app)
    files.install(app)
    _outside(app, settings)
    app.extensions["heads"] = Heads(app.wsgi_app, settings)
    app.wsgi_app = app.extensions["heads"]  # type: ignore[method-assign]
    return app


def _outside(app: Flask, settings: Settings) -> None:
    if settings.sandbox:
        names = settings.base_url, settings.payee_account, settings.payee_name
        app.wsgi_app = mounted(app.wsgi_app, settings.instance / "sandbox", *names)  # type: ignore[method-assign]
    app.extensions["methods"] = methods(settings)
    app.extensions["ways"] = ways(settings)
    if settings.fronts:  # exactly as many as there are: one too many, and clients choose their own address
        trust = {"x_for": settings.fronts, "x_proto": settings.fronts, "x_host": 0, "x_port": 0, "x_prefix": 0}
        app.wsgi_app = ProxyFix(app.wsgi_app, **trust)  # type: ignore[method-assign]
