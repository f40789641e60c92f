"""What the database itself reads of a document that is kept as JSON text, where a list needs no more of it."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler


class LanguageOf(models.Func):
    """The language of a document that is kept as text; the earliest did not say any, and were in English."""

    arity = 1
    output_field = models.CharField()
    template = "COALESCE(json_extract(NULLIF(%(expressions)s, ''), '$.language'), 'en')"

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> Any:
        template = "COALESCE(NULLIF(%(expressions)s, '')::json ->> 'language', 'en')"
        return self.as_sql(compiler, connection, template=template, **context)
