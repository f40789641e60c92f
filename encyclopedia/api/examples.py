"""The examples of answers in `openapi.json`: one published article and the book that it cites. Pure: no Django."""

from __future__ import annotations

from encyclopedia.api import shapes
from encyclopedia.core.described_types import JSON
from encyclopedia.core.entry_shape import CitationShape, EntryShape

SITE = "https://encyclopedia.example"
ID = "cd609048-7c23-4400-9b77-417eca2f2980"
DOCUMENT_DIGEST = "faae695551912483574175463f81b60487e4dca73710632134ff194a56ba7723"
_CLAIM_DIGEST = "d5df4a8ed0585ffc1f02ee2bbfaf06114511ee6be337a01091c2c4ec1eb27a02"
_AT = "2026-05-03T12:00:00+00:00"
_LICENCE, _LICENCE_URL = "CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"
_CLAIM = "Permanent revolution is a theory."
_SUMMARY = "What Permanent revolution is."
_KEY = "service-trotsky-2009"

DOCUMENT: JSON = {
    "schema": 1,
    "kind": "article",
    "id": ID,
    "slug": "permanent-revolution",
    "title": "Permanent revolution",
    "summary": _SUMMARY,
    "tags": ["theory"],
    "text": f"{_CLAIM}[@{_KEY}, p. 12]",
}
_RECORD: JSON = {
    "id": _KEY,
    "type": "book",
    "title": "Trotsky: A Biography",
    "author": [{"family": "Service", "given": "Robert"}],
    "issued": {"date-parts": [[2009]]},
    "publisher": "Belknap Press",
}
_NAME: shapes.EntryNameShape = {
    "kind": "article",
    "slug": "permanent-revolution",
    "title": "Permanent revolution",
    "url": f"{SITE}/article/permanent-revolution/",
    "data": f"{SITE}/api/v1/entries/article/permanent-revolution/",
}
_ROW: shapes.EntryRowShape = {
    **_NAME,
    "id": ID,
    "summary": _SUMMARY,
    "language": "en",
    "tags": [{"slug": "theory", "name": "theory"}],
    "edition": 1,
    "published_at": _AT,
    "changed_at": _AT,
}
_CITATION: CitationShape = {
    "number": 1,
    "occurrence": 0,
    "source": _KEY,
    "locator": "p. 12",
    "quotation": "",
    "prefix": "",
    "suffix": "",
    "claim": _CLAIM,
    "sentence": _CLAIM,
    "note": "",
    "fact": None,
    "digest": "8995e02e6b6f0cc896874fbcd53d20d3c20c728b57db8e4c2d7591da7f075dc3",
    "context": "",
    "claim_digest": _CLAIM_DIGEST,
    "standing": "supports",
    "checked_at": _AT,
    "role": "moderator",
    "reliability": "sound",
    "reliability_reason": "",
}
_HIT: shapes.HitShape = {
    **_NAME,
    "summary": _SUMMARY,
    "title_html": "Permanent <mark>revolution</mark>",
    "snippet_html": "What Permanent <mark>revolution</mark> is.",
}

INDEX = shapes.index(SITE, name="Stet", licence=_LICENCE, licence_url=_LICENCE_URL)
SOURCE: shapes.SourceShape = {
    "key": _KEY,
    "title": "Trotsky: A Biography",
    "url": f"{SITE}/source/{_KEY}/",
    "data": f"{SITE}/api/v1/entries/source/{_KEY}/",
    "citations": f"{SITE}/api/v1/citations/?source={_KEY}",
    "record": _RECORD,
    "record_edition": 1,
    "reliability": "sound",
    "reliability_reason": "",
    "cited_by": 2,
    "edition": 1,
    "published_at": _AT,
    "changed_at": _AT,
}
ENTRY_LIST: shapes.EntryListShape = {
    "items": [_ROW],
    "next": f"{SITE}/api/v1/entries/?kind=article&limit=1&after=WyIwN2JlNmM2OWFlNTgiXQ",
}
SOURCE_LIST: shapes.SourceListShape = {"items": [SOURCE], "next": None}
CITATION_LIST: shapes.CitationListShape = {"items": [{"entry": _NAME, **_CITATION}], "next": None}
HIT_LIST: shapes.HitListShape = {"total": 1, "more": False, "items": [_HIT], "next": None}
ENTRY: EntryShape = {
    "format": 1,
    "url": _NAME["url"],
    "licence": _LICENCE,
    "licence_url": _LICENCE_URL,
    "document": DOCUMENT,
    "edition": {
        "number": 1,
        "digest": DOCUMENT_DIGEST,
        "state": "current",
        "change": "new",
        "summary": "",
        "published_at": _AT,
        "first_published_at": _AT,
        "event_hash": _CLAIM_DIGEST,
        "doi": "10.1000/stet.1",
    },
    "claims": {
        "claims": 1,
        "supported": 1,
        "partly": 0,
        "failed": 0,
        "inaccessible": 0,
        "context_changed": 0,
        "changed": 0,
        "unchecked": 0,
        "needed": 0,
        "doubted": 0,
        "last_checked_at": _AT,
    },
    "citations": [_CITATION],
    "sources": {
        _KEY: {
            "title": "Trotsky: A Biography",
            "url": SOURCE["url"],
            "record": _RECORD,
            "record_edition": 1,
            "reliability": "sound",
            "reliability_reason": "",
        }
    },
    "needs": [],
    "notices": [],
    "translations": [
        {
            "language": "de",
            "title": "Leo Trotzki",
            "url": f"{SITE}/person/leo-trotzki/",
            "relation": "translation",
        }
    ],
    "files": [
        {
            "format": "pdf",
            "media_type": "application/pdf",
            "url": f"{_NAME['url']}@1/entry.pdf",
        }
    ],
}
