"""What must be true of a stored site in every later release, as plain data."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from html import unescape
from typing import Any

# The tables whose rows no upgrade may lose, by the app's name.
APPS = ("encyclopedia_", "editorial_", "auth_user", "django_tasks")


def collect() -> dict[str, Any]:
    """All but the addresses. Table → rows, path → digest of the page, manuscript → state, verdict → checks, …"""
    from django_tasks_db.models import DBTaskResult

    from editorial.models import (
        ApiToken,
        ChainHead,
        Check,
        Evidence,
        Hold,
        Import,
        Manuscript,
        Notice,
        Upload,
        Waiver,
    )
    from encyclopedia.models import PARTS, Edition, Page, Picture

    head = ChainHead.objects.get(pk=1)
    texts = (*PARTS, "tail")
    return {
        "head": f"{head.seq}:{head.hash}",
        "rows": rows(),
        "pages": {page.path: digest_of(page, texts) for page in Page.objects.order_by("path")},
        "editions": {
            edition.get_absolute_url(): digest_of(edition, PARTS)
            for edition in Edition.objects.order_by("pk")
        },
        "states": {
            manuscript.path: f"{manuscript.status} r{manuscript.revision} e{manuscript.edition}"
            for manuscript in Manuscript.objects.order_by("kind", "slug")
        },
        "checks": counted(Check.objects.values_list("verdict", flat=True)),
        "evidence": counted(Evidence.objects.values_list("digest", flat=True)),
        "uploads": counted(Upload.objects.values_list("digest", flat=True)),
        "pictures": counted(Picture.objects.values_list("digest", flat=True)),
        "imports": counted(Import.objects.values_list("status", flat=True)),
        "waivers": counted(Waiver.objects.values_list("reason", flat=True)),
        "holds": counted(Hold.objects.values_list("by__username", flat=True)),
        "tokens": counted(ApiToken.objects.values_list("name", flat=True)),
        "notices": counted(Notice.objects.values_list("user__username", flat=True)),
        "waiting": counted(
            DBTaskResult.objects.filter(status="READY").values_list("task_path", flat=True)
        ),
    }


def rows() -> dict[str, int]:
    from django.db import connection

    with connection.cursor() as cursor:
        tables = [
            name
            for name in connection.introspection.table_names(cursor)
            if name.startswith(APPS) and "_searchindex" not in name
        ]
        counts = {}
        for table in sorted(tables):
            cursor.execute(f"SELECT count(*) FROM {table}")
            counts[table] = cursor.fetchone()[0]
    return counts


def counted(values: Iterable[str]) -> dict[str, int]:
    ordered = sorted(values)
    return {value: ordered.count(value) for value in ordered}


def digest_of(row: Any, columns: Iterable[str]) -> str:
    parts = json.dumps([getattr(row, name) for name in columns])
    return hashlib.sha256(parts.encode()).hexdigest()


def answer(address: str) -> str:
    """The status and the redirect's target, as a reader gets them."""
    from django.test import Client

    response = Client(raise_request_exception=False).get(address)
    return f"{response.status_code} {response.headers.get('Location', '')}".strip()


def addresses() -> dict[str, str]:
    """Every public address that the site has, and its answer."""
    from encyclopedia.models import Address, Citation, Edition, Entry, Picture, Tag

    addresses = [
        *(
            "/",
            "/browse/",
            "/tags/",
            "/wanted/",
            "/corrections/",
            "/corrections.atom",
            "/feed.atom",
        ),
        *("/sitemap.xml", "/sitemap-1.xml", "/robots.txt", "/history/head.json", "/no/such/page/"),
        *("/search/?q=harbour", "/search/suggest.json?q=har", "/bibliography.bib"),
        *("/bibliography.ris", "/bibliography.json", "/api/v1/", "/api/v1/openapi.json"),
        *("/api/v1/entries/", "/api/v1/sources/", "/api/v1/citations/", "/api/v1/search/?q=mole"),
        *(f"/browse/{kind}/" for kind in ("article", "person", "organisation", "source")),
        *(f"/tag/{slug}/" for slug in Tag.objects.values_list("slug", flat=True)),
        *(f"/media/{digest}" for digest in Picture.objects.values_list("digest", flat=True)),
        *(f"/claim/{claim}/" for claim in Citation.objects.values_list("claim_digest", flat=True)),
    ]
    for address in Address.objects.all():
        path = f"/{address.kind}/{address.slug}/"
        addresses += [path, f"{path}history/", f"{path}index.json", f"/api/v1/entries{path}"]
    for entry in Entry.objects.all():
        path = f"/{entry.path}/"
        addresses += [path, f"{path}history/", f"{path}links/", f"{path}index.json"]
        addresses += [f"{path}bibliography.{ending}" for ending in ("bib", "ris", "json")]
        addresses.append(f"/api/v1/entries{path}")
        if entry.kind == "source":
            addresses += [f"{path}cited/", f"{path}cite.bib", f"/api/v1/sources/{entry.slug}/"]
    for edition in Edition.objects.all():
        path = edition.get_absolute_url()
        addresses += [path, f"{path}index.json"]
        if edition.number > 1:
            addresses.append(f"/{edition.kind}/{edition.slug}/compare/1/{edition.number}/")
    return {address: answer(address) for address in sorted(set(addresses))}


def triggers() -> dict[str, str]:
    """The triggers, and on PostgreSQL their functions, by name, as the database defines them."""
    from django.db import connection

    statement = {
        "sqlite": "SELECT tbl_name || '.' || name, sql FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgrelid::regclass || '.' || tgname, pg_get_triggerdef(oid) FROM pg_trigger"
        " WHERE NOT tgisinternal UNION ALL SELECT proname || '()', pg_get_functiondef(oid) FROM pg_proc"
        " WHERE pronamespace = 'public'::regnamespace",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return dict(sorted(cursor.fetchall()))


# What each version has in places and words of its own: ways from a note, what is missing, what is shown for a picture,
# what opens a box, the address on paper, what others say and when it was, how the entry is cited, data for machines.
WAYS = re.compile(
    r"<script.*?</script>"
    r'|<details[^>]*>.*?</details>|<span class="(?:use|permanent)"[^>]*>.*?</span>|<p class="monogram".*?</p>'
    r'|<sup class="needed".*?</sup>|<section class="(?:needs|in-time|members|related|citing-this|files)".*?</section>'
    r"|<dt>Key</dt>.*?</dd>"
    r'|<a [^>]*(?:role="doc-backlink"|class="to-source"|class="to-claim")[^>]*>.*?</a>',
    re.S,
)


def readers() -> dict[str, Any]:
    """Path → the words of the page but for ways and the line that counts claims; that line; how its citations stand."""
    from encyclopedia.models import PARTS, Citation, Page

    seen: dict[str, Any] = {}
    for page in Page.objects.order_by("path"):
        html = " ".join(getattr(page, name) for name in (*PARTS, "tail"))
        line = re.search(r'<p class="standing-line[^>]*>(.*?)</p>', html, re.S)
        html = html.replace(line[0], "") if line else html
        words = " ".join(unescape(re.sub("<[^>]*>", " ", WAYS.sub(" ", html))).split())
        rows = Citation.objects.filter(entry=page.pk).order_by("position")
        times = rows.values_list("standing", "checked_at")
        counted_in = " ".join(re.sub("<[^>]*>", "", line[1]).split()) if line else ""
        seen[page.path] = [words, counted_in, [f"{standing} {at}" for standing, at in times]]
    return seen


def led_to(address: str) -> str:
    """The status where an address leads in the end, after exactly one redirect."""
    first = answer(address)
    status, _space, target = first.partition(" ")
    return answer(target) if status == "301" else f"{first}, no redirect"
