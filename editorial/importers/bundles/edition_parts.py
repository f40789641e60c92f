"""The rendered parts of an edition in an archive: kept unchanged, or refused for markup that no page has."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import nh3
from django.utils.translation import gettext as _

from editorial.importers.bundles.opened_bundle import ImportRefused, VerifiedBundle
from editorial.verifying.document_files import as_json
from encyclopedia.markup.sanitiser import SANITISER, pictures_only
from encyclopedia.models import PARTS
from encyclopedia.rendering import furniture_sanitiser

# What the two sanitisers of a page allow together, and no attribute that runs or loads anything.
# Where the links of a head may lead: a browser loads none of them.
RELATIONS = frozenset(
    {"alternate", "author", "canonical", "cite-as", "describedby", "license", "type"}
)
_ATTRIBUTES = {
    name
    for by_tag in (SANITISER["attributes"], furniture_sanitiser.ATTRIBUTES)
    for names in by_tag.values()
    for name in names
}
_ATTRIBUTES |= {"class", "id", "role", "lang", "dir", "datetime", "type"}
_SETTINGS: dict[str, Any] = {
    **SANITISER,
    "tags": furniture_sanitiser.TAGS,
    "attributes": {"*": _ATTRIBUTES},
    "generic_attribute_prefixes": {"aria-"},
    "attribute_filter": lambda _tag, name, value: pictures_only(name, value),
}


def read_parts(bundle: VerifiedBundle, name: str) -> dict[str, str]:
    """The parts of an edition as they were rendered. Raises ImportRefused for what Stet would not have rendered."""
    parts = as_json(bundle.read(name))
    if not isinstance(parts, dict) or set(parts) != set(PARTS):
        raise ImportRefused(_("%(name)s: expected the parts of a page.") % {"name": name})
    for part, html in parts.items():
        if not isinstance(html, str):
            raise ImportRefused(_("%(name)s: %(part)s is not text.") % {"name": name, "part": part})
        if part == "head":
            _Head(name).feed(html)
        elif nh3.clean(html, **_SETTINGS) != html:
            raise ImportRefused(
                _("%(name)s: %(part)s holds markup that no page of an entry has.")
                % {"name": name, "part": part}
            )
    return parts


class _Head(HTMLParser):
    """Refuses what is not data: any script that runs, any element but the four that a head consists of."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        relations = set((attributes.get("rel") or "").split())
        harmless = (
            (tag == "title" and not attributes)
            or (tag == "meta" and set(attributes) <= {"name", "property", "content"})
            or (tag == "link" and 0 < len(relations) == len(relations & RELATIONS))
            or (tag == "script" and attributes == {"type": "application/ld+json"})
        )
        if not harmless:
            raise ImportRefused(
                _("%(name)s: head holds a <%(tag)s> that no page of an entry has.")
                % {"name": self.name, "tag": tag}
            )
