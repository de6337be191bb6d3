"""A database that is in use is brought up to date with what stands in it."""

import json
from dataclasses import asdict

from playhouse.migrations import Runner

from data import identities, sealing
from data.database import MIGRATIONS, connect, database, migrate, open_database, row, rows
from data.identities import IdentityRow
from data.people import Person, Session
from data.services import LinkEvent
from tests.people import identity
from tests.postgres import create_database

BEFORE = "0012_queue"
PERSON = """INSERT INTO person (public_id, email, password_hash, language, role, created_at)
VALUES (?, ?, '', 'lt', 'resident', 1) RETURNING id"""
SESSION = """INSERT INTO session
 (public_id, token_hash, person_id, method, created_at, seen_at, ends_at, address, agent)
VALUES (?, ?, ?, 'email', 1, 1, 9, '', '') RETURNING id"""

IDENTITY = """INSERT INTO identity (person_id, code_index, kind, country, sealed, method, created_at, used_at)
VALUES (?, ?, 'PNO', 'LT', ?, 'smart-id', 1, 1) RETURNING id"""
PROVIDER = """INSERT INTO provider (code, kind, name, region, search, code_label, code_letters, code_least, code_most,
 popular, is_closed, advice, is_connected, takes_readings, own_amount, unit, decimals, payee_account)
VALUES ('dujos', 'gas', 'Dujos', '', '', 'Kodas', FALSE, 1, 8, 0, FALSE, '', TRUE, TRUE, TRUE, 'm³', 0, '')
RETURNING id"""
ACCOUNT = """INSERT INTO account (public_id, provider_id, payer_code, keeper, holder_name, holder_index, address, plan)
VALUES ('a', ?, '1', 0, '', 'index', '', '') RETURNING id"""
LINKED = """INSERT INTO link_event (person_id, account_id, what, reason, at)
VALUES (?, ?, 'linked', 'holder', 1) RETURNING id"""


def test_people_and_sessions_from_before_strong_identity_stay_and_are_not_proven(tables: str) -> None:
    """A process of the version before goes on writing them meanwhile."""
    database.close()
    open_database(create_database(tables, "grown") if "postgres" in tables else "sqlite:///:memory:")
    connect()
    Runner(database.obj, str(MIGRATIONS)).up(BEFORE)
    for turn in ("before", "after"):
        who = row(PERSON, turn, turn)
        assert who
        row(SESSION, turn, turn, who[0])
        migrate()
    assert [(one.phone, one.push_blocked_until) for one in Person.select()] == [("", 0)] * 2
    assert [(one.proven_at, one.proof, one.oidc_sid) for one in Session.select()] == [(0, "", "")] * 2
    assert [one.typed_at for one in Session.select()] == [0] * 2
    if "sqlite" in tables:
        assert "STRICT" in str(rows("SELECT sql FROM sqlite_master WHERE name = 'session'"))


def test_an_identity_from_before_its_ways_were_noted_was_proven_by_the_latest(tables: str) -> None:
    """A process of the version before goes on noting the latest one alone."""
    database.close()
    open_database(create_database(tables, "noted") if "postgres" in tables else "sqlite:///:memory:")
    connect()
    Runner(database.obj, str(MIGRATIONS)).up("0013_identities")
    who = row(PERSON, "a", "b")
    assert who
    row(IDENTITY, who[0], "index", sealing.seal("identity index", json.dumps(asdict(identity()))))
    migrate()
    (known,) = identities.identities_of(who[0])
    assert known.methods == ("smart-id",)
    identities.attach(who[0], identity(method="viisp"), "index")
    IdentityRow.update(method="mobile-id").where(IdentityRow.person == who[0]).execute()
    assert identities.identities_of(who[0])[0].methods == ("smart-id", "viisp", "mobile-id")


def test_what_was_linked_before_anybody_was_asked_to_read_it_is_unread(tables: str) -> None:
    """A process of the version before goes on linking meanwhile."""
    database.close()
    open_database(create_database(tables, "unread") if "postgres" in tables else "sqlite:///:memory:")
    connect()
    Runner(database.obj, str(MIGRATIONS)).up("0013_identities")
    who = row(PERSON, "one", "one")
    assert who
    provider = row(PROVIDER)
    assert provider
    account = row(ACCOUNT, provider[0])
    assert account
    for _ in ("before", "after"):
        row(LINKED, who[0], account[0])
        migrate()
    assert [one.seen_at for one in LinkEvent.select()] == [0, 0]
