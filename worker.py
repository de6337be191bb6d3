"""The background process: `huey_consumer worker.huey`. It delivers what waits in the outbox, and tidies up."""

import threading
from time import sleep

from huey import crontab

from data import drafts, guests, letters, limits, outbox, payments, people
from data.database import connect, now, open_database
from delivery import Delivery
from gateways import banklink
from gateways.connect import bank_contracts
from gateways.email import Mail
from logs import log, set_up_logs
from settings import Settings

SWEEP = 10  # seconds between looks for what no knock told of; the shortest back-off is as long
DAY = 24 * 60 * 60

settings = Settings.from_environment()
set_up_logs()
open_database(settings.database_url, settings.sandbox)
delivery = Delivery(settings, Mail(settings.smtp_url, settings.mail_from))
contracts = bank_contracts(settings)
sweeping = threading.Lock()


def deliver(row_id: int) -> bool:
    """A knock: this row has just been written."""
    connect()
    return delivery.deliver(row_id)


huey = outbox.open_queue(deliver)


@huey.on_startup()  # type: ignore[untyped-decorator]
def begin_sweeping() -> None:
    """One thread of the process looks after lost knocks and second tries, whichever starts first."""
    set_up_logs()  # the consumer has just given huey a log of its own
    if sweeping.acquire(blocking=False):
        threading.Thread(target=_sweep, daemon=True, name="sweep").start()


def _sweep() -> None:
    while True:
        try:
            connect()
            delivery.sweep()
        except Exception:  # noqa: BLE001 - a database that is away comes back; the sweep must still be there
            log.exception("sweep_failed")
        sleep(SWEEP)


@huey.periodic_task(crontab())  # type: ignore[untyped-decorator]
def finish_bank_messages() -> None:
    """Every minute: a bank's message whose reader died before it took effect is read again."""
    connect()
    for message, bank, body in payments.unread():
        if bank in contracts:
            payments.apply(message, contracts[bank].bank, banklink.read_answer(contracts[bank], body))


@huey.periodic_task(crontab(minute="17"))  # type: ignore[untyped-decorator]
def tidy_up() -> None:
    """Once an hour: what is over is not kept."""
    connect()
    moment = now()
    people.forget_ended()
    guests.forget_old(moment - DAY)
    letters.forget_old(moment - 7 * DAY)
    limits.forget_old(moment - DAY)
    drafts.forget_old(moment - 30 * DAY)
