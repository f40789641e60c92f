"""By what a reader narrows what was found: links that keep the words, and what was chosen already."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from encyclopedia.dates import parse
from encyclopedia.dates.centuries import century_edtf, read_century
from encyclopedia.models import Kind, Tag
from encyclopedia.rendering.site_language import date_words
from encyclopedia.search import Facets
from encyclopedia.views.reader_view import PLURALS, kind_in, words_in

_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")


@dataclass(frozen=True, slots=True)
class Narrowing:
    """The words, and what was chosen, each "" for nothing: `century` as 19XX, `tag` the slug of a subject."""

    q: str
    kind: str = ""
    tag: str = ""
    century: str = ""
    language: str = ""

    @property
    def asked(self) -> dict[str, Any]:
        """As `search.find` takes it."""
        return {
            "kind": self.kind,
            "tag": self.tag,
            "century": read_century(self.century),
            "language": self.language,
        }

    def link(self, **changed: str) -> str:
        """The address of the first page of what is found with these instead."""
        return "?" + urlencode(
            {name: value for name, value in {**asdict(self), **changed}.items() if value}
        )

    @property
    def chosen(self) -> list[Choice]:
        """What was chosen, each with the address without it; one query where it is a subject."""
        return [
            Choice(_label(name, value), self.link(**{name: ""}))
            for name, value in asdict(self).items()
            if value and name != "q"
        ]

    @property
    def hidden(self) -> dict[str, str]:
        """What the form keeps that has no field of its own."""
        return {name: getattr(self, name) for name in ("tag", "century", "language")}


@dataclass(frozen=True, slots=True)
class Choice:
    label: str
    address: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Group:
    name: str
    title: str
    choices: list[Choice]


def read_narrowing(request: HttpRequest) -> Narrowing:
    """What the address asks for; what is no kind, century or language is left out."""
    century, language = words_in(request, "century", 10), words_in(request, "language", 20)
    return Narrowing(
        q=words_in(request, "q", 200).strip(),
        kind=kind_in(request),
        tag=words_in(request, "tag", 100),
        century=century if read_century(century) is not None else "",
        language=language if _LANGUAGE.fullmatch(language) else "",
    )


def groups(facets: Facets, narrowing: Narrowing) -> Iterator[Group]:
    """The choices that are left, of each group that has any: what all or none of the entries have narrows nothing."""
    total = sum(facets.kinds.values())
    subjects = dict(facets.subjects.keys())
    counted: dict[str, tuple[str, Mapping[str, int]]] = {
        "kind": (_("Kind"), facets.kinds),
        "tag": (_("Subject"), {slug: n for (slug, _name), n in facets.subjects.items()}),
        "century": (_("Century"), {century_edtf(year): n for year, n in facets.centuries.items()}),
        "language": (_("Language"), facets.languages),
    }
    for name, (title, counts) in counted.items():
        choices = [
            Choice(
                subjects[value] if name == "tag" else _label(name, value),
                narrowing.link(**{name: value}),
                count,
            )
            for value, count in counts.items()
            if count < total and value and not getattr(narrowing, name)
        ]
        if choices:
            yield Group(name, title, choices)


def _label(name: str, value: str) -> str:
    if name == "kind":
        return str(PLURALS.get(Kind(value), Kind(value).label))
    if name == "century":
        year = read_century(value)
        return value if year is None else date_words(parse(century_edtf(year)))
    if name == "language":
        return language_name(value)
    return Tag.objects.filter(slug=value).values_list("name", flat=True).first() or value


def language_name(code: str) -> str:
    """The language in the reader's own, where it is known, else its code."""
    try:
        return str(get_language_info(code.lower())["name_translated"])
    except KeyError:
        return code
