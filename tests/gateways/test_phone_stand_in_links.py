"""What the Smart-ID stand-in's phone checks of a device link."""

import time

import pytest

from tests.phones import serving
from tests.phones.smart_id import ALONE, ONA, PUSH, START, click, device_link, is_signed, made, state


def test_a_qr_link_older_than_three_seconds_is_refused(phones):
    sent, session = made(phones)
    time.sleep(3.2)
    assert click(phones, f"{ONA}-MOCK-Q", device_link(session, sent, "QR", 0), "QR").status_code == 400
    assert click(phones, f"{ONA}-MOCK-Q", device_link(session, sent, "QR", 30), "QR").status_code == 400
    assert click(phones, f"{ONA}-MOCK-Q", device_link(session, sent, "QR", 3), "QR").status_code == 200


@pytest.mark.parametrize("change", [
    ("deviceLinkType=QR", "deviceLinkType=Web2App"), ("elapsedSeconds=0", "elapsedSeconds=1"), ("lang=lit", "lang=eng"),
    ("authCode=", "authCode=A"), ("/phone/link?", "/phone/other?"), ("&version=1.0", ""),
])  # fmt: skip
def test_a_link_that_was_changed_is_refused(phones, change):
    sent, session = made(phones)
    link = device_link(session, sent, "QR")
    assert click(phones, f"{ONA}-MOCK-Q", link.replace(*change), "QR").status_code == 400
    assert click(phones, f"{ONA}-MOCK-Q", link, "QR").status_code == 200


def test_the_authcode_of_a_web2app_link_covers_the_callback(phones):
    sent, session = made(phones)
    link = device_link(session, {**sent, "initialCallbackUrl": "https://evil.example/"}, "Web2App")
    assert click(phones, f"{ONA}-MOCK-Q", link, "Web2App").status_code == 400


def test_a_link_is_confirmed_once_by_the_stated_person_and_as_the_kind_that_it_is(phones):
    sent, session = made(phones, f"{START}/device-link/etsi/{ONA}")
    link = device_link(session, sent, "QR")
    assert click(phones, "PNOLT-33309240064-MOCK-Q", link, "QR").status_code == 400
    assert click(phones, f"{ONA}-MOCK-Q", link, "Web2App").status_code == 400
    assert click(phones, f"{ONA}-MOCK-Q", "", "QR").status_code == 400
    assert click(phones, f"{ONA}-MOCK-Q", link, "QR").status_code == 200
    assert click(phones, f"{ONA}-MOCK-Q", link, "QR").status_code == 400


def test_another_process_on_the_same_folder_knows_the_session(phones):
    sent, session = made(phones, f"{PUSH}/{ALONE}")
    with serving(phones.house.folder) as beside:
        assert is_signed(sent, state(beside, session).json())
