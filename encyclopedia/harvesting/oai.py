"""OAI-PMH 2.0 (openarchives.org/OAI/openarchivesprotocol.html): the entries for catalogues, by GET and by POST."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from encyclopedia.harvesting import datacite, dublin_core
from encyclopedia.harvesting.described import KINDS, Described
from encyclopedia.harvesting.oai_records import (
    KIND_SET,
    LONG_AGO,
    Item,
    earliest,
    item,
    listed,
    subject_set,
)
from encyclopedia.harvesting.oai_request import (
    Asked,
    OaiError,
    Place,
    bad_token,
    read_request,
    token,
)
from encyclopedia.harvesting.xml import DECLARATION, Xml, element
from encyclopedia.models import Tag
from encyclopedia.serving.caching import cache_control
from encyclopedia.views.reader_view import PLURALS

NAMESPACE = "http://www.openarchives.org/OAI/2.0/"
SCHEMA = "http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"
MAX_ITEMS = 50
MAX_SETS = 200
MAX_ID = 2**31 - 1
# What a format is called, its schema and namespace, and who writes it.
FORMATS: Mapping[str, tuple[str, str, Callable[[Described], Xml]]] = {
    dublin_core.PREFIX: (dublin_core.SCHEMA, dublin_core.NAMESPACE, dublin_core.dublin_core),
    datacite.PREFIX: (datacite.SCHEMA, datacite.NAMESPACE, datacite.datacite),
}


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest) -> HttpResponse:
    """The answer to one request of a harvester; what is wrong with it is said in the answer, with status 200."""
    echoed: Mapping[str, str] = {}
    sent = request.POST if request.method == "POST" else request.GET
    try:
        asked = read_request(sent)
        echoed = {"verb": asked.verb, **asked.arguments}
        content = element(asked.verb, *_VERBS[asked.verb](asked))
    except OaiError as error:
        if error.code == "badResumptionToken":
            echoed = {name: str(sent[name]) for name in ("verb", "resumptionToken")}
        content = element("error", error.words, code=error.code)
    root = element(
        "OAI-PMH",
        element("responseDate", _second(timezone.now())),
        element("request", f"{settings.SITE_URL}/oai/", **echoed),
        content,
        xmlns=NAMESPACE,
        xmlns__xsi=dublin_core.XSI,
        xsi__schemaLocation=f"{NAMESPACE} {SCHEMA}",
    )
    headers = {"Cache-Control": cache_control()}
    return HttpResponse(DECLARATION + root, content_type="text/xml; charset=utf-8", headers=headers)


def _identify(asked: Asked) -> Iterator[Xml]:
    yield element("repositoryName", settings.SITE_NAME)
    yield element("baseURL", f"{settings.SITE_URL}/oai/")
    yield element("protocolVersion", "2.0")
    yield element("adminEmail", settings.DEFAULT_FROM_EMAIL)
    yield element("earliestDatestamp", _second(earliest()))
    yield element("deletedRecord", "persistent")
    yield element("granularity", "YYYY-MM-DDThh:mm:ssZ")


def _list_formats(asked: Asked) -> Iterator[Xml]:
    if "identifier" in asked.arguments:
        _known(asked.identifier)
    for prefix, (schema, namespace, _write) in FORMATS.items():
        yield element(
            "metadataFormat",
            element("metadataPrefix", prefix),
            element("schema", schema),
            element("metadataNamespace", namespace),
        )


def _list_sets(asked: Asked) -> Iterator[Xml]:
    """The kinds, then the subjects by their ids."""
    last = min(asked.after.id.int, MAX_ID) if asked.after else 0
    if not asked.after:
        for kind in KINDS:
            yield _set(KIND_SET + kind, str(PLURALS[kind]))
    tags = list(Tag.objects.filter(pk__gt=last).order_by("pk")[: MAX_SETS + 1])
    if asked.after and not tags:
        # A list of no sets is no answer by the protocol's schema.
        raise bad_token()
    for tag in tags[:MAX_SETS]:
        yield _set(subject_set(tag.slug), tag.name)
    seen = asked.after.seen if asked.after else 0
    place = None
    if len(tags) > MAX_SETS:
        place = Place(LONG_AGO, UUID(int=tags[MAX_SETS - 1].pk), seen + MAX_SETS)
    yield _resumption(asked, place)


def _set(spec: str, name: str) -> Xml:
    return element("set", element("setSpec", spec), element("setName", name))


def _list_identifiers(asked: Asked) -> Iterator[Xml]:
    items, place = _listed(asked)
    yield from map(_header, items)
    yield _resumption(asked, place)


def _list_records(asked: Asked) -> Iterator[Xml]:
    items, place = _listed(asked)
    for listed_item in items:
        yield _record(listed_item, asked.prefix)
    yield _resumption(asked, place)


def _get_record(asked: Asked) -> Iterator[Xml]:
    known = _known(asked.identifier)
    _check_format(asked.prefix)
    yield _record(known, asked.prefix)


def _listed(asked: Asked) -> tuple[Sequence[Item], Place | None]:
    _check_format(asked.prefix)
    items, place = listed(asked, MAX_ITEMS)
    if not items:
        raise OaiError("noRecordsMatch", _("Nothing was changed in this span and set."))
    return items, place


def _check_format(prefix: str) -> None:
    if prefix not in FORMATS:
        words = _("The formats are %(names)s.") % {"names": ", ".join(FORMATS)}
        raise OaiError("cannotDisseminateFormat", words)


def _known(identifier: str) -> Item:
    known = item(identifier)
    if known is None:
        raise OaiError("idDoesNotExist", _("No entry has or had this identifier."))
    return known


def _header(item: Item) -> Xml:
    return element(
        "header",
        element("identifier", item.identifier),
        element("datestamp", _second(item.moment)),
        *(element("setSpec", name) for name in item.sets),
        status="" if item.described else "deleted",
    )


def _record(item: Item, prefix: str) -> Xml:
    header = _header(item)
    if item.described is None:
        return element("record", header)
    write = FORMATS[prefix][2]
    return element("record", header, element("metadata", write(item.described)))


def _resumption(asked: Asked, place: Place | None) -> Xml:
    """Where the list goes on; at the end of a list in several parts an empty one, as the protocol asks."""
    if place is None and asked.after is None:
        return Xml("")
    seen = asked.after.seen if asked.after else 0
    return element("resumptionToken", token(asked, place) if place else "", cursor=str(seen))


def _second(moment: datetime) -> str:
    return f"{moment.astimezone(UTC).replace(tzinfo=None, microsecond=0).isoformat()}Z"


_VERBS: Mapping[str, Callable[[Asked], Iterator[Xml]]] = {
    "Identify": _identify,
    "ListMetadataFormats": _list_formats,
    "ListSets": _list_sets,
    "ListIdentifiers": _list_identifiers,
    "ListRecords": _list_records,
    "GetRecord": _get_record,
}
