"""Which edition an address is of, as people and machines write it down."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from django.conf import settings

from encyclopedia.models import Address, Edition, Entry

_PATH = re.compile(r"/?(?P<kind>[a-z]+)/(?P<slug>[^/]+)/@(?P<number>[0-9]{1,9})/?", re.ASCII)


def edition_at(address: str) -> Edition | None:
    """The edition at this address of the site, whole or from the slash on; also where the entry was renamed since."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    if host and host != urlsplit(settings.SITE_URL).hostname:
        return None
    match = _PATH.fullmatch(parts.path)
    if match is None or "\x00" in (slug := unquote(match["slug"])):
        return None
    entries = Entry.objects.filter(kind=match["kind"], slug=slug).values_list("pk", flat=True)
    former = Address.objects.at(match["kind"], slug).values_list("entry_id", flat=True)
    entry_id = entries.first() or former.first()
    if entry_id is None:
        return None
    editions = Edition.objects.filter(entry_id=entry_id, number=int(match["number"]))
    edition: Edition | None = editions.only("entry_id", "number").first()
    return edition
