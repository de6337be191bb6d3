"""The background process: `huey_consumer worker.huey`. It delivers what waits in the outbox, and tidies up."""

import threading
from time import sleep

from huey import crontab

from data import (
    attempts,
    call_backs,
    drafts,
    email_changes,
    guests,
    helping,
    kiosks,
    letters,
    limits,
    meter_links,
    outbox,
    payments,
    people,
    photos,
    reminders,
    sealing,
)
from data.database import connect, now, open_database
from delivery import Delivery
from developing import developed
from gateways.connect import methods, ways
from gateways.email import Mail
from gateways.methods import read
from logs import log, set_up_logs
from ordering import Ordering
from proving import Proving
from rules.deadlines import period_of
from settings import Settings

SWEEP = 10  # seconds between looks for what no knock told of; the shortest back-off is as long
DAY = 24 * 60 * 60
DAYTIME = "7-17"  # hours of UTC: in Lithuania from 9 or 10 in the morning to 8 in the evening

settings = Settings.from_environment()
set_up_logs()
sealing.set_key(settings.identity_key)
open_database(settings.database_url, settings.sandbox)
known = methods(settings)
ordering = Ordering(known, settings.base_url)
delivery = Delivery(settings, Mail(settings.smtp_url, settings.mail_from), {"order": ordering.order})
proving = Proving(ways(settings))
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
        threading.Thread(target=proving.keep_asking, daemon=True, name="proving").start()


def _sweep() -> None:
    while True:
        try:
            connect()
            delivery.sweep()
            attempts.expire(now())
            photos.develop(developed)
        except Exception:  # noqa: BLE001 - a database that is away comes back; the sweep must still be there
            log.exception("sweep_failed")
        sleep(SWEEP)


@huey.periodic_task(crontab())  # type: ignore[untyped-decorator]
def finish_bank_messages() -> None:
    """Every minute: a bank's message whose reader died before it took effect is read again."""
    connect()
    for message, method, body, at, way in payments.unread():
        if method in known:
            payments.apply(message, known[method].bank, read(known[method], body, at, way))


@huey.periodic_task(crontab())  # type: ignore[untyped-decorator]
def ask_of_orders() -> None:
    """Every minute: processors are asked about payments of which nobody has told anything."""
    connect()
    ordering.ask()


@huey.periodic_task(crontab())  # type: ignore[untyped-decorator]
def look_after_kiosks() -> None:
    """Every minute: visits that nobody attends to are over, and staff hear of terminals that need them."""
    connect()
    kiosks.end_idle()
    kiosks.forget_offers()
    kiosks.alarm(settings.staff_mail)


@huey.periodic_task(crontab(minute="*/20", hour=DAYTIME))  # type: ignore[untyped-decorator]
def remind() -> None:
    """By day: letters to those who have not declared and wished to be told."""
    connect()
    written = reminders.remind()
    if written:
        log.info("reminded", letters=written)


@huey.periodic_task(crontab(minute="40", hour="8"))  # type: ignore[untyped-decorator]
def remind_of_verifications() -> None:
    """Once a day: letters to those whose meter's verification ends soon."""
    connect()
    reminders.remind_of_verifications()


@huey.periodic_task(crontab(minute="17"))  # type: ignore[untyped-decorator]
def tidy_up() -> None:
    """Once an hour: what is over is not kept."""
    connect()
    moment = now()
    people.forget_ended()
    guests.forget_old(moment - DAY)
    letters.forget_old(moment - 7 * DAY)
    email_changes.forget_old(moment - 7 * DAY)
    limits.forget_old(moment - DAY)
    meter_links.forget_old(period_of(moment))
    reminders.forget_old(period_of(moment))
    helping.forget_old(period_of(moment))
    attempts.forget_old(moment - DAY)
    call_backs.forget_old(moment - 30 * DAY)
    kiosks.forget_old(moment - 7 * DAY)
    drafts.forget_old(moment - 30 * DAY)
