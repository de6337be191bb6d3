"""What the stand-in of the national gateway refuses, and its pages: it is as strict as the real one."""

import re
from collections.abc import Iterator
from urllib.error import HTTPError

import pytest

from gateways import banks, viisp
from gateways.errors import GatewayError
from gateways.https import Line
from gateways.viisp.messages import ticket_request
from gateways.viisp.signature import sign
from gateways.viisp.soap import MESSAGE, wrapped, written
from rules.identity import Identity
from sandbox.gateway.soap import SERVICE_ID
from tests.gateways.viisp_walks import CUSTOM, ONA, Form, Site, opened, site_with_gateway


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Iterator[Site]:
    with site_with_gateway(tmp_path_factory.mktemp("gateway")) as made:
        yield made


def refused_by_the_gateway(service: viisp.Service, address: str) -> tuple[str, str]:
    with pytest.raises(GatewayError) as error:
        viisp.ticket(service, f"{address}/back", CUSTOM)
    return error.value.kind, error.value.reason


def test_the_gateway_does_not_believe_another_key_of_ours(site):
    other = site.service(our_key=banks.private_key(site.folder / "savitarna.pem"))
    assert refused_by_the_gateway(other, site.address) == ("broken", "fault invalidSignatureException")


def test_the_gateway_serves_the_service_under_contract_only(site):
    assert refused_by_the_gateway(site.service(pid="VSID9"), site.address)[0] == "refused"
    assert refused_by_the_gateway(site.service(), "https://evil.example")[0] == "refused"


def test_we_do_not_believe_another_gateway(site):
    other = site.service(gateway_keys=banks.public_keys([site.folder / "seb.pub.pem"]))
    assert refused_by_the_gateway(other, site.address) == ("broken", "signature: it is by another key")


def posted(site: Site, document: bytes) -> str:
    """What the SOAP service says to a document."""
    return Line(f"{site.address}/sandbox/viisp/soap").post("", document, "text/xml", 10)[1].decode()


def test_the_gateway_wants_elements_in_their_order_and_codes_of_its_lists(site):
    for elements in (["customData", "pid"], ["pid", "nonsense"], ["pid", "authenticationProvider"], []):
        message = wrapped(f"{{{MESSAGE}}}authenticationRequest", "authentication")
        message.set("id", "a1")
        for element in elements:
            message.append(message.makeelement(f"{{{MESSAGE}}}{element}", nsmap=message.nsmap))
        sign(message, site.service().our_key, "sha256")
        assert "invalidXmlException" in posted(site, written(message))


@pytest.mark.parametrize("place", ["pid", "serviceTarget", "customData", "postbackUrl", "DigestValue", "Signature"])
def test_the_gateway_notices_a_changed_request(site, place):
    request = ticket_request(site.service().signer, f"{site.address}/back", CUSTOM).decode()
    assert "<authentication:ticket>" in posted(site, request.encode())
    changed = {
        "pid": request.replace(SERVICE_ID, "VSID000000000114"),
        "serviceTarget": request.replace("citizen", "business"),
        "customData": request.replace(CUSTOM, "0" * 32),
        "postbackUrl": request.replace("/back<", "/evil<"),
        "DigestValue": request.replace("<DigestValue>", "<DigestValue>AAAA"),
        "Signature": re.sub("<Signature .*</Signature>", "", request),
    }[place]
    assert changed != request
    assert "Exception" in posted(site, changed.encode())


@pytest.mark.parametrize("document", [b"", b"<a/>", b"ticket", b"<soap:Envelope/>"])
def test_the_gateway_says_what_it_cannot_read(site, document):
    assert "invalidXmlException" in posted(site, document)


def test_the_page_greets_in_lithuanian_and_says_that_it_is_none(site):
    ticket = site.begun()
    url, page = opened(viisp.leave_url(site.service(), ticket))
    assert url == f"{site.address}/sandbox/gateway?ticket={ticket}"
    assert "<h1>Elektroniniai valdžios vartai (bandomieji)</h1>" in page
    assert "Žmonės išgalvoti" in page
    assert page.count("(savitarna neprašė)") == 3
    assert "<script" not in page
    assert opened(f"{site.address}/sandbox/gateway/", {"ticket": ticket})[1] == page


@pytest.mark.parametrize("path", ["", "?ticket=", "?ticket=another", "/back?ticket=x", "/left", "/nowhere"])
def test_without_a_ticket_there_is_nothing_to_see(site, path):
    with pytest.raises(HTTPError) as error:
        opened(f"{site.address}/sandbox/gateway{path}")
    with error.value as answer:
        assert answer.code == 404
        assert "Nėra tokio bilieto" in answer.read().decode()


def test_what_cannot_be_chosen_is_refused(site):
    ticket = site.begun()
    chosen = {"ticket": ticket, "way": "x", "person": ONA, "answer": "good"}
    with pytest.raises(HTTPError) as error:
        opened(f"{site.address}/sandbox/gateway/choose", chosen)
    with error.value as answer:
        assert answer.code == 400


def test_custom_data_comes_back_unchanged_whatever_it_is(site):
    odd = "ąž <&> \"'"
    ticket = viisp.ticket(site.service(), f"{site.address}/back?a=1&b=2", odd)
    chosen = {"ticket": ticket, "way": "auth.lt.bank", "person": ONA, "answer": "good"}
    form = Form(opened(f"{site.address}/sandbox/gateway/choose", chosen)[1])
    assert form.fields["customData"] == odd
    assert form.action == f"{site.address}/back?a=1&b=2"
    assert isinstance(viisp.identity(viisp.answer(site.service(), ticket), odd), Identity)
