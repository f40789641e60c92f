"""A language for tests in which every sentence of the catalogue is bracketed: ⟦Save⟧.

What is shown without brackets is no sentence of the catalogue; what is stored with them would be read by others in a
language that is not theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.utils import translation
from django.utils.translation import trans_real

CODE = "eo"  # Django knows it, and no catalogue of ours is in it
BEGIN, END = "⟦⟧"


class Bracketed(trans_real.DjangoTranslation):
    def gettext(self, message: str) -> str:
        return f"{BEGIN}{message}{END}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"{BEGIN}{msgid1 if n == 1 else msgid2}{END}"

    def __str__(self) -> str:
        return "bracketed"


@contextmanager
def bracketed() -> Iterator[None]:
    """The language is offered and active."""
    offered = [*settings.LANGUAGES, (CODE, "Bracketed")]
    with (
        override_settings(LANGUAGES=offered, OFFICE_LANGUAGES=offered),
        pytest.MonkeyPatch.context() as patched,
    ):
        # After the settings: a change of them empties it.
        patched.setitem(trans_real._translations, CODE, Bracketed(CODE))
        with translation.override(CODE):
            yield


def stored_words() -> list[str]:
    """`table.column: the value` of everything in the database that holds bracketed words."""
    stored = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"SELECT * FROM {quoted}")
            columns = [column[0] for column in cursor.description]
            stored += [
                f"{table}.{column}: {value}"[:400]
                for row in cursor.fetchall()
                for column, value in zip(columns, row, strict=True)
                if BEGIN in str(value) or "\\u27e6" in str(value)
            ]
    return stored
