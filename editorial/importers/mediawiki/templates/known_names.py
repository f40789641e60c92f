"""Which templates have a meaning of their own here, whatever the page of that name holds on a wiki."""

from __future__ import annotations

from editorial.importers.mediawiki.citing.cite_templates import is_citation
from editorial.importers.mediawiki.citing.ref_definitions import (
    LIST_TEMPLATES,
    REUSE_TEMPLATES,
    is_note,
)
from editorial.importers.mediawiki.citing.works import MARK_TEMPLATES, SHORT_TEMPLATES
from editorial.importers.mediawiki.infoboxes.infobox import is_infobox
from editorial.importers.mediawiki.templates.expand import PAGE_TEMPLATES
from editorial.importers.mediawiki.templates.known_templates import is_in_table

_READ = LIST_TEMPLATES | REUSE_TEMPLATES | MARK_TEMPLATES | SHORT_TEMPLATES | PAGE_TEMPLATES


def is_known_name(name: str, language: str) -> bool:
    """Is a template of this name (lower case) read by its own meaning on wikis of this language?"""
    name = " ".join(name.replace("_", " ").split())
    return (
        name in _READ
        or is_note(name, language)
        or is_infobox(name)
        or is_citation(name)
        or is_in_table(name, language)
    )
