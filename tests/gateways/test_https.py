"""How we speak to outside parties: whose key it is first, and nothing taken from the surroundings."""

import ssl
import threading
import traceback
from datetime import UTC, datetime

import pytest

from gateways.errors import GatewayError
from gateways.https import Line, pin, post_to_anyone
from tests.gateways.authority import authority, issued, named
from tests.gateways.listening import listening, written

NOW = datetime.now(UTC)
CA = authority("Test CA of servers", moment=NOW)
SERVER = CA.issue(named(cn="service"), moment=NOW, address="127.0.0.1", eku=("1.3.6.1.5.5.7.3.1",))
ELSEWHERE = CA.issue(named(cn="elsewhere"), moment=NOW, address="192.0.2.1", eku=("1.3.6.1.5.5.7.3.1",))
STRANGER = issued(named(cn="stranger"), moment=NOW, address="127.0.0.1")
PIN, OTHER = pin(SERVER.certificate), pin(STRANGER.certificate)
HELLO = written(b'{"hello": "there"}')


@pytest.fixture
def secured(tmp_path):
    """What makes a server speak TLS as this owner of a certificate, and the file of the CA that it is from."""

    def context(owner):
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        made.load_cert_chain(owner.pem(tmp_path))
        return made

    return context, str(CA.pem(tmp_path))


def kind_of(call) -> str:
    with pytest.raises(GatewayError) as error:
        call()
    return error.value.kind


@pytest.mark.parametrize("pins", [(PIN,), (OTHER, PIN), ()], ids=["the current", "the next", "none"])
def test_a_party_with_a_pinned_key_is_spoken_to(secured, pins):
    context, ca = secured
    with listening(HELLO, context=context(SERVER)) as server:
        line = Line(f"https://127.0.0.1:{server.port}/v3/", pins, ca)
        assert line.post_json("session", {"a": "ą"}, 2) == (200, {"hello": "there"})
        assert server.heard[0].startswith(b"POST /v3/session HTTP/1.1\r\n")


@pytest.mark.parametrize(
    ("owner", "pins", "known"),
    [
        (SERVER, (OTHER,), True),
        (SERVER, ("",), True),
        (SERVER, (PIN,), False),
        (ELSEWHERE, (), True),
        (STRANGER, (OTHER,), True),
    ],
    ids=["another key", "an empty pin", "an unknown CA", "a certificate for another address", "signed by itself"],
)
def test_not_one_byte_is_said_to_a_party_that_is_not_the_one(secured, owner, pins, known):
    context, ca = secured
    with listening(HELLO, context=context(owner)) as server:
        line = Line(f"https://127.0.0.1:{server.port}/", pins, ca if known else "")
        assert kind_of(lambda: line.post_json("secret", {"code": "40404040009"}, 2)) == "broken"
        assert kind_of(lambda: line.get_json("secret", {}, 2)) == "broken"
    assert b"".join(server.heard) == b""


def test_the_recorder_of_that_test_hears_what_is_said(secured):
    context, ca = secured
    with listening(HELLO, context=context(SERVER)) as server:
        Line(f"https://127.0.0.1:{server.port}/", (PIN,), ca).post("", b"<soap/>", "text/xml", 2)
    assert b"<soap/>" in server.heard[0] and b"text/xml" in server.heard[0]


def test_plain_http_is_for_this_machine_only():
    for url in ("http://service.example/", "ftp://127.0.0.1/", "service.example", "", "http://127.0.0.1.example/"):
        assert kind_of(lambda url=url: Line(url)) == "broken"
    assert Line("http://localhost:8000/sandbox/").url
    assert kind_of(lambda: Line("http://127.0.0.1/", (PIN,))) == "broken"


def test_a_line_goes_nowhere_but_by_its_own_scheme():
    with pytest.raises(Exception, match="No connection adapters"):
        Line("https://service.example/").session().get("http://service.example/")


def test_each_thread_has_a_session_of_its_own():
    line, found = Line("https://service.example/"), []
    threading.Thread(target=lambda: found.append(line.session())).start()
    assert line.session() is line.session() is Line("https://service.example/v3/").session()
    assert line.session() is not Line("https://service.example/", (PIN,)).session()
    assert line.session() is not found[0]


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        (written(b""), (200, {})),
        (written(b'{"a": 1}', "404 Not Found"), (404, {"a": 1})),
        (written(b"<html>", "503 Service Unavailable"), (503, {})),
        (written(b"[1]", "400 Bad Request"), (400, {})),
        (written(b"", "302 Found", "Location: /elsewhere"), (302, {})),
        (b'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n{"a"\r\n3\r\n: 1\r\n1\r\n}\r\n0\r\n\r\n',
         (200, {"a": 1})),
    ],
    ids=["empty", "an error with words", "a page of a machine between", "a list", "a redirect", "in chunks"],
)  # fmt: skip
def test_status_and_object_are_told(says, expected):
    with listening(says) as server:
        assert Line(f"http://127.0.0.1:{server.port}/").get_json("x", {"timeoutMs": 1000}, 2) == expected
    assert len(server.heard) == 1
    assert server.heard[0].startswith(b"GET /x?timeoutMs=1000 ")


@pytest.mark.parametrize(
    "body",
    [b"<html>", b"[]", b'"a"', b"\xff\xfe{\x00}\x00", b"[" * 100_000, b'{"a": ' + b"9" * 5000 + b"}", b"{}{}"],
    ids=["html", "list", "text", "utf-16", "deep", "long number", "two"],
)
def test_a_good_answer_that_is_no_object_is_broken(body):
    with listening(written(body)) as server:
        assert kind_of(lambda: Line(f"http://127.0.0.1:{server.port}/").get_json("", {}, 2)) == "broken"


def test_a_party_that_is_silent_slow_or_not_there_may_be_tried_again():
    with listening(HELLO, pause=0.6) as server:
        assert kind_of(lambda: Line(f"http://127.0.0.1:{server.port}/").get_json("", {}, 0.2)) == "try_again"
    with listening(written(b"x" * 40), piece=1, pause=0.02) as server:
        assert kind_of(lambda: Line(f"http://127.0.0.1:{server.port}/").get_json("", {}, 0.3)) == "try_again"
    with listening(HELLO[:-4]) as server:
        assert kind_of(lambda: Line(f"http://127.0.0.1:{server.port}/").get_json("", {}, 1)) == "try_again"
    assert kind_of(lambda: Line(f"http://127.0.0.1:{server.port}/").get_json("", {}, 1)) == "try_again"


def test_an_endless_answer_is_not_read_to_its_end():
    with listening(written(b"x" * 1_000_001)) as server:
        assert kind_of(lambda: Line(f"http://127.0.0.1:{server.port}/").post("", b"", "text/xml", 5)) == "broken"


def test_nothing_is_taken_from_the_surroundings_and_no_cookie_is_kept(monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    with listening(written(b"{}", "200 OK", "Set-Cookie: a=b")) as server:
        line = Line(f"http://127.0.0.1:{server.port}/")
        assert [line.get_json("", {}, 2), line.get_json("", {}, 2)] == [(200, {})] * 2
    assert not any(b"Cookie" in request for request in server.heard)


def test_an_error_holds_no_personal_code():
    person = "PNOLT-40404040009"
    with listening(HELLO) as server:
        line = Line(f"http://127.0.0.1:{server.port}/")
    with pytest.raises(GatewayError) as error:
        line.get_json(f"authentication/{person}", {}, 1)
    assert person not in "".join(traceback.format_exception(error.value))


def test_what_carries_its_own_signature_may_come_by_plain_http():
    with listening(written(b"\x30\x03")) as server:
        told = post_to_anyone(f"http://127.0.0.1:{server.port}/ocsp", b"?", "application/ocsp-request", 2)
    assert told == (200, b"\x30\x03")
    assert kind_of(lambda: post_to_anyone("ldap://127.0.0.1/", b"", "", 1)) == "broken"
