"""`python -m sandbox.mailbox`: an SMTP server at SMTP_URL that keeps all letters under $INSTANCE/sandbox."""

import asyncio
import os
import signal
from pathlib import Path
from urllib.parse import urlsplit

from aiosmtpd.smtp import SMTP, Envelope, Session

from sandbox.mailbox.letters import keep

LARGEST = 1_000_000


class Keeper:
    """What aiosmtpd asks when a letter is in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        keep(self.folder, envelope.mail_from or "", list(envelope.rcpt_tos), content)
        return "250 kept"


async def serve(host: str, port: int, folder: Path) -> None:
    """Until we are told to stop."""
    loop, stop = asyncio.get_running_loop(), asyncio.Event()
    for told in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(told, stop.set)
    server = await loop.create_server(
        lambda: SMTP(Keeper(folder), data_size_limit=LARGEST, hostname="sandbox", enable_SMTPUTF8=True), host, port
    )
    async with server:
        await stop.wait()


if __name__ == "__main__":
    address = urlsplit(os.environ.get("SMTP_URL", "smtp://127.0.0.1:1025"))
    box = Path(os.environ.get("INSTANCE", "instance")) / "sandbox" / "mail"
    asyncio.run(serve(address.hostname or "127.0.0.1", address.port or 1025, box))
