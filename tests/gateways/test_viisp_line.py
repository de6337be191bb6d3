"""How the gateway is spoken to, and what its silence, its faults and its nonsense mean."""

import threading

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from werkzeug.wrappers import Request, Response

from gateways import viisp
from gateways.errors import GatewayError
from gateways.https import Line
from sandbox.gateway import telling
from tests.gateways.viisp_answers import KEY, data_answer
from tests.gateways.viisp_serving import serving

OURS = generate_private_key(65537, 2048)
ACTIONS = "http://www.epaslaugos.lt/services/authenticationServiceProvider/"
TICKET = telling.signed("authenticationResponse", telling.text("ticket", "T-1"), KEY, "sha1").encode()
CALLS = {
    "ticket": lambda service: viisp.ticket(service, "https://savitarna.example/back", "c" * 32),
    "answer": lambda service: viisp.answer(service, "T-1"),
    "check": viisp.check,
}
EVERY_CALL = pytest.mark.parametrize("call", CALLS)


def service(url: str, **changes) -> viisp.Service:
    plain = {"line": Line(url), "browser_url": "https://vartai.example/v2", "pid": "VSID1", "our_key": OURS}
    return viisp.Service(**plain | {"gateway_keys": (KEY.public_key(),), "seconds": 3} | changes)


def answering(body: bytes, status: int, heard: list):
    """A gateway that says the same to everything."""

    @Request.application
    def app(request):
        heard.append((request.path, dict(request.headers), request.get_data()))
        return Response(body, status, content_type="text/xml; charset=utf-8")

    return lambda _: app


def kind_of(call: str, body: bytes, status: int) -> GatewayError:
    with serving(answering(body, status, [])) as url, pytest.raises(GatewayError) as error:
        CALLS[call](service(f"{url}/soap"))
    return error.value


@pytest.mark.parametrize(
    ("call", "answer", "action"),
    [
        ("ticket", TICKET, "initAuthentication"),
        ("answer", data_answer(), "getAuthenticationData"),
    ],
)
def test_a_request_carries_its_action_and_goes_to_the_address_itself(call, answer, action):
    heard: list = []
    with serving(answering(answer, 200, heard)) as url:
        assert CALLS[call](service(f"{url}/portal/services/auth"))
    ((path, headers, body),) = heard
    assert path == "/portal/services/auth"
    assert headers["Content-Type"] == "text/xml; charset=utf-8"
    assert headers["Soapaction"] == f'"{ACTIONS}{action}"'
    assert body.startswith(b"<?xml")


def test_the_browser_takes_the_ticket_along():
    plain = service("https://vartai.example/soap")
    assert viisp.leave_url(plain, "a-1") == "https://vartai.example/v2?ticket=a-1"
    assert viisp.leave_url(plain, "a&b=ą #") == "https://vartai.example/v2?ticket=a%26b%3D%C4%85+%23"
    more = service("https://vartai.example/soap", browser_url="https://vartai.example/v2?lang=lt")
    assert viisp.leave_url(more, "a-1") == "https://vartai.example/v2?lang=lt&ticket=a-1"


@EVERY_CALL
@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        (b"", 503, "try_again"),
        (b"<html>Bad gateway</html>", 502, "try_again"),
        (b"", 429, "try_again"),
        (b"", 500, "try_again"),
        (b"<html>Internal error", 500, "try_again"),
        (TICKET, 500, "try_again"),
        (b"", 404, "broken"),
        (b"", 302, "broken"),
        (b"", 200, "broken"),
        (b"<html/>", 200, "broken"),
        (b'{"ticket": "T-1"}', 200, "broken"),
        (telling.fault("", "no").encode(), 500, "refused"),
        (telling.fault("", "no").encode(), 200, "refused"),
        (telling.fault("invalidSignatureException", "no").encode(), 500, "broken"),
        (telling.fault("invalidXmlException", "no").encode(), 500, "broken"),
        (b"<a>" + b"a" * 2_000_000, 200, "broken"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_what_an_answer_that_is_none_means(call, body, status, kind):
    assert kind_of(call, body, status).kind == kind


def test_what_a_fault_says_about_a_person_is_not_in_the_reason():
    for name in ("", "invalidXmlException"):
        body = telling.fault(name, "asmuo 48506151233 nerastas").encode().replace(b"soap:Server", b"48506151233")
        assert "4850" not in kind_of("answer", body, 500).reason


def test_a_fault_names_its_code():
    assert kind_of("answer", telling.fault("", "x").encode(), 500).reason == "fault Server"
    body = telling.fault("invalidXmlException", "x").encode()
    assert kind_of("answer", body, 500).reason == "fault invalidXmlException"
    bare = telling.ENVELOPE.format("<soap:Fault/>").encode()
    assert kind_of("answer", bare, 500).reason == "fault without a code"


@EVERY_CALL
def test_a_gateway_that_says_nothing_is_asked_again_later(call):
    silent = threading.Event()

    @Request.application
    def app(_):
        silent.wait(5)
        return Response(b"")

    with serving(lambda _: app) as url:
        with pytest.raises(GatewayError) as error:
            CALLS[call](service(f"{url}/soap", seconds=0.2))
        silent.set()
    assert error.value.kind == "try_again"


@EVERY_CALL
def test_a_gateway_that_is_not_there_is_asked_again_later(call):
    with serving(answering(b"", 200, [])) as url:
        gone = service(f"{url}/soap")
    with pytest.raises(GatewayError) as error:
        CALLS[call](gone)
    assert error.value.kind == "try_again"


def test_an_echo_of_another_word_is_no_echo():
    assert kind_of("check", telling.echo("another").encode(), 200).kind == "broken"


def test_the_keys_are_not_in_what_a_log_would_show():
    assert "our_key" not in repr(service("https://vartai.example/soap"))
