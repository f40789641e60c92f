"""The rules of OAI-PMH 2.0 for an answer, and those of its two formats; written from the text of the protocol."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from xml.etree import ElementTree

OAI = "{http://www.openarchives.org/OAI/2.0/}"
OAI_DC = "{http://www.openarchives.org/OAI/2.0/oai_dc/}"
DC = "{http://purl.org/dc/elements/1.1/}"
XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
XML = "{http://www.w3.org/XML/1998/namespace}"
DATACITE = "{http://datacite.org/schema/kernel-4}"
ERRORS = {
    "badArgument", "badResumptionToken", "badVerb", "cannotDisseminateFormat", "idDoesNotExist", "noRecordsMatch",
    "noMetadataFormats", "noSetHierarchy",
}  # fmt: skip
CONTENT = {
    "Identify": "repositoryName baseURL protocolVersion adminEmail+ earliestDatestamp deletedRecord granularity",
    "ListMetadataFormats": "metadataFormat+",
    "ListSets": "set+ resumptionToken?",
    "ListIdentifiers": "header+ resumptionToken?",
    "ListRecords": "record+ resumptionToken?",
    "GetRecord": "record",
}
SIMPLE = {
    "title", "creator", "subject", "description", "publisher", "contributor", "date", "type", "format", "identifier",
    "source", "language", "relation", "coverage", "rights",
}  # fmt: skip
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
SET = re.compile(r"[A-Za-z0-9_.!~*'()-]+(:[A-Za-z0-9_.!~*'()-]+)*")
PREFIX = re.compile(r"[A-Za-z0-9_.!~*'()-]+")
RELATIONS = {"IsPublishedIn", "HasVersion", "IsVersionOf", "IsNewVersionOf", "References"}


def faults(body: bytes) -> list[str]:
    """What is wrong with an answer, in words; nothing where every rule is kept."""
    root = ElementTree.fromstring(body)
    if root.tag != f"{OAI}OAI-PMH":
        return [f"the root is {root.tag}"]
    found = []
    if not root.get(f"{XSI}schemaLocation", "").startswith(OAI[1:-1] + " "):
        found.append("no schemaLocation")
    names = [child.tag.removeprefix(OAI) for child in root]
    if names[:2] != ["responseDate", "request"] or len(names) < 3:
        return [*found, f"holds {names}"]
    found += _moment(root.findtext(f"{OAI}responseDate", ""))
    request = root[1]
    if "error" in names:
        codes = {error.get("code") for error in root.findall(f"{OAI}error")}
        found += [f"no error is called {code}" for code in codes - ERRORS]
        if codes & {"badVerb", "badArgument"} and request.attrib:
            found.append("a request that cannot be read is told with attributes")
        if set(names[2:]) != {"error"}:
            found.append("an error beside something else")
        return found
    if names[2:] != [request.get("verb")]:
        return [*found, f"{request.get('verb')} is answered with {names[2:]}"]
    return [*found, *_content(names[2], root[2])]


def _content(verb: str, content: ElementTree.Element) -> Iterable[str]:
    names = "".join(f"{child.tag.removeprefix(OAI)} " for child in content)
    pattern = "".join(
        f"({name.rstrip('+?')} ){name[len(name.rstrip('+?')) :]}" for name in CONTENT[verb].split()
    )
    if not re.fullmatch(pattern, names):
        yield f"{verb} holds {names}"
    if verb == "Identify":
        yield from _identify(content)
    for form in content.findall(f"{OAI}metadataFormat"):
        parts = [part.tag.removeprefix(OAI) for part in form]
        if parts != ["metadataPrefix", "schema", "metadataNamespace"]:
            yield f"a format holds {parts}"
        if not PREFIX.fullmatch(form.findtext(f"{OAI}metadataPrefix", "")):
            yield "a format's prefix"
    for subset in content.findall(f"{OAI}set"):
        if not SET.fullmatch(subset.findtext(f"{OAI}setSpec", "")):
            yield f"no name of a set: {subset.findtext(f'{OAI}setSpec')}"
        if not subset.findtext(f"{OAI}setName"):
            yield "a set without a name"
    for header in content.iter(f"{OAI}header"):
        yield from _header(header)
    for record in content.findall(f"{OAI}record"):
        yield from _record(record)


def _identify(content: ElementTree.Element) -> Iterable[str]:
    told = {child.tag.removeprefix(OAI): child.text or "" for child in content}
    if told["protocolVersion"] != "2.0":
        yield "another version"
    if told["deletedRecord"] not in ("no", "transient", "persistent"):
        yield told["deletedRecord"]
    if told["granularity"] not in ("YYYY-MM-DD", "YYYY-MM-DDThh:mm:ssZ"):
        yield told["granularity"]
    if not re.fullmatch(r"\S+@(\S+\.)*\S+", told["adminEmail"]):
        yield told["adminEmail"]
    yield from _moment(told["earliestDatestamp"])


def _header(header: ElementTree.Element) -> Iterable[str]:
    names = "".join(f"{child.tag.removeprefix(OAI)} " for child in header)
    if not re.fullmatch(r"identifier datestamp (setSpec )*", names):
        yield f"a header holds {names}"
    if not re.fullmatch(r"oai:[\w.-]+:\S+", header.findtext(f"{OAI}identifier", "")):
        yield "an identifier"
    yield from _moment(header.findtext(f"{OAI}datestamp", ""))
    for subset in header.findall(f"{OAI}setSpec"):
        if not SET.fullmatch(subset.text or ""):
            yield f"no name of a set: {subset.text}"
    if header.get("status") not in (None, "deleted"):
        yield f"status {header.get('status')}"


def _record(record: ElementTree.Element) -> Iterable[str]:
    names = [child.tag.removeprefix(OAI) for child in record]
    is_deleted = record[0].get("status") == "deleted"
    if names != (["header"] if is_deleted else ["header", "metadata"]):
        yield f"a record holds {names}"
    for metadata in record.findall(f"{OAI}metadata"):
        if len(metadata) != 1:
            yield "metadata of several roots"
        elif metadata[0].tag == f"{OAI_DC}dc":
            yield from dublin_core_faults(metadata[0])
        else:
            yield from datacite_faults(metadata[0])


def dublin_core_faults(root: ElementTree.Element) -> Iterable[str]:
    if not root.get(f"{XSI}schemaLocation"):
        yield "Dublin Core without its schema"
    for child in root:
        if child.tag.removeprefix(DC) not in SIMPLE:
            yield f"{child.tag} is not of Dublin Core"
        if not (child.text or "").strip() or len(child):
            yield f"{child.tag} has no words"


def datacite_faults(root: ElementTree.Element) -> Iterable[str]:
    """The shape of DataCite's kernel 4.5, as far as its mandatory and recommended properties go."""
    if root.tag != f"{DATACITE}resource":
        yield f"the root is {root.tag}"
        return
    names = [child.tag.removeprefix(DATACITE) for child in root]
    yield from (f"{name} twice" for name in set(names) if names.count(name) > 1)
    for required in ("identifier", "creators", "titles", "publisher", "publicationYear"):
        if required not in names:
            yield f"no {required}"
    yield from (f"{child.tag} is empty" for child in root.iter() if not (len(child) or child.text))
    for name, inner in (("creators", "creator"), ("contributors", "contributor")):
        for child in root.findall(f"{DATACITE}{name}/"):
            parts = [part.tag.removeprefix(DATACITE) for part in child]
            if child.tag != DATACITE + inner or parts[:1] != [f"{inner}Name"]:
                yield f"{name} hold {parts}"
            if child[0].get("nameType") not in ("Personal", "Organizational"):
                yield "a name of no type"
            if (inner == "contributor") != bool(child.get("contributorType")):
                yield "the type of a contributor"
            for number in child.findall(f"{DATACITE}nameIdentifier"):
                if not number.get("nameIdentifierScheme"):
                    yield "an identifier without its scheme"
    if not re.fullmatch(r"[12]\d{3}", root.findtext(f"{DATACITE}publicationYear", "")):
        yield "the year"
    kind = root.find(f"{DATACITE}resourceType")
    if kind is None or kind.get("resourceTypeGeneral") != "Text":
        yield "no type"
    for identifier in root.findall(f"{DATACITE}identifier[@identifierType='DOI']"):
        if not re.fullmatch(r"10\.\d{4,9}/\S+", identifier.text or ""):
            yield "no DOI"
    for date in root.findall(f"{DATACITE}dates/{DATACITE}date"):
        if date.get("dateType") != "Issued" or not re.fullmatch(
            r"\d{4}-\d\d-\d\d", date.text or ""
        ):
            yield f"the date {date.text}"
    for related in root.findall(f"{DATACITE}relatedIdentifiers/"):
        if related.get("relatedIdentifierType") not in ("DOI", "URL"):
            yield "a related identifier of no type"
        if related.get("relationType") not in RELATIONS:
            yield f"the relation {related.get('relationType')}"
    for description in root.findall(f"{DATACITE}descriptions/"):
        if description.get("descriptionType") != "Abstract":
            yield "a description of no type"


def _moment(text: str) -> Iterable[str]:
    if not MOMENT.fullmatch(text):
        yield f"{text} is no moment"
    else:
        datetime.fromisoformat(text.replace("Z", "+00:00"))
