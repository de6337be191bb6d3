"""The mail gateway against a real SMTP server that is kind, busy, stern, slow, or hangs up."""

import asyncio
import datetime
import ipaddress
import socket
import ssl
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from gateways.email import Letter, Mail
from gateways.errors import GatewayError
from sandbox.mailbox import letters
from sandbox.mailbox.__main__ import Keeper

LETTER = Letter(
    to="ona@pastas.example",
    subject="Patvirtinkite el. pašto adresą",
    text="Ąžuolas žydi.\n\nhttp://127.0.0.1:8000/register/confirm/" + "a" * 64 + "\n",
    message_id="<abc@savitarna.example>",
)


# ruff: noqa: N802 - aiosmtpd asks for these names
class Server:
    """A server that answers as told: `answers` maps a command to its reply, or to something to be done first."""

    def __init__(self, **answers: str | Callable[[Any], Any]) -> None:
        self.answers, self.envelopes = answers, []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if "rcpt" in self.answers:
            return self.answers["rcpt"]
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        envelope.mail_from = address
        return self.answers.get("mail", "250 ok")

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        answer = self.answers.get("data", "250 taken")
        if callable(answer):
            return await answer(server)
        self.envelopes.append(envelope)
        return answer

    async def handle_QUIT(self, server: Any, session: Any, envelope: Any) -> str:
        if "quit" in self.answers:
            server.transport.close()
        return "221 bye"


@pytest.fixture
def serve() -> Iterator[Callable[..., Mail]]:
    running: list[Controller] = []

    def started(handler: Any, url: str = "smtp://127.0.0.1:{port}", timeout: float = 5, **options: Any) -> Mail:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        controller = Controller(handler, hostname="127.0.0.1", port=port, server_hostname="test", **options)
        controller.start()
        running.append(controller)
        return Mail(url.format(port=port), "savitarna@savitarna.example", timeout)

    yield started
    for controller in running:
        controller.stop()


def failure(mail: Mail, letter: Letter = LETTER) -> str:
    with pytest.raises(GatewayError) as caught:
        mail.send(letter)
    assert letter.to not in caught.value.reason
    return caught.value.kind


def test_a_letter_arrives_letter_for_letter(serve: Callable[..., Mail]) -> None:
    server = Server()
    serve(server).send(LETTER)
    (envelope,) = server.envelopes
    message = message_from_bytes(envelope.content, policy=policy.default)
    assert envelope.rcpt_tos == ["ona@pastas.example"]
    assert message["Subject"] == LETTER.subject
    assert message["Message-ID"] == LETTER.message_id
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime is not None
    assert message.get_content().replace("\r\n", "\n") == LETTER.text


@pytest.mark.parametrize(
    ("answers", "kind"),
    [
        ({"rcpt": "550 no such mailbox"}, "refused"),
        ({"rcpt": "450 mailbox busy"}, "try_again"),
        ({"data": "554 looks like spam"}, "refused"),
        ({"data": "451 local error"}, "try_again"),
        ({"mail": "451 try later"}, "try_again"),
        ({"mail": "530 who are you"}, "broken"),
    ],
)
def test_what_the_server_says_decides_what_follows(
    serve: Callable[..., Mail], answers: dict[str, str], kind: str
) -> None:
    assert failure(serve(Server(**answers))) == kind


def test_a_line_that_is_cut_is_tried_again(serve: Callable[..., Mail]) -> None:
    async def cut(server: Any) -> str:
        server.transport.abort()
        return "250 never heard"

    assert failure(serve(Server(data=cut))) == "try_again"


def test_a_line_that_dies_after_the_letter_was_taken_does_not_send_it_twice(serve: Callable[..., Mail]) -> None:
    server = Server(quit="cut")
    serve(server).send(LETTER)
    assert len(server.envelopes) == 1


def test_a_silent_server_is_left_before_it_answers(serve: Callable[..., Mail]) -> None:
    async def sleep(server: Any) -> str:
        await asyncio.sleep(3)
        return "250 at last"

    assert failure(serve(Server(data=sleep), timeout=0.3)) == "try_again"


def test_no_server_at_all_is_tried_again() -> None:
    assert failure(Mail("smtp://127.0.0.1:9", "savitarna@savitarna.example")) == "try_again"


@pytest.mark.parametrize("url", ["http://127.0.0.1", "smtp://", "mail"])
def test_a_setting_that_makes_no_sense_is_ours_to_mend(url: str) -> None:
    assert failure(Mail(url, "savitarna@savitarna.example")) == "broken"


@pytest.mark.parametrize("subject", ["Labas\nBcc: visi@pastas.example", "Labas\r\n\r\nkitas laiškas"])
def test_no_header_can_be_smuggled_in(serve: Callable[..., Mail], subject: str) -> None:
    server = Server()
    assert failure(serve(server), Letter(LETTER.to, subject, "x", LETTER.message_id)) == "refused"
    assert server.envelopes == []


@pytest.fixture
def certificate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A certificate for 127.0.0.1, trusted while the test runs."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "test mail server")])
    today = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(today - datetime.timedelta(1)).not_valid_after(today + datetime.timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False)
        .add_extension(x509.BasicConstraints(True, None), True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (tmp_path / "server.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM) + private)
    (tmp_path / "ca.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "server.pem")
    return context


def only_ona(server: Any, session: Any, envelope: Any, mechanism: str, data: LoginPassword) -> AuthResult:
    return AuthResult(success=(data.login, data.password) == (b"ona@namai", b"p:a/s"), handled=False)


@pytest.mark.parametrize(
    ("user", "outcome"), [("ona%40namai:p%3Aa%2Fs@", "sent"), ("ona%40namai:wrong@", "broken"), ("", "broken")]
)
def test_starttls_with_a_name_and_password(
    serve: Callable[..., Mail], certificate: ssl.SSLContext, user: str, outcome: str
) -> None:
    server = Server()
    options = {"tls_context": certificate, "authenticator": only_ona, "auth_required": True, "require_starttls": True}
    mail = serve(server, f"smtp+starttls://{user}127.0.0.1:{{port}}", **options)
    if outcome == "sent":
        mail.send(LETTER)
        assert len(server.envelopes) == 1
    else:
        assert failure(mail) == outcome


def test_tls_from_the_first_byte(serve: Callable[..., Mail], certificate: ssl.SSLContext) -> None:
    server = Server()
    serve(server, "smtps://127.0.0.1:{port}", ssl_context=certificate).send(LETTER)
    assert len(server.envelopes) == 1


def test_a_certificate_that_nobody_vouches_for_is_not_believed(
    serve: Callable[..., Mail], certificate: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    server = Server()
    assert failure(serve(server, "smtps://127.0.0.1:{port}", ssl_context=certificate)) == "broken"
    assert server.envelopes == []


def test_a_server_without_tls_gets_no_password(serve: Callable[..., Mail]) -> None:
    server = Server()
    assert failure(serve(server, "smtp+starttls://ona:secret@127.0.0.1:{port}")) == "broken"


def test_the_sandbox_mailbox_keeps_what_we_send(serve: Callable[..., Mail], tmp_path: Path) -> None:
    serve(Keeper(tmp_path / "mail")).send(LETTER)
    (kept,) = letters.latest(tmp_path / "mail", "ona@pastas.example")
    assert (kept.subject, kept.message_id) == (LETTER.subject, LETTER.message_id)
    assert [piece for piece, is_link in letters.pieces(kept.text, "http://127.0.0.1:8000") if is_link]
    assert letters.latest(tmp_path / "mail", "jonas@pastas.example") == []
    assert letters.one(tmp_path / "mail", "../../etc/passwd") is None
