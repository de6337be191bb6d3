"""A process that books payments is killed at any moment: nothing is lost, nothing is doubled, the books are right.

`KILLED=500 pytest tests/data/test_killed.py` books as many payments as the long run does.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from data import ledger, outbox, payments, verifying
from data.database import connect, database, migrate, open_database
from data.outbox import Outbox
from data.payments import Payment
from gateways.methods import told
from rules.basket import Wanted
from rules.payments import Bank
from tests import people
from tests.conftest import empty_all_tables

MANY = int(os.environ.get("KILLED", "60"))
SEB = Bank("seb", "Seb", people.PAYEE)
TELLS = """
import sys
from data import sealing
from data.database import connect, open_database
from data.payments import Payment
from settings import Settings
from tests import people
sealing.set_key(Settings.from_environment({"SANDBOX": "1"}).identity_key)
open_database(sys.argv[1], True)
connect()
print("ready", flush=True)
for one in Payment.select().where(Payment.state != "paid").order_by(Payment.id):
    people.pay(one)
"""


@pytest.fixture
def url(engine: str, tmp_path: Path) -> str:
    return engine if "postgres" in engine else f"sqlite:///{tmp_path}/killed.db"


def test_payments_survive_kills_at_random_moments(url: str) -> None:
    database.close()
    open_database(url, True)
    outbox.open_queue(lambda row_id: None)  # the bell of the other connection would open it anew
    connect()
    migrate()
    try:
        dice, ona = random.Random(9), people.ona()
        with database.atomic():
            for place in range(MANY):
                bill = people.bill(ona.services["electricity"].account, f"B-{place}", 100 + place)
                begun = payments.start(ona.person.id, [Wanted("bill", bill.public_id)], "seb", f"key-{place}")
                payments.mark_redirected(ona.person.id, begun.public_id)
        kills = 0
        while Payment.select().where(Payment.state != "paid").exists():
            with subprocess.Popen([sys.executable, "-c", TELLS, url], stdout=subprocess.PIPE) as telling:
                assert telling.stdout
                assert telling.stdout.readline() == b"ready\n"
                if kills < 4:
                    time.sleep(dice.uniform(0.02, 0.3))
                    telling.send_signal(signal.SIGKILL)
                    kills += 1
        for message, _method, body, _at, _way in payments.unread():
            payments.apply(message, SEB, told(body))
        total = sum(100 + place for place in range(MANY))
        assert ledger.balances() == {"clearing:seb": total, "payable:elektra": -total}
        assert Outbox.select().where(Outbox.kind == "payment").count() == MANY
        numbers = sorted(int(one.number[-6:]) for one in Payment.select())
        assert numbers == list(range(1, MANY + 1))
        assert list(verifying.differences(lambda party, body, at, way: (SEB, told(body)))) == []
    finally:
        empty_all_tables()
        database.close()
