"""The database itself refuses what must never be in a ledger, whoever writes.

On SQLite a later migration that changes the ledger's table rebuilds it and loses its triggers:
such a migration must run `guard` again (tests/cases/test_ledger.py would notice).
"""

from typing import Any

from django.db import migrations

TABLE = "cases_ledgerentry"

SUMS = """
    SELECT
      COALESCE(SUM(CASE WHEN kind = 'reserve' THEN amount ELSE 0 END), 0) AS reserved,
      COALESCE(SUM(CASE WHEN kind = 'capture' THEN amount ELSE 0 END), 0) AS captured,
      COALESCE(SUM(CASE WHEN kind = 'release' THEN amount ELSE 0 END), 0) AS released,
      COALESCE(SUM(CASE WHEN kind = 'refund' THEN amount ELSE 0 END), 0) AS refunded
    FROM cases_ledgerentry WHERE order_id = NEW.order_id
"""

# Each rule: when is a new entry refused, and in which words.
RULES = (
    (
        "reserve",
        "NEW.kind = 'reserve' AND NEW.amount <> (SELECT amount FROM cases_order WHERE id = NEW.order_id)",
        "reserved is not what was agreed",
    ),
    (
        "capture",
        "NEW.kind = 'capture' AND NEW.amount > reserved",
        "captured is more than reserved",
    ),
    (
        "capture_released",
        "NEW.kind = 'capture' AND released > 0",
        "captured after it was released",
    ),
    (
        "release",
        "NEW.kind = 'release' AND (captured > 0 OR NEW.amount <> reserved)",
        "released is not what was reserved",
    ),
    (
        "refund",
        "NEW.kind = 'refund' AND refunded + NEW.amount > captured",
        "refunded is more than captured",
    ),
)


def guard(apps: Any, schema_editor: Any) -> None:
    {"sqlite": guard_sqlite, "postgresql": guard_postgresql}[
        schema_editor.connection.vendor
    ](schema_editor)


def unguard(apps: Any, schema_editor: Any) -> None:
    {"sqlite": unguard_sqlite, "postgresql": unguard_postgresql}[
        schema_editor.connection.vendor
    ](schema_editor)


def guard_sqlite(schema_editor: Any) -> None:
    for name, refused, words in RULES:
        schema_editor.execute(
            f"CREATE TRIGGER ledger_{name} BEFORE INSERT ON {TABLE} BEGIN "
            f"SELECT RAISE(ABORT, 'ledger: {words}') FROM ({SUMS}) WHERE {refused}; END",
            params=None,
        )
    for verb in ("UPDATE", "DELETE"):
        schema_editor.execute(
            f"CREATE TRIGGER ledger_no_{verb.lower()} BEFORE {verb} ON {TABLE} BEGIN "
            "SELECT RAISE(ABORT, 'ledger: entries are only ever added'); END",
            params=None,
        )


def unguard_sqlite(schema_editor: Any) -> None:
    for name in (*(rule[0] for rule in RULES), "no_update", "no_delete"):
        schema_editor.execute(f"DROP TRIGGER ledger_{name}", params=None)


def guard_postgresql(schema_editor: Any) -> None:
    checks = "".join(
        f"IF {refused} THEN RAISE EXCEPTION 'ledger: {words}' USING ERRCODE = 'check_violation'; END IF; "
        for _name, refused, words in RULES
    )
    sums = SUMS.replace("FROM cases_ledgerentry", "INTO reserved, captured, released, refunded FROM cases_ledgerentry")
    schema_editor.execute(
        "CREATE FUNCTION ledger_guard() RETURNS trigger LANGUAGE plpgsql AS $$ "
        "DECLARE reserved bigint; captured bigint; released bigint; refunded bigint; BEGIN "
        # two refunds at once: the second waits here and then sees the first
        "PERFORM 1 FROM cases_order WHERE id = NEW.order_id FOR UPDATE; "
        f"{sums}; {checks} RETURN NEW; END $$",
        params=None,
    )
    schema_editor.execute(
        "CREATE FUNCTION ledger_only_added() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'ledger: entries are only ever added' USING ERRCODE = 'check_violation'; END $$",
        params=None,
    )
    schema_editor.execute(
        f"CREATE TRIGGER ledger_guard BEFORE INSERT ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION ledger_guard()",
        params=None,
    )
    schema_editor.execute(
        f"CREATE TRIGGER ledger_only_added BEFORE UPDATE OR DELETE ON {TABLE} "
        "FOR EACH ROW EXECUTE FUNCTION ledger_only_added()",
        params=None,
    )


def unguard_postgresql(schema_editor: Any) -> None:
    for name in ("ledger_guard", "ledger_only_added"):
        schema_editor.execute(f"DROP TRIGGER {name} ON {TABLE}", params=None)
        schema_editor.execute(f"DROP FUNCTION {name}()", params=None)


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_orders'),
    ]

    operations = [migrations.RunPython(guard, unguard)]
