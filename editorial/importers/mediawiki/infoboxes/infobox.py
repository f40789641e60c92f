"""Infoboxes: the kind of entry they propose, their facts with citations, and what is left of them."""

from __future__ import annotations

import tomllib
from pathlib import Path

from editorial.importers.mediawiki.citing.ref_tags import References
from editorial.importers.mediawiki.infoboxes.infobox_facts import (
    FactReader,
    InfoboxContent,
    spelling,
)
from editorial.importers.mediawiki.templates.template_words import Arguments
from editorial.importers.mediawiki.writing.wiki_figures import Render
from encyclopedia.core.documents import KINDS, Kind
from encyclopedia.core.properties import PROPERTIES

_TABLE = tomllib.loads((Path(__file__).parent / "infobox.toml").read_text("utf-8"))
_PREFIXES = tuple(_TABLE["prefixes"])
_SUFFIXES = tuple(_TABLE["suffixes"])
_NAMES = frozenset(_TABLE["names"]) | {"personendaten", "persondata"}
_EXCEPT = frozenset(_TABLE["except"])
_KINDS: tuple[Kind, ...] = ("person", "organisation")
_WORDS = {kind: frozenset(_TABLE[kind]["words"]) for kind in _KINDS}


_FIELDS: dict[Kind, dict[str, str]] = {
    kind: {
        spelling(alias): name
        for name, aliases in _TABLE["fields"][kind].items()
        for alias in aliases
    }
    for kind in _KINDS
}


def fields_of(kind: str) -> tuple[str, ...]:
    """The fields of a kind of entry that a person may map parameters to, in the order of its properties.

    A date and a place that go together are two: `born_date`, `born_place`.
    """
    fields: list[str] = []
    for definition in PROPERTIES.values():
        if kind not in definition.kinds or definition.takes == "identifier":
            continue
        occasion = definition.main == ("date", "place")
        fields += (
            [f"{definition.name}_date", f"{definition.name}_place"]
            if occasion
            else [definition.name]
        )
    return tuple(fields)


def usual_fact(parameter: str, kind: str) -> str:
    """What a parameter of this name usually holds in boxes of this kind of entry; else ""."""
    known = next((known for known in _KINDS if known == kind), None)
    return _FIELDS[known].get(spelling(parameter), "") if known else ""


def is_infobox(name: str) -> bool:
    """Is a template of this name (lower case) an infobox?"""
    if name in _EXCEPT:
        return False
    return name in _NAMES or name.startswith(_PREFIXES) or name.endswith(_SUFFIXES)


def kind_of(arguments: Arguments, language: str) -> Kind | None:
    """The kind of entry an infobox is made for: person, organisation, or None for anything else."""
    name = (
        arguments.name.partition("/")[0]
        if not arguments.name.startswith("info/")
        else arguments.name
    )
    if name in {"personendaten", "persondata", "bio"}:
        return "person"
    for prefix in ("infobox ", "info/", "ficha de ", "ficha ", "карточка "):
        name = name.removeprefix(prefix)
    name = name.removesuffix(" infobox").strip(" -")
    if name == "musical artist" or name == "musique (artiste)":
        group = "group" in arguments.get("background", "charte").lower()
        return "organisation" if group else "person"
    parts = name.replace("(", " ").replace(")", " ").split()
    for kind in _KINDS:
        if name in _WORDS[kind] or name.rstrip("0123456789") in _WORDS[kind]:
            return kind
    # in English the noun is last ("political party"), in Romance languages first ("partido político")
    ends = [parts[-1:]] if language == "en" else [parts[:1], parts[-1:]]
    for end in ends:
        for kind in _KINDS:
            if end and end[0] in _WORDS[kind]:
                return kind
    return None


def read_infoboxes(
    infoboxes: list[Arguments], references: References, render: Render
) -> InfoboxContent:
    """The facts of the infoboxes of the page's subject; every citation of the others stays in `rows`."""
    content = InfoboxContent()
    subject = [references.context.page.title]
    context = references.context
    for arguments in infoboxes:
        mapping = context.mappings.get(arguments.name)
        kind = kind_of(arguments, context.language)
        fields = _FIELDS.get(kind, {}) if kind else {}
        if mapping and mapping.what == "infobox" and not is_infobox(arguments.name):
            kind = next((known for known in KINDS if known == mapping.kind), kind)
            fields = {
                **_FIELDS.get(kind or "article", {}),
                **{spelling(name): into for name, into in mapping.fields.items()},
            }
        reader = FactReader(arguments, references, content)
        reader.picture(render)
        if kind and content.kind in (None, kind) and reader.is_about(subject):
            subject.append(reader.name())
            content.kind = kind
            reader.facts(fields)
        reader.rest()
    return content
