"""Puts the stand-ins beside the site. Only app.py calls it."""

from pathlib import Path
from typing import Any

from werkzeug.middleware.dispatcher import DispatcherMiddleware

from sandbox import authority, keys
from sandbox.address import at_one_address
from sandbox.asked import House
from sandbox.banklink import create_bank
from sandbox.gateway import create_gateway
from sandbox.mailbox import create_mailbox
from sandbox.mobile_id import create_mobile_id
from sandbox.montonio import create_montonio
from sandbox.ocsp import create_ocsp
from sandbox.paysera import create_paysera
from sandbox.phone import create_phone
from sandbox.smart_id import create_smart_id


def mounted(site: Any, folder: Path, address: str, account: str, name: str) -> Any:
    """The site (a WSGI app) with its stand-ins under /sandbox; their keys and books live in `folder`.

    `address` is where the site is reached, `account` and `name` are the payee of its contracts with the banks.
    """
    keys.make(folder)
    gateway = create_gateway(folder, address)
    stand_ins: dict[str, Any] = {
        "/sandbox/bank": create_bank(folder, address, account, name),
        "/sandbox/montonio": create_montonio(folder, address),
        "/sandbox/paysera": create_paysera(folder, address),
        "/sandbox/viisp": gateway,  # its SOAP service, /sandbox/viisp/soap
        "/sandbox/gateway": gateway,  # its pages
        "/sandbox/mail": create_mailbox(folder / "mail", address),
        **phones(House(folder, address, ("DEMO", name))),
    }
    return at_one_address(DispatcherMiddleware(site, stand_ins), address)


def phones(house: House) -> dict[str, Any]:
    """What answers for people's phones, by where it is mounted. Their certificates' issuers are there afterwards."""
    authority.make(house.folder, house.ocsp_url)
    return {
        "/sandbox/smart-id": create_smart_id(house),
        "/sandbox/mobile-id": create_mobile_id(house),
        "/sandbox/ocsp": create_ocsp(house),
        "/sandbox/phone": create_phone(house),
    }
