"""The ledger, what payments were allocated to, and the states that money may come to afterwards."""

from typing import Any

import peewee

STATES = "'created', 'redirected', 'pending', 'paid', 'review', 'failed', 'expired'"
MORE_STATES = f"{STATES}, 'reversed', 'part_refunded', 'refunded'"
WAYS = "'browser', 'server'"
MORE_WAYS = f"{WAYS}, 'poll', 'statement', 'staff'"
KEPT = ("ledger_tx", "ledger_entry", "allocation")
PAID = """SELECT p.id, p.public_id, p.method, p.changed_at, i.account_id, i.bill_id, i.declaration_id, i.amount, v.code
FROM payment p JOIN payment_item i ON i.payment_id = p.id JOIN account a ON a.id = i.account_id
JOIN provider v ON v.id = a.provider_id WHERE p.state = 'paid' ORDER BY p.id, i.id"""


def up(migrator: Any, db: Any) -> None:
    """Create the tables, close them to changes, and book what was paid before there was a ledger."""
    is_sqlite = isinstance(db, peewee.SqliteDatabase)

    class Payment(peewee.Model):
        class Meta:
            database = db

    class Account(peewee.Model):
        class Meta:
            database = db

    class Bill(peewee.Model):
        class Meta:
            database = db

    class Declaration(peewee.Model):
        class Meta:
            database = db

    class LedgerTx(peewee.Model):
        kind = peewee.TextField()
        source = peewee.TextField()
        payment_id = peewee.BigIntegerField(null=True, index=True)
        at = peewee.BigIntegerField()

        class Meta:
            database = db
            table_name = "ledger_tx"
            strict_tables = is_sqlite
            indexes = ((("kind", "source"), True),)

    class LedgerEntry(peewee.Model):
        tx = peewee.ForeignKeyField(LedgerTx)
        account = peewee.TextField(index=True)
        cents = peewee.BigIntegerField(constraints=[peewee.Check("cents <> 0")])

        class Meta:
            database = db
            table_name = "ledger_entry"
            strict_tables = is_sqlite

    class Allocation(peewee.Model):
        tx = peewee.ForeignKeyField(LedgerTx)
        payment = peewee.ForeignKeyField(Payment, null=True)
        account = peewee.ForeignKeyField(Account)
        bill = peewee.ForeignKeyField(Bill, null=True)
        declaration = peewee.ForeignKeyField(Declaration, null=True)
        cents = peewee.BigIntegerField(constraints=[peewee.Check("cents <> 0")])

        class Meta:
            database = db
            table_name = "allocation"
            strict_tables = is_sqlite

    db.create_tables([LedgerTx, LedgerEntry, Allocation])
    _widen(db, is_sqlite, "payment", "state", STATES, MORE_STATES)
    _widen(db, is_sqlite, "bank_message", "way", WAYS, MORE_WAYS)
    gone_back = peewee.BigIntegerField(constraints=[peewee.Default("0")])
    migrator.migrate(migrator.add_column("payment", "refunded", gone_back, allow_not_null=True))
    _book(db, LedgerTx, LedgerEntry, Allocation)
    _close(db, is_sqlite)


def _widen(db: Any, is_sqlite: bool, table: str, column: str, before: str, after: str) -> None:
    """Let a column have more words. SQLite's own way for a CHECK, which is no part of what stands on disk
    (sqlite.org/lang_altertable.html §7); the version of the schema tells other connections to read it again."""
    if not is_sqlite:
        db.execute_sql(f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_check")
        db.execute_sql(f"ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_check CHECK ({column} IN ({after}))")
        return
    ((version,),) = db.execute_sql("PRAGMA schema_version").fetchall()
    db.execute_sql("PRAGMA writable_schema = ON")
    db.execute_sql(
        "UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ?",
        (f"{column} IN ({before})", f"{column} IN ({after})", table),
    )
    db.execute_sql(f"PRAGMA schema_version = {version + 1}")
    db.execute_sql("PRAGMA writable_schema = OFF")


def _book(db: Any, tx: Any, entry: Any, allocation: Any) -> None:
    """Each payment of before as one transaction; what it paid too much was given back by hand."""
    made: dict[int, int] = {}
    for payment, public_id, method, at, account, bill, declaration, cents, code in db.execute_sql(PAID).fetchall():
        if payment not in made:
            made[payment] = tx.insert(kind="arrived", source=public_id, payment_id=payment, at=at).execute()
        booked = made[payment]
        entry.insert(tx=booked, account=f"clearing:{method}", cents=cents).execute()
        entry.insert(tx=booked, account=f"payable:{code}", cents=-cents).execute()
        parts = {"account": account, "bill": bill, "declaration": declaration, "cents": cents}
        allocation.insert(tx=booked, payment=payment, **parts).execute()


def _close(db: Any, is_sqlite: bool) -> None:
    """What is written stays: the database itself refuses to change or to delete it."""
    if is_sqlite:
        for table in KEPT:
            for act in ("UPDATE", "DELETE"):
                db.execute_sql(
                    f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                    f"BEGIN SELECT raise(ABORT, '{table} is append-only'); END"
                )
        return
    db.execute_sql(
        "CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only'; END $$"
    )
    for table in KEPT:
        db.execute_sql(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION append_only()"
        )
