"""From a row of the outbox to a letter: templates/email/<kind>.txt in the reader's language, subject first."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

import rendering
from data import meter_links, outbox, reminders
from data.outbox import Parcel
from gateways.email import Letter, Mail
from gateways.errors import GatewayError
from logs import log
from rules.accounts import letter_code, letter_token
from settings import Settings

Act = Callable[[Mapping[str, Any]], None]
TEMPLATES = Path(__file__).parent / "templates" / "email"


class Delivery:
    """What the worker does with a row. A letter leaves at least once and, but for a crash in mid-air, only once."""

    def __init__(self, settings: Settings, mail: Mail, acts: Mapping[str, Act] | None = None) -> None:
        """`acts` are what is done, by the kind of row, where no letter is written."""
        self.settings, self.mail, self.acts = settings, mail, acts or {}
        self.host = settings.mail_from.rpartition("@")[2]
        self.templates = Environment(  # noqa: S701 - letters are plain text, nothing in them is markup
            loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, keep_trailing_newline=True
        )
        rendering.equip(self.templates)
        self.templates.filters["link_code"] = meter_links.code_of

    def deliver(self, row_id: int) -> bool:
        """Deliver one row if nobody else is at it. Returns whether it has left the house."""
        parcel = outbox.take(row_id, self.host)
        if parcel is None:
            return False
        try:
            act = self.acts.get(parcel.kind)
            act(parcel.payload) if act else self.mail.send(self.letter(parcel))
        except GatewayError as error:
            self._put_back(parcel, error)
            return False
        except Exception as error:  # noqa: BLE001 - a template or a payload of ours: the row must not come back every minute unseen
            outbox.not_now(parcel, f"{type(error).__name__} while writing the letter")
            log.exception("letter_not_written", kind=parcel.kind, row=parcel.id)
            return False
        outbox.delivered(parcel)
        log.info("letter_sent", kind=parcel.kind, row=parcel.id)
        return True

    def sweep(self) -> int:
        """Deliver whatever is due: knocks that were lost, and second tries. Returns how many left."""
        return sum(self.deliver(row_id) for row_id in outbox.due())

    def letter(self, parcel: Parcel) -> Letter:
        """The letter of a row, in its reader's language."""
        said = dict(parcel.payload)
        to, language, nonce = said.pop("to"), said.pop("language"), said.pop("nonce", None)
        if nonce:
            secret = self.settings.secret_key
            said |= {"token": letter_token(secret, nonce), "code": letter_code(secret, nonce)}
        off = ""
        if parcel.kind in ("reminder", "verification"):
            off = said["off"] = f"{self.settings.base_url}/reminders/off/{reminders.off_code(said.pop('person'))}"
        before = rendering.language.set(language)
        try:
            template = self.templates.get_template(f"{parcel.kind}.txt")
            subject, _, text = template.render(base_url=self.settings.base_url, **said).partition("\n")
        finally:
            rendering.language.reset(before)
        return Letter(to, subject.strip(), text.lstrip("\n"), parcel.message_id, language, off)

    def _put_back(self, parcel: Parcel, error: GatewayError) -> None:
        if error.kind == "refused":
            outbox.never(parcel, str(error))
        else:
            outbox.not_now(parcel, str(error))
        log.warning("letter_not_sent", kind=parcel.kind, row=parcel.id, result=error.kind, reason=error.reason)
