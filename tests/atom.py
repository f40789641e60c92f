"""What RFC 4287 asks of a feed, as far as a reader of feeds relies on it; written from the text of the standard."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from xml.etree import ElementTree

ATOM = "{http://www.w3.org/2005/Atom}"
_IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_ONCE_IN_FEED = ("id", "title", "updated")
_AT_MOST_ONCE = ("generator", "icon", "logo", "rights", "subtitle", "published", "summary")


def faults(body: bytes) -> list[str]:
    """What is wrong with a feed, in words; nothing for a valid one."""
    feed = ElementTree.fromstring(body)
    if feed.tag != f"{ATOM}feed":
        return [f"the root is {feed.tag}"]
    entries = feed.findall(f"{ATOM}entry")
    found = list(_faults_of(feed, "feed"))
    if not feed.findall(f"{ATOM}link[@rel='self']"):  # 4.1.1: SHOULD
        found.append("feed: no link to itself")
    authored = feed.find(f"{ATOM}author") is not None
    for number, entry in enumerate(entries):
        found += _faults_of(entry, f"entry {number}")
        if not authored and entry.find(f"{ATOM}author") is None:  # 4.1.1, 4.1.2
            found.append(f"entry {number}: no author, and none of the feed")
        if entry.find(f"{ATOM}content") is None and not _alternates(entry):  # 4.1.2
            found.append(f"entry {number}: neither content nor an alternate link")
    ids = Counter(entry.findtext(f"{ATOM}id") for entry in entries)
    found += [f"id {name} {times} times" for name, times in ids.items() if times > 1]
    return found


def _faults_of(element: ElementTree.Element, name: str) -> Iterable[str]:
    counts = Counter(child.tag.removeprefix(ATOM) for child in element)
    for required in _ONCE_IN_FEED:
        if counts[required] != 1:
            yield f"{name}: {counts[required]} of {required}"
    for optional in _AT_MOST_ONCE:
        if counts[optional] > 1:
            yield f"{name}: {counts[optional]} of {optional}"
    if not _IRI.fullmatch(element.findtext(f"{ATOM}id", "")):
        yield f"{name}: its id is no IRI"
    for moment in (*element.findall(f"{ATOM}updated"), *element.findall(f"{ATOM}published")):
        if not _MOMENT.fullmatch(moment.text or ""):
            yield f"{name}: {moment.text} is no date of RFC 3339"
        else:
            datetime.fromisoformat(str(moment.text))
    for author in element.findall(f"{ATOM}author"):
        if len(author.findall(f"{ATOM}name")) != 1 or not author.findtext(f"{ATOM}name"):
            yield f"{name}: an author without a name"
        if len(author.findall(f"{ATOM}uri")) > 1:
            yield f"{name}: an author with two addresses"
    for link in element.findall(f"{ATOM}link"):
        if not _IRI.fullmatch(link.get("href", "")):
            yield f"{name}: a link to {link.get('href')}"
    for category in element.findall(f"{ATOM}category"):
        if not category.get("term"):
            yield f"{name}: a category without a term"
    kinds = Counter((link.get("type"), link.get("hreflang")) for link in _alternates(element))
    if any(times > 1 for times in kinds.values()):  # 4.1.1, 4.1.2
        yield f"{name}: two alternate links alike"


def _alternates(element: ElementTree.Element) -> list[ElementTree.Element]:
    links = element.findall(f"{ATOM}link")
    return [link for link in links if link.get("rel", "alternate") == "alternate"]
