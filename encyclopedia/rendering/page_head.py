"""The head of a page: title, description, addresses, and metadata for search engines and reference managers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings

from encyclopedia.bibliography import FORMATS, links
from encyclopedia.bibliography.head_metadata import Meta, head_metadata
from encyclopedia.bibliography.records.identifiers import doi_address
from encyclopedia.core.documents import Document, SourceDocument
from encyclopedia.rendering.entry_record import entry_address, entry_record
from encyclopedia.rendering.linked_data import linked_data
from encyclopedia.rendering.page_language import in_its_language
from encyclopedia.rendering.page_top import orcid
from encyclopedia.rendering.part_templates import fill
from encyclopedia.rendering.parts import EditionFacts, Library, OtherLanguage
from encyclopedia.rendering.trusted import data_block


@in_its_language
def render_head(
    document: Document,
    library: Library,
    edition: EditionFacts | None,
    *,
    path: str = "",
    as_edition: bool = False,
    translations: Sequence[OtherLanguage] = (),
) -> str:
    """The elements of `head` that are the page's own. Data only: no script is run.

    `as_edition` is for the edition's own page, whose addresses are that edition's; `path` is where the entry is now, if
    not where the document says.
    """
    path = path or f"{document.kind}/{document.slug}"
    entry = entry_address(path)
    permanent = entry_address(path, edition.number) if edition else ""
    address = permanent if as_edition else entry
    is_source = isinstance(document, SourceDocument)
    context = {
        "document": document,
        "edition_number": edition.number if edition and as_edition else 0,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_URL,
        "licence_url": settings.SITE_LICENCE_URL,
        "canonical": entry,
        "alternates": _alternates(document, path, translations),
        "address": address,
        "is_source": is_source,
        "cite_as": _cite_as(document, edition, permanent),
        "open_graph_type": _open_graph_type(document),
        "schema_type": "WebPage" if document.kind in ("source", "page") else "Article",
        "orcids": [] if is_source else list(filter(None, map(_orcid_of, document.authors))),
        "formats": list(FORMATS.values()) if edition else [],
        "has_bibliography": bool(library.sources) and not is_source and not as_edition,
        "metadata": _metadata(document, edition, path=path, url=address),
        "picture": next(iter(library.pictures.values()), None),
        "linked_data": data_block(
            linked_data(
                document,
                library,
                edition,
                path=path,
                as_edition=as_edition,
                translations=translations,
            )
        ),
    }
    return fill("head", context)


def _alternates(
    document: Document, path: str, translations: Sequence[OtherLanguage]
) -> list[tuple[str, str]]:
    """Language and address of each version of the entry, itself among them, as search engines ask for it."""
    if not translations:
        return []
    named = [(other.language, other.path) for other in translations]
    return [(tag, entry_address(at)) for tag, at in sorted([(document.language, path), *named])]


def _metadata(
    document: Document, edition: EditionFacts | None, *, path: str, url: str
) -> list[Meta]:
    """Of a source what it is; of any other entry what the encyclopedia has published. A preview is neither."""
    if isinstance(document, SourceDocument):
        record: dict[str, Any] = {"title": document.title} | document.record
        return head_metadata(record)
    if edition is None:
        return []
    record = entry_record(
        path,
        document.title,
        document.authors,
        number=edition.number,
        published_at=edition.published_at,
        language=document.language,
        url=url,
        doi=edition.doi,
    )
    return [
        *head_metadata(record),
        ("DC.identifier", url),
        ("DC.rights", settings.SITE_LICENCE),
    ]


def _cite_as(document: Document, edition: EditionFacts | None, permanent: str) -> str:
    """The address that is to be cited: of a work its own DOI, since our page of it is no other address of the same."""
    if isinstance(document, SourceDocument):
        return next((link.url for link in links(document.record) if link.kind == "doi"), "")
    return doi_address(edition.doi) if edition and edition.doi else permanent


def _open_graph_type(document: Document) -> str:
    if isinstance(document, SourceDocument) and document.record.get("type") == "book":
        return "book"
    return "website" if document.kind == "page" else "article"


def _orcid_of(author: Any) -> str:
    return orcid(author.orcid)
