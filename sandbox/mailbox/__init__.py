"""The mailbox stand-in: `python -m sandbox.mailbox` takes letters over SMTP, the pages of this app show them."""

from functools import partial
from pathlib import Path

from flask import Flask, abort, render_template, request

from sandbox.mailbox import letters


def create_mailbox(folder: Path, site: str) -> Flask:
    """The pages as an app of their own. `folder` holds the Maildir; only links to `site` can be followed."""
    app = Flask(__name__, template_folder="../templates/mailbox", static_folder="../static")
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals["site"] = site.rstrip("/")
    app.add_url_rule("/", "list", partial(overview, folder))
    app.add_url_rule("/<key>", "show", partial(show, folder, site.rstrip("/")))
    return app


def overview(folder: Path) -> str:
    """All letters, the newest first; `?to=` leaves those to one address."""
    to = request.args.get("to", "").strip().lower()
    return render_template("list.html", letters=letters.latest(folder, to), to=to)


def show(folder: Path, site: str, key: str) -> str:
    """One letter as its reader sees it."""
    letter = letters.one(folder, key) or abort(404)
    return render_template("letter.html", letter=letter, pieces=letters.pieces(letter.text, site))
