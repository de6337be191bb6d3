"""The bandomasis telefonas: what a person sees and does on its pages."""

import re
from base64 import b64decode
from hashlib import sha256
from html import unescape
from urllib.parse import urlsplit

import pytest

from tests.phones import Phones, mobile_id, smart_id
from tests.phones.smart_id import ANONYMOUS, ONA, PUSH, device_link, interactions, made, urlsafe

CHOICE = {"type": "confirmationMessageAndVerificationCodeChoice", "displayText200": "Prisijungimas prie savitarnos"}


def code_of(sent) -> str:
    """smart-id.md §7.1."""
    challenge = b64decode(sent["signatureProtocolParameters"]["rpChallenge"])
    return f"{int.from_bytes(sha256(challenge).digest()[-2:], 'big') % 10000:04}"


def newest(phones: Phones) -> str:
    """The path of the newest request that waits: the phone's list has it first."""
    page = phones.get("phone/").text
    return re.findall(r'href="/sandbox/(phone/[0-9]+)"', page)[0]


def result(phones, session):
    return smart_id.state(phones, session).json()["result"]["endResult"]


def test_a_push_shows_party_text_and_code_and_is_confirmed(phones):
    sent, session = made(phones, f"{PUSH}/{ONA}")
    page = phones.get(newest(phones)).text
    assert "Bandomasis telefonas" in page and "DEMO" in page and "Prisijungimas prie savitarnos" in page
    assert code_of(sent) in page
    assert "Ona Pavyzdienė" in page
    pressed = phones.post(newest(phones), data={"act": "confirm"})
    assert pressed.status_code == 303
    assert "Atsakyta: patvirtina" in phones.get(pressed.headers["Location"].partition("/sandbox/")[2]).text
    assert smart_id.is_signed(sent, smart_id.state(phones, session).json())


def test_a_push_is_refused(phones):
    _, session = made(phones, f"{PUSH}/{ONA}")
    phones.post(newest(phones), data={"act": "refuse"})
    answer = smart_id.state(phones, session).json()["result"]
    assert (answer["endResult"], answer["details"]["interaction"]) == ("USER_REFUSED_INTERACTION", "displayTextAndPIN")


@pytest.mark.parametrize("is_right", [True, False])
def test_one_of_three_codes_is_chosen(phones, is_right):
    sent, session = made(phones, f"{PUSH}/{ONA}", interactions=interactions(CHOICE))
    page = phones.get(newest(phones)).text
    codes = re.findall(r'name="code" value="([0-9]{4})"', page)
    assert len(set(codes)) == 3 and code_of(sent) in codes
    chosen = next(code for code in codes if (code == code_of(sent)) is is_right)
    phones.post(newest(phones), data={"code": chosen})
    assert result(phones, session) == ("OK" if is_right else "WRONG_VC")


def test_the_web2app_link_lands_on_the_phone_and_leads_the_browser_back(phones):
    sent, session = made(phones)
    arrived = phones.get(device_link(session, sent, "Web2App").partition("/sandbox/")[2])
    assert arrived.status_code == 303
    path = urlsplit(arrived.headers["Location"]).path.partition("/sandbox/")[2]
    assert "Kas patvirtina" in phones.get(path).text
    pressed = phones.post(path, data={"act": "confirm", "person": ONA})
    digest = urlsafe(sha256(b64decode(session["sessionSecret"])).digest())
    assert pressed.status_code == 303
    assert pressed.headers["Location"].startswith(f"{sent['initialCallbackUrl']}&sessionSecretDigest={digest}&user")
    answer = smart_id.state(phones, session).json()
    assert answer["signature"]["flowType"] == "Web2App" and smart_id.is_signed(sent, answer)
    again = phones.post(path, data={"act": "refuse", "person": ONA})
    assert again.headers["Location"] == pressed.headers["Location"]
    assert unescape(phones.get(path).text).count(pressed.headers["Location"]) == 1


def test_who_refuses_after_a_web2app_link_stays_on_the_phone(phones):
    sent, session = made(phones)
    arrived = phones.get(device_link(session, sent, "Web2App").partition("/sandbox/")[2])
    path = urlsplit(arrived.headers["Location"]).path.partition("/sandbox/")[2]
    pressed = phones.post(path, data={"act": "refuse", "person": ONA})
    assert pressed.headers["Location"].endswith(path)
    assert result(phones, session) == "USER_REFUSED_INTERACTION"


def test_a_qr_code_is_scanned_from_the_screen_or_its_link_pasted(phones):
    for by in ("scan", "paste"):
        sent, session = made(phones)
        assert "Nuskaityti QR kodą" in phones.get("phone/").text
        if by == "scan":
            path = re.findall(r'action="/sandbox/(phone/[0-9]+/scan)"', phones.get("phone/").text)[0]
            opened = phones.post(path, data={"act": "scan"})
        else:
            opened = phones.post("phone/link", data={"link": f" {device_link(session, sent, 'QR')}\n"})
        phones.post(opened.headers["Location"].partition("/sandbox/")[2], data={"act": "confirm", "person": ONA})
        answer = smart_id.state(phones, session).json()
        assert answer["signature"]["flowType"] == "QR" and smart_id.is_signed(sent, answer)


def test_a_link_that_does_not_fit_is_not_opened(phones):
    sent, session = made(phones)
    link = device_link(session, sent, "Web2App")[:-1] + "_"
    refused = phones.post("phone/link", data={"link": link})
    assert refused.status_code == 400 and "Nuoroda netinka" in refused.text
    assert phones.get(link.partition("/sandbox/")[2]).status_code == 400


def test_a_fault_is_chosen_by_hand(phones):
    _, session = made(phones, f"{PUSH}/{ONA}")
    phones.post(newest(phones), data={"act": "confirm", "fault": "strange"})
    assert result(phones, session) == "MOON_IN_THE_WRONG_PHASE"
    made(phones, f"{PUSH}/{ONA}")
    assert phones.post(newest(phones), data={"act": "confirm", "fault": "der"}).status_code == 400


def test_mobile_id_shows_its_code_and_what_gsm_7_leaves_of_the_text(phones):
    text = "Prisijungti ir matyti sąskaitas"
    sent, session = mobile_id.started(phones, mobile_id.ONA, displayText=text)
    hashed = b64decode(sent["hash"])
    page = phones.get(newest(phones)).text
    assert f"{((hashed[0] & 0xFC) << 5) | (hashed[-1] & 0x7F):04}" in page
    assert "matyti s skaitas" in page and text not in page
    phones.post(newest(phones), data={"act": "confirm"})
    assert mobile_id.is_signed(sent, mobile_id.state(phones, session).json())


def test_mobile_id_is_refused_on_the_phone(phones):
    _, session = mobile_id.started(phones, mobile_id.ONA, displayText="Šeši", displayTextFormat="UCS-2")
    assert "Šeši" in phones.get(newest(phones)).text
    phones.post(newest(phones), data={"act": "refuse"})
    assert mobile_id.state(phones, session).json()["result"] == "USER_CANCELLED"


def test_nobodys_request_is_not_found_and_a_page_without_a_person_confirms_nothing(phones):
    assert phones.get("phone/999999").status_code == 404
    _, session = made(phones, ANONYMOUS)
    path = re.findall(r'action="/sandbox/(phone/[0-9]+)/scan"', phones.get("phone/").text)[0]
    phones.post(f"{path}/scan", data={"act": "scan"})
    assert phones.post(path, data={"act": "confirm"}).status_code == 400
    assert smart_id.state(phones, session, 0).json()["state"] == "RUNNING"


def test_the_people_are_listed_with_what_each_does(phones):
    page = phones.get("phone/people").text
    for told in ("48506151233", "EE 40404040009", "+37060000001", "WRONG_VC", "SIM_ERROR", "laukia jūsų"):
        assert told in page
