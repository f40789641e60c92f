"""Which pages of an export are read again although they were imported: their templates mean something else now."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from editorial.actions.import_entry import imported_at
from editorial.actions.import_result import ImportResult
from editorial.actions.import_templates import names_said_since
from editorial.models import Import, ImportKind

_CALL = re.compile(r"\{\{\s*([^|{}\[\]<>#\n]{1,200})")


class ReadAnew:
    """Those that call a template of which a person has said something since, or whose page the export holds now.

    `remembered` is what was said of templates; `pages` are the templates of the export, by name in lower case.
    """

    def __init__(self, remembered: Mapping[str, Mapping[str, Any]], pages: set[str]) -> None:
        self._remembered = remembered
        self._found_since = pages & _unknown_before() if pages else set()

    def concerns(self, text: str, same: ImportResult) -> bool:
        """Whether a page of this wikitext, which is here as `same`, is to be converted again."""
        if same.manuscript is None or not (self._remembered or self._found_since):
            return False
        called = {_name(call) for call in _CALL.findall(text)}
        if called & self._found_since:
            return True
        known = called & self._remembered.keys()
        return bool(
            known and known & names_said_since(self._remembered, imported_at(same.manuscript))
        )


def _name(call: str) -> str:
    name = " ".join(call.replace("_", " ").split()).lower()
    return name.rpartition(":")[2].strip()


def _unknown_before() -> set[str]:
    """Every template that an import did not know."""
    wikis = Import.objects.filter(kind=ImportKind.MEDIAWIKI, dry_run=False)
    return {name for names in wikis.values_list("unknown_templates", flat=True) for name in names}
