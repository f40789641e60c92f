"""Whether every trigger is there, switched on, and does what it should: their bodies are compared."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection
from django.utils.translation import gettext as _

from editorial.models.triggers import GUARDED, TRIGGERS, statements

_SQLITE = "SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'"
_POSTGRESQL = """
    SELECT c.relname, t.tgname, pg_get_triggerdef(t.oid, true), p.prosrc, t.tgenabled::text
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace
"""


def trigger_faults() -> Iterator[str]:
    present = dict(_present())
    expected = dict(_expected())
    tables = {trigger.name: trigger.table for trigger in TRIGGERS}
    for name, definition in expected.items():
        names = {"name": name, "table": tables.get(name, name.removesuffix("_no_truncate"))}
        if name not in present:
            yield _("The trigger %(name)s on %(table)s is missing.") % names
        elif present[name] == "off":
            yield _("The trigger %(name)s on %(table)s is switched off.") % names
        elif present[name] != definition:
            yield (
                _("The trigger %(name)s on %(table)s was replaced: it does something else.") % names
            )
    for name in sorted(present.keys() - expected.keys()):
        yield _("The trigger %(name)s on a table of history is none of Stet's.") % {"name": name}


def _present() -> Iterator[tuple[str, str]]:
    """The triggers on the tables that they guard, by name: what each does, or "off"."""
    with connection.cursor() as cursor:
        cursor.execute(_SQLITE if connection.vendor == "sqlite" else _POSTGRESQL)
        for table, name, definition, *rest in cursor.fetchall():
            if table not in GUARDED:
                continue
            if not rest:
                yield name, definition
            elif rest[1] not in "OA":
                yield name, "off"
            else:
                yield name, f"{definition} {rest[0]}"


def _expected() -> Iterator[tuple[str, str]]:
    bodies: dict[str, str] = {}
    for statement in statements(connection.vendor):
        words = statement.split(" ", 3)
        if words[1] == "FUNCTION":
            bodies[words[2].removesuffix("()")] = statement.split("$stet$")[1]
        elif connection.vendor == "sqlite":
            yield words[2], statement
        else:
            function = statement.rsplit(" ", 1)[1].removesuffix("()")
            yield words[2], f"{statement} {bodies[function]}"
