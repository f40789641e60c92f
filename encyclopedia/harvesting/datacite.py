"""DataCite's metadata (kernel 4.5): of an entry for those who harvest, of an edition for whoever registers its DOI."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from encyclopedia.core.documents import Author
from encyclopedia.harvesting.described import KINDS, Described, described
from encyclopedia.harvesting.dublin_core import XSI
from encyclopedia.harvesting.xml import DECLARATION, Xml, element, elements
from encyclopedia.models import EditionDoi, EditionState
from encyclopedia.rendering.entry_record import is_body
from encyclopedia.rendering.page_top import orcid
from encyclopedia.views.editions import edition_of, entry_of_editions, withdrawn
from encyclopedia.views.moved_and_withdrawn import elsewhere
from encyclopedia.views.reader_view import for_readers

PREFIX = "datacite"
NAMESPACE = "http://datacite.org/schema/kernel-4"
SCHEMA = "https://schema.datacite.org/meta/kernel-4.5/metadata.xsd"
# Roles as authors type them, and what DataCite calls them; every other is "Other".
_ROLES = {"editor": "Editor", "researcher": "Researcher", "supervisor": "Supervisor"}


@for_readers
def edition(request: HttpRequest, kind: str, slug: str, number: int) -> HttpResponseBase:
    """The metadata of one edition; 404 for what is no entry of the work itself, 410 for what was withdrawn."""
    if kind not in KINDS:
        raise Http404
    entry = entry_of_editions(kind, slug)
    if entry is None:
        return elsewhere(request, kind, slug, f"@{number}/datacite.xml")
    edition = edition_of(entry, number)
    if edition.state == EditionState.WITHDRAWN:
        return withdrawn(request, entry, edition)
    before = EditionDoi.objects.filter(edition__entry_id=entry.pk, edition__number=number - 1)
    doi_before = before.values_list("doi", flat=True).first() or ""
    body = DECLARATION + datacite(described(edition, as_edition=True, doi_before=doi_before))
    return HttpResponse(body, content_type="application/vnd.datacite.datacite+xml; charset=utf-8")


def datacite(described: Described) -> Xml:
    """The entry's DOI identifies the entry, an edition's the edition; what has none is identified by its address."""
    document = described.document
    is_edition = described.address == described.edition_address
    day = timezone.localtime(described.published_at, timezone.get_default_timezone()).date()
    doi = described.edition_doi if is_edition else described.doi
    children = [
        element("identifier", doi or described.address, identifierType="DOI" if doi else "URL"),
        element("creators", *(_named("creator", author) for author in described.authors)),
        element("titles", element("title", document.title, xml__lang=document.language)),
        element("publisher", settings.SITE_NAME),
        element("publicationYear", f"{day.year:04d}"),
        element("resourceType", _("Encyclopedia entry"), resourceTypeGeneral="Text"),
        _list("subjects", elements("subject", document.tags)),
        _list(
            "contributors",
            *(
                _named("contributor", author, _ROLES.get(author.role.lower(), "Other"))
                for author in described.contributors
            ),
        ),
        element("dates", element("date", day.isoformat(), dateType="Issued")),
        element("language", document.language),
        _list(
            "alternateIdentifiers",
            element("alternateIdentifier", described.address, alternateIdentifierType="URL")
            if doi
            else "",
        ),
        element("relatedIdentifiers", *_related(described, is_edition=is_edition)),
        element("formats", element("format", "text/html")),
        element("version", str(described.number)),
        element(
            "rightsList",
            element("rights", settings.SITE_LICENCE, rightsURI=settings.SITE_LICENCE_URL),
        ),
        _list(
            "descriptions",
            *(
                [
                    element(
                        "description",
                        document.summary,
                        xml__lang=document.language,
                        descriptionType="Abstract",
                    )
                ]
                if document.summary
                else []
            ),
        ),
    ]
    return element(
        "resource",
        *children,
        xmlns=NAMESPACE,
        xmlns__xsi=XSI,
        xsi__schemaLocation=f"{NAMESPACE} {SCHEMA}",
    )


def _list(name: str, *items: str) -> Xml:
    """The element that holds a list; nothing for an empty one."""
    return element(name, *items) if any(items) else Xml("")


def _named(name: str, author: Author, kind: str = "") -> Xml:
    """A creator, or a contributor of this kind; a body is an organisation, and so is the site, which has no role."""
    organisation = is_body(author) or (author.name == settings.SITE_NAME and not author.role)
    number = orcid(author.orcid)
    parts = [
        element(
            f"{name}Name",
            author.name,
            nameType="Organizational" if organisation else "Personal",
        )
    ]
    if number:
        parts.append(
            element(
                "nameIdentifier",
                number,
                nameIdentifierScheme="ORCID",
                schemeURI="https://orcid.org",
            )
        )
    if author.affiliation:
        parts.append(element("affiliation", author.affiliation))
    return element(name, *parts, contributorType=kind)


def _related(described: Described, *, is_edition: bool) -> list[Xml]:
    """The site, the entry or the edition, and the edition before it."""
    related = [("IsPublishedIn", "URL", f"{settings.SITE_URL}/")]
    if not is_edition:
        own = described.edition_doi
        related.append(("HasVersion", "DOI" if own else "URL", own or described.edition_address))
    elif described.doi:
        related.append(("IsVersionOf", "DOI", described.doi))
    else:
        related.append(("IsVersionOf", "URL", described.entry_address))
    if is_edition and described.number > 1:
        own = described.doi_before
        before = own or f"{described.entry_address}@{described.number - 1}/"
        related.append(("IsNewVersionOf", "DOI" if own else "URL", before))
    return [
        element("relatedIdentifier", target, relatedIdentifierType=kind, relationType=relation)
        for relation, kind, target in related
    ]
