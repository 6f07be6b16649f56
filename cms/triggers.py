"""The database raises the public version by itself, in the transaction of the change.

Signals would miss most doors: pages move with SQL of their own, imports store many rows at once, deletions cascade, and one
day somebody mends a row by hand.
"""

from hashlib import md5

from django.db import connection, transaction

from cms.freshness import tables
from cms.models import PublicVersion

NAME = "public_version"


def uninstall(plan=(), **_signal) -> None:
    """Before a migration that has something to do: a column that a trigger looks at could be neither changed nor dropped."""
    if plan:
        with transaction.atomic(), connection.cursor() as cursor:
            for name, table in _installed(cursor).items():
                _drop(cursor, name, table)
            if PublicVersion._meta.db_table in connection.introspection.table_names(cursor):
                PublicVersion.objects.all().delete()


def install(**_signal) -> None:
    """After each `migrate`. Does what is left to do: on SQLite a table that was made anew has lost its triggers."""
    with connection.cursor() as cursor:
        here, wanted = _installed(cursor), _wanted(cursor)
        if here.keys() == wanted.keys():
            return
        with transaction.atomic():
            for name in here.keys() - wanted.keys():
                _drop(cursor, name, here[name])
            for statement in PREPARE[connection.vendor]:
                cursor.execute(statement)
            for name in wanted.keys() - here.keys():
                cursor.execute(f"CREATE TRIGGER {name} {wanted[name]}")
            if wanted:
                cursor.execute(RAISE[connection.vendor])


def _installed(cursor) -> dict[str, str]:
    """Triggers with their tables."""
    cursor.execute(INSTALLED[connection.vendor])
    return dict(cursor.fetchall())


def _drop(cursor, name: str, table: str) -> None:
    cursor.execute(f"DROP TRIGGER {name}" + (f' ON "{table}"' if connection.vendor == "postgresql" else ""))


def _wanted(cursor) -> dict[str, str]:
    """Triggers, named by what they are, with what they are."""
    there = connection.introspection.table_names(cursor)
    # Whoever migrates in steps, or back, has not all of it
    if PublicVersion._meta.db_table not in there:
        return {}
    found, watched = {}, tables()
    for table in watched.keys() & set(there):
        is_another = "IS DISTINCT FROM" if connection.vendor == "postgresql" else "IS NOT"
        changed = " OR ".join(f'OLD."{column}" {is_another} NEW."{column}"' for column in sorted(watched[table]))
        for event, condition in (("INSERT", ""), ("DELETE", ""), ("UPDATE", f" WHEN ({changed})")):
            sql = f'AFTER {event} ON "{table}" FOR EACH ROW{condition} {WORK[connection.vendor]}'
            found[f"{NAME}_{md5(sql.encode(), usedforsecurity=False).hexdigest()[:12]}"] = sql
    return found


# It begins with the time, so that a number that somebody still remembers does not come again
RAISE = {
    vendor: f"""INSERT INTO cms_publicversion (id, number) VALUES (1, {milliseconds})
        ON CONFLICT (id) DO UPDATE SET number = cms_publicversion.number + 1"""
    for vendor, milliseconds in {
        "sqlite": "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)",
        "postgresql": "(extract(epoch FROM clock_timestamp()) * 1000)::bigint",
    }.items()
}
WORK = {"sqlite": f"BEGIN {RAISE['sqlite']}; END", "postgresql": f"EXECUTE FUNCTION {NAME}_raise()"}
# Once in a transaction is enough, however many rows it changes; what is rolled back is forgotten here, too
FUNCTION = f"""
    CREATE OR REPLACE FUNCTION {NAME}_raise() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF current_setting('tsunagari.{NAME}', true) IS DISTINCT FROM txid_current()::text THEN
            {RAISE["postgresql"]};
            PERFORM set_config('tsunagari.{NAME}', txid_current()::text, true);
        END IF;
        RETURN NULL;
    END $$"""
PREPARE = {"sqlite": [], "postgresql": [FUNCTION]}
INSTALLED = {
    "sqlite": f"SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name GLOB '{NAME}_*'",
    "postgresql": f"""SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
        WHERE starts_with(tgname::text, '{NAME}_')""",
}
