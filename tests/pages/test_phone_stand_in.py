import csv
from pathlib import Path

from cryptography import x509
from flask.testing import FlaskClient

ACCOUNTS = Path(__file__).parents[2] / "data" / "catalogue" / "demo" / "accounts.csv"


def test_the_phone_stands_beside_the_site_and_says_that_it_is_none(app):
    phone = FlaskClient(app)
    for path in ("/sandbox/phone/", "/sandbox/phone/people"):
        page = phone.get(path)
        assert page.status_code == 200
        assert "Sandbox: no real people" in page.text
    with phone.get("/sandbox/phone/static/stand_in.css") as style:
        assert style.status_code == 200


def test_the_services_stand_at_their_addresses(app):
    client = FlaskClient(app)
    assert client.get("/sandbox/mobile-id/version").status_code == 200
    assert client.post("/sandbox/smart-id/v3/authentication/device-link/anonymous", json={}).status_code == 400
    assert client.post("/sandbox/smart-id/mock/device-link", json={}).status_code == 400
    assert client.post("/sandbox/ocsp", content_type="application/ocsp-request").status_code == 200


def test_the_anchors_are_there_once_the_site_is(app):
    folder = app.config["SETTINGS"].instance / "sandbox" / "authority"
    for name in ("root", "smart-id-ca", "mobile-id-ca"):
        anchor = x509.load_pem_x509_certificate((folder / f"{name}.pem").read_bytes())
        assert "TEST " in anchor.subject.rfc4514_string()


def test_every_holder_of_a_demo_contract_has_both_kinds_of_phone(app):
    with ACCOUNTS.open(encoding="utf-8", newline="") as file:
        holders = {(row["holder_personal_code"], row["holder_name"]) for row in csv.DictReader(file)}
    smart_id, mobile_id = FlaskClient(app).get("/sandbox/phone/people").text.split("<h2>")[1:]
    assert holders
    for code, name in holders:
        assert f"<strong>{name}</strong><br>LT {code}" in smart_id
        assert f"<strong>{name}</strong><br>LT {code}" in mobile_id
