"""The one door for mail: SMTP as RFC 5321 has it, by SMTP_URL."""

import contextlib
import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, localtime
from urllib.parse import SplitResult, unquote, urlsplit

from gateways.errors import GatewayError, Kind

PORTS = {"smtp": 25, "smtps": 465, "smtp+starttls": 587}


@dataclass(frozen=True)
class Letter:
    """One letter to one address. `message_id` (with its angle brackets) is the same each time the letter is tried.

    `off` is the address that ends letters of this kind by one POST (RFC 8058); '' for letters that nobody can refuse.
    """

    to: str
    subject: str
    text: str
    message_id: str
    language: str = "lt"
    off: str = ""


@dataclass(frozen=True)
class Mail:
    """The way out: `smtp://`, `smtps://` or `smtp+starttls://`, `user:password@` where asked for, host and port."""

    url: str
    sender: str
    timeout: float = 10

    def send(self, letter: Letter) -> None:
        """Hand the letter over. When this returns the next server answers for it.

        Raises GatewayError: `refused` when the server will never take this letter (5xx), `try_again` when it was
        busy (4xx), silent or not there, `broken` when it does not want us at all: name, password, certificate.
        """
        message = self._written(letter)
        try:
            server = self._connected()
            try:
                server.send_message(message)
                with contextlib.suppress(smtplib.SMTPException, OSError):
                    server.quit()  # the letter is already theirs: a line that dies now must not send it twice
            finally:
                server.close()
        except (smtplib.SMTPException, OSError) as error:
            kind, reason = _meaning(error)
            raise GatewayError(kind, reason) from error

    def _written(self, letter: Letter) -> EmailMessage:
        message = EmailMessage(policy=SMTP)  # refuses a line break in any header
        try:
            message["From"] = self.sender
            message["To"] = letter.to
            message["Subject"] = letter.subject
            message["Message-ID"] = letter.message_id
        except ValueError as error:
            raise GatewayError("refused", f"a header that nobody may send: {type(error).__name__}") from error
        message["Date"] = format_datetime(localtime())
        message["Auto-Submitted"] = "auto-generated"
        message["Content-Language"] = letter.language
        if letter.off:
            message["List-Unsubscribe"] = f"<{letter.off}>"
            message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        message.set_content(letter.text, cte="quoted-printable")
        return message

    def _connected(self) -> smtplib.SMTP:
        part = urlsplit(self.url)
        if part.scheme not in PORTS or not part.hostname:
            raise GatewayError("broken", "SMTP_URL is not smtp://, smtps:// or smtp+starttls://")
        server = self._opened(part, part.hostname, part.port or PORTS[part.scheme])
        try:
            if part.scheme == "smtp+starttls":
                server.starttls(context=ssl.create_default_context())
            if part.username:
                server.login(unquote(part.username), unquote(part.password or ""))
        except BaseException:
            server.close()
            raise
        return server

    def _opened(self, part: SplitResult, host: str, port: int) -> smtplib.SMTP:
        if part.scheme == "smtps":
            return smtplib.SMTP_SSL(host, port, timeout=self.timeout, context=ssl.create_default_context())
        return smtplib.SMTP(host, port, timeout=self.timeout)


def _meaning(error: Exception) -> tuple[Kind, str]:
    """What a failure of smtplib means for the letter, and the words for staff: codes only, never an address."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = max(code for code, _ in error.recipients.values())
        return ("refused" if code >= 500 else "try_again"), f"the recipient was refused: {code}"
    if isinstance(error, smtplib.SMTPDataError):
        return ("refused" if error.smtp_code >= 500 else "try_again"), f"the letter was refused: {error.smtp_code}"
    if isinstance(error, smtplib.SMTPResponseException):
        ours = error.smtp_code >= 500 or isinstance(error, smtplib.SMTPAuthenticationError)
        return ("broken" if ours else "try_again"), f"{type(error).__name__}: {error.smtp_code}"
    if isinstance(error, (ssl.SSLCertVerificationError, smtplib.SMTPNotSupportedError)):
        return "broken", type(error).__name__
    return "try_again", type(error).__name__
