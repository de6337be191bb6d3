"""Puts the stand-ins beside the site. Only app.py calls it."""

from pathlib import Path
from typing import Any

from werkzeug.middleware.dispatcher import DispatcherMiddleware

from sandbox import keys
from sandbox.address import at_one_address
from sandbox.banklink import create_bank
from sandbox.mailbox import create_mailbox


def mounted(site: Any, folder: Path, address: str, account: str, name: str) -> Any:
    """The site (a WSGI app) with its stand-ins under /sandbox; their keys and books live in `folder`.

    `address` is where the site is reached, `account` and `name` are the payee of its contracts with the banks.
    """
    keys.make(folder)
    stand_ins: dict[str, Any] = {
        "/sandbox/bank": create_bank(folder, address, account, name),
        "/sandbox/mail": create_mailbox(folder / "mail", address),
    }
    return at_one_address(DispatcherMiddleware(site, stand_ins), address)
