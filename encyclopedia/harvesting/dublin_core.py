"""Dublin Core as OAI-PMH asks for it (`oai_dc`)."""

from __future__ import annotations

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from encyclopedia.bibliography.records.identifiers import doi_address
from encyclopedia.harvesting.described import Described
from encyclopedia.harvesting.xml import Xml, element, elements

PREFIX = "oai_dc"
NAMESPACE = "http://www.openarchives.org/OAI/2.0/oai_dc/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
XSI = "http://www.w3.org/2001/XMLSchema-instance"


def dublin_core(described: Described) -> Xml:
    document = described.document
    dois = [doi_address(doi) for doi in (described.doi, described.edition_doi) if doi]
    day = timezone.localtime(described.published_at, timezone.get_default_timezone()).date()
    parts = [
        elements("dc:title", [document.title]),
        elements("dc:creator", [author.name for author in described.authors]),
        elements("dc:contributor", [author.name for author in described.contributors]),
        elements("dc:subject", document.tags),
        elements("dc:description", [document.summary]),
        elements("dc:publisher", [settings.SITE_NAME]),
        elements("dc:date", [day.isoformat()]),
        elements("dc:type", ["Text", _("Encyclopedia entry")]),
        elements("dc:format", ["text/html"]),
        elements("dc:identifier", [described.address, *dois]),
        elements("dc:language", [document.language]),
        elements("dc:relation", [described.edition_address]),
        elements("dc:rights", [settings.SITE_LICENCE, settings.SITE_LICENCE_URL]),
    ]
    return element(
        "oai_dc:dc",
        *parts,
        xmlns__oai_dc=NAMESPACE,
        xmlns__dc="http://purl.org/dc/elements/1.1/",
        xmlns__xsi=XSI,
        xsi__schemaLocation=f"{NAMESPACE} {SCHEMA}",
    )
