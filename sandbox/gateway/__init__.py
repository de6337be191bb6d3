"""The stand-in of "Elektroniniai valdžios vartai": its SOAP service, and the pages where people sign in or get lost."""

from collections.abc import Collection
from functools import partial
from pathlib import Path

from flask import Flask, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sandbox.gateway import visits
from sandbox.gateway.choices import ANSWERS, PEOPLE, WAYS
from sandbox.gateway.soap import Gateway, answered
from sandbox.gateway.visits import Visit


def create_gateway(folder: Path, site: str, algorithm: str = "sha1", slow: float = 20) -> Flask:
    """The stand-in as an app of its own; `/soap` is for services, `/?ticket=` for people.

    `folder` holds its keys and its book. Requests that would lead people to another place than `site` are refused.
    Answers are signed with `algorithm`: "sha1" as by the real gateway, or "sha256". A slow answer takes `slow` seconds.
    """
    gateway = Gateway(folder, site.rstrip("/"), algorithm, slow)
    app = Flask(__name__, template_folder="../templates/gateway", static_folder="../static")
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(ways=WAYS, people=PEOPLE, answers=ANSWERS, site=gateway.site)
    app.add_url_rule("/soap", "soap", partial(soap, gateway), methods=["POST"])
    app.add_url_rule("/", "show", partial(show, gateway), methods=["GET", "POST"], strict_slashes=False)
    app.add_url_rule("/choose", "choose", partial(choose, gateway), methods=["POST"])
    app.add_url_rule("/back", "back", partial(back, gateway))
    app.add_url_rule("/left", "left", partial(left, gateway))
    app.register_error_handler(404, lambda _: (render_template("unknown.html"), 404))
    return app


def soap(gateway: Gateway) -> Response:
    """One request of a service."""
    envelope, status = answered(gateway, request.get_data())
    return Response(envelope, status, content_type="text/xml; charset=utf-8")


def show(gateway: Gateway) -> str:
    """Where a service sends people: how do they prove themselves, who are they, and what goes wrong?"""
    return render_template("choose.html", visit=_visit(gateway))


def choose(gateway: Gateway) -> Response:
    """The person has chosen. What follows is a page of its own, so that Back asks nothing."""
    visit, sent = _visit(gateway), request.form
    lists: dict[str, Collection[str]] = {"way": WAYS, "person": PEOPLE, "answer": ANSWERS}
    if any(sent.get(name) not in known for name, known in lists.items()):
        abort(400)
    visits.choose(gateway.folder, visit.ticket, {name: sent[name] for name in lists})
    if sent["answer"] == "replayed":
        visits.tell(gateway.folder, visit.ticket)
    return redirect(url_for("left" if sent["answer"] == "none" else "back", ticket=visit.ticket), 303)


def back(gateway: Gateway) -> str:
    """The way back: a form that the browser posts to the service, from another site."""
    visit = _visit(gateway)
    custom = "f" * 32 if visit.chosen.get("answer") == "browser" else visit.custom
    return render_template("back.html", visit=visit, fields={"ticket": visit.ticket, "customData": custom})


def left(gateway: Gateway) -> str:
    """No way back."""
    return render_template("left.html", visit=_visit(gateway))


def _visit(gateway: Gateway) -> Visit:
    return visits.one(gateway.folder, request.values.get("ticket", "")) or abort(404)
