"""Wiring only: settings → database → gateways → blueprints → errors."""

from hashlib import sha256
from pathlib import Path

from flask import Flask
from flask_compress import Compress
from flask_login import LoginManager
from werkzeug.middleware.proxy_fix import ProxyFix
from whitenoise import WhiteNoise

import commands
import rendering
from blueprints import access, errors, fragments, language
from blueprints.cookies import TokenCookie, hashed
from blueprints.csrf import refuse_foreign_posts
from blueprints.heads import Heads
from blueprints.registry import BLUEPRINTS
from blueprints.sheet import read_sheet
from blueprints.signs import refuse_unwritable_signs
from data import outbox, people
from data.database import connect, open_database
from gateways.connect import bank_contracts
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
    open_database(settings.database_url, settings.sandbox)
    outbox.open_queue(lambda row_id: None)
    app.jinja_environment = TranslatedPages
    rendering.equip(app.jinja_env)
    _sign_in(app)
    app.before_request(connect)
    app.before_request(language.choose_language)
    app.before_request(refuse_unwritable_signs)
    app.before_request(refuse_foreign_posts)
    Compress(app)
    app.context_processor(fragments.context)
    app.context_processor(lambda: {"person": access.person()})
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    errors.install(app)
    commands.install(app)
    _static(app)
    _outside(app, settings)
    app.wsgi_app = Heads(app.wsgi_app, settings, app.extensions["sheet"].source)  # type: ignore[method-assign]
    return app


def _sign_in(app: Flask) -> None:
    manager = LoginManager()
    manager.session_protection = None  # it hashes the address, and telephones change theirs
    app.login_manager = manager  # type: ignore[attr-defined]
    # not init_app: it would look for a "remember me" cookie at the end of every request, and we have none

    @manager.user_loader
    def load(token: str) -> access.SignedIn | None:
        visitor = people.visitor(hashed(token))
        return access.SignedIn(visitor, token) if visitor else None


def _outside(app: Flask, settings: Settings) -> None:
    if settings.sandbox:
        names = settings.base_url, settings.payee_account, settings.payee_name
        app.wsgi_app = mounted(app.wsgi_app, settings.instance / "sandbox", *names)  # type: ignore[method-assign]
    app.extensions["banks"] = bank_contracts(settings)
    if settings.fronts:  # exactly as many as there are: one too many, and clients choose their own address
        trust = {"x_for": settings.fronts, "x_proto": settings.fronts, "x_host": 0, "x_port": 0, "x_prefix": 0}
        app.wsgi_app = ProxyFix(app.wsgi_app, **trust)  # type: ignore[method-assign]


def _static(app: Flask) -> None:
    """Files with a version in their address, compressed beforehand, kept by browsers for good."""
    root = Path(app.root_path) / "static"
    files = sorted(file for file in root.rglob("*") if file.is_file() and file.suffix not in (".br", ".gz"))
    version = sha256(b"".join(file.name.encode() + file.read_bytes() for file in files)).hexdigest()[:8]
    app.config["STATIC_VERSION"], app.config["STATIC_PREFIX"] = version, f"/static/{version}/"
    app.extensions["sheet"] = read_sheet(root / "app.css")
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(root),
        prefix=app.config["STATIC_PREFIX"],
        immutable_file_test=lambda path, url: True,
    )
