"""The phone stand-in: pages that show what Smart-ID and Mobile-ID ask, and let a hand confirm, refuse or spoil it."""

import time
from functools import partial

from flask import Flask, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sandbox import mobile_id, smart_id
from sandbox.asked import Asked, House, Person, book, faults, people
from sandbox.asked.settling import settle
from sandbox.phone.screens import Screen, screen
from sandbox.phone.words import does, special
from sandbox.smart_id import links

Page = str | Response | tuple[str, int]
RECENT = 15 * 60  # seconds that a request stays on the list
REFUSALS = {"smart-id": "USER_REFUSED_INTERACTION", "mobile-id": "USER_CANCELLED"}


def create_phone(house: House) -> Flask:
    """The phone as an app of its own; mounted at /sandbox/phone, where the device links lead."""
    app = Flask(__name__, template_folder="../templates/phone", static_folder="../static")
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(
        site=house.address, services=faults.SERVICES, switches=faults.SWITCHES, faults_of=faults.faults_of,
        clients=people.clients, does=does, special=special,
    )  # fmt: skip
    app.add_url_rule("/", "list", partial(overview, house))
    app.add_url_rule("/people", "people", show_people)
    app.add_url_rule("/link", "link", partial(arrive, house))
    app.add_url_rule("/link", "paste", partial(paste, house), methods=["POST"])
    app.add_url_rule("/switch", "switch", partial(switch, house), methods=["POST"])
    app.add_url_rule("/<int:number>", "show", partial(show, house))
    app.add_url_rule("/<int:number>", "act", partial(act, house), methods=["POST"])
    app.add_url_rule("/<int:number>/scan", "scan", partial(scan, house), methods=["POST"])
    return app


def overview(house: House) -> str:
    """What waits, what was answered lately, and the services' faults."""
    screens = [screen(house, asked) for asked in book.latest(house.folder, time.time() - RECENT)]
    switched = {service: faults.switched(house.folder, service) for service in faults.SERVICES}
    return render_template("list.html", screens=screens, switched=switched)


def show_people() -> str:
    """The test people of both services, and what each does."""
    return render_template("people.html")


def arrive(house: House) -> Page:
    """A device link was followed, or its QR code scanned by the browser."""
    return _open(house, f"{house.link_base}?{request.query_string.decode()}", house.terms.link_age)


def paste(house: House) -> Page:
    """A device link was pasted; a hand needs longer than a camera."""
    return _open(house, request.form.get("link", ""), house.terms.paste_age)


def _open(house: House, link: str, oldest: float) -> Page:
    asked, kind = links.asked_by(house, link, oldest)
    if asked is None:
        return render_template("refused.html", fault=kind), 400
    book.note_opened(house.folder, asked.number, kind)
    return redirect(url_for("show", number=asked.number), 303)


def scan(house: House, number: int) -> Page:
    """As if this phone's camera saw the QR code that is on the screen right now."""
    asked = _asked(house, number)
    if not asked.opened:
        book.note_opened(house.folder, number, "QR")
    return redirect(url_for("show", number=number), 303)


def show(house: House, number: int) -> str:
    """One request, and what may be done with it."""
    return render_template("request.html", screen=screen(house, _asked(house, number)))


def act(house: House, number: int) -> Page:
    """A button was pressed. After a Web2App link the browser goes back to the site."""
    shown = screen(house, _asked(house, number))
    person = shown.person or people.of_id("smart-id", request.form.get("person", "")) or abort(400)
    if shown.state == "waiting":
        _settle(house, shown, person, request.form.get("fault", ""))
        shown = screen(house, _asked(house, number))
    return redirect(shown.back or url_for("show", number=number), 303)


def _settle(house: House, shown: Screen, person: Person, fault: str) -> None:
    asked, result = shown.asked, _result(shown)
    if fault not in ("", *faults.faults_of(asked.service)):
        abort(400)
    if asked.service == "smart-id":
        links.confirm(house, asked, person, asked.opened, result, fault)
        return
    mobile_id.papers.paper_of(house, person, fault)
    settle(house, asked, person, result, fault)


def _result(shown: Screen) -> str:
    """'' when the person confirms: then it is the person's own result."""
    if request.form.get("act") == "refuse":
        return REFUSALS[shown.asked.service]
    right = smart_id.wire.verification_code(smart_id.wire.challenge_of(shown.asked)) if shown.codes else ""
    return "WRONG_VC" if right and request.form.get("code") != right else ""


def switch(house: House) -> Page:
    """Let whole services fail, or work again."""
    for service in faults.SERVICES:
        fault = request.form.get(service, "")
        if fault not in faults.SWITCHES:
            abort(400)
        faults.switch(house.folder, service, fault)
    return redirect(url_for("list"), 303)


def _asked(house: House, number: int) -> Asked:
    return book.of_number(house.folder, number) or abort(404)
