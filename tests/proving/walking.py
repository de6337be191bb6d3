"""What people do with a phone in their hand, or at the pages of the e-government gateway."""

from urllib.parse import parse_qsl, urlsplit

import requests

from data import attempts
from data.database import now
from gateways.ways import SmartIdWay
from proving import Proving
from sandbox.asked import Person, book
from tests.gateways.viisp_walks import Form, opened
from tests.proving.asking import HERE, begun, leave, link, shown
from tests.proving.services import Services


def smart_id(services: Services) -> SmartIdWay:
    way = services.ways["smart-id"]
    assert isinstance(way, SmartIdWay)
    return way


def follow(services: Services, public_id: str, whom: Person, kind: str = "Web2App") -> str:
    """They open the link, or scan the QR code, and confirm. Where the app sends the browser, '' for nowhere."""
    seen = shown(public_id)
    opened_link = smart_id(services).link(seen.kept, kind, now() - seen.began_at)
    sent = {"documentNumber": whom.document, "deviceLink": opened_link, "flowType": kind}
    told = requests.post(f"{services.address}/sandbox/smart-id/mock/device-link", json=sent, timeout=10)
    assert told.status_code == 200, told.text
    return str(told.json().get("callbackUrl", ""))


def come_back(services: Services, public_id: str, url: str, browser: str = HERE) -> bool:
    """The browser opens the address that the app gave it, as blueprints/proofs/returning.py hears it. Raises NotFound
    when it is another browser. Whether something was taken."""
    brought = smart_id(services).brought(
        attempts.seen_by(public_id, browser).kept, dict(parse_qsl(urlsplit(url).query))
    )
    return bool(brought) and attempts.returned(public_id, browser, brought)


def confirm(services: Services) -> None:
    """The newest question on the phone is confirmed by hand: `Įvesti PIN ir patvirtinti`."""
    newest = book.latest(services.house.folder, 0)[0]
    page = f"{services.address}/sandbox/phone/{newest.number}"
    assert requests.post(page, data={"act": "confirm"}, timeout=10, allow_redirects=False).status_code == 303


def linked(services: Services, proving: Proving) -> str:
    """An attempt that waits for whoever follows its link."""
    return begun(proving, link())


def at_the_gateway(services: Services, proving: Proving, **choices: str) -> tuple[str, dict[str, str]]:
    """Somebody leaves for the gateway and chooses there; the attempt, and what their browser is to bring back."""
    attempt = begun(proving, leave())
    form = Form(opened(str(shown(attempt).kept["leave"]))[1])
    chosen = {"way": "auth.lt.bank", "person": "48506151233", "answer": "good"} | choices
    back = Form(opened(f"{services.address}{form.action}", form.fields | chosen)[1])
    return attempt, {"ticket": back.fields.get("ticket", ""), "custom": back.fields.get("customData", "")}


def back_from_the_gateway(services: Services, proving: Proving, **choices: str) -> str:
    """The same, and they have come back; the gateway has not been asked yet."""
    attempt, brought = at_the_gateway(services, proving, **choices)
    assert attempts.returned(attempt, HERE, brought)
    return attempt
