"""Text in the order of its bytes: the same on every database, and under every locale and version of its collation."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Func
from django.db.models.sql.compiler import SQLCompiler

# Sorts after every other character: all texts that begin with `text` come before text + LAST.
LAST = "\U0010ffff"


class Bytewise(Func):
    """A column of text, compared byte by byte; an index over it serves prefixes on both databases."""

    arity = 1
    output_field = CharField()
    template = "%(expressions)s COLLATE BINARY"

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> Any:
        return self.as_sql(compiler, connection, template='%(expressions)s COLLATE "C"', **context)
