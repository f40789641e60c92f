"""The works that one page cites: by citation templates, by short citations, by words alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from editorial.importers.mediawiki.citing import cite_templates
from editorial.importers.mediawiki.citing.cite_dates import year
from editorial.importers.mediawiki.context import Cite, Context
from editorial.importers.mediawiki.templates.template_words import Arguments
from editorial.importers.mediawiki.wikitext.nodes import Template
from encyclopedia.core.messages import Message

MARK_TEMPLATES = frozenset(["sfn", "sfnp", "sfnm", "sfnmp", "snf", "sfn2", "odn"])
SHORT_TEMPLATES = frozenset(
    [
        "harvnb",
        "harvnp",
        "harv",
        "harvtxt",
        "harvp",
        "harvs",
        "harvcol",
        "harvcolnb",
        "harvcoltxt",
        "harvnbsp",
        "harvsp",
        "harvard",
        "hvd",
        "harvmp",
        "harvtxtp",
    ]
) | {"harvard citation", "harvard citation no brackets", "harvard citation text", "harv nb"}
# quotations on some wikis, citations on others: these cite if any parameter has a name
_QUOTING = frozenset({"citation", "cita", "cite", "citat", "источник", "article", "cytat"})
_YEAR = re.compile(r"(?:c\. ?)?\d{4}(?:[-–/]\d{2,4})?[a-z]?\Z|n\.d\.[a-z]?\Z", re.IGNORECASE)

_NAMES_AND_YEAR = re.compile(r"([^\W\d_][^\d():;\"]{1,80}?),?\s*\(?(\d{4}[a-z]?)\)?[.,]?")


def _anchor(names: list[str], dated: str) -> str:
    return "|".join([*(re.sub(r"\W+", "", name.casefold()) for name in names[:4]), dated.lower()])


@dataclass(slots=True)
class Works:
    """Citation templates become sources when first seen; short citations find them by name and year."""

    context: Context
    arguments: Callable[[Template], Arguments]
    words: Callable[[str], str]
    marked: Callable[[str], str]
    cited: dict[int, Cite | None] = field(default_factory=dict)
    anchors: dict[str, dict[str, None]] = field(default_factory=dict)

    def cite(self, node: Template, name: str) -> Cite | None:
        """The citation that a template makes; None when it cites no work that can be named."""
        if node.start in self.cited:
            earlier = self.cited[node.start]
            return earlier and Cite(earlier.key, earlier.locator, earlier.quotation)
        arguments = self.arguments(node)
        parameters = {key: self.words(value) for key, value in arguments.values.items()}
        mapping = self.context.mappings.get(name)
        mapping = mapping if mapping and mapping.what == "cite" else None
        cites = cite_templates.is_citation(name) or mapping is not None
        if not cites and not cite_templates.looks_like_citation(parameters):
            self.cited[node.start] = None
            return None
        if name in _QUOTING and all(key.isdecimal() for key in parameters):
            self.cited[node.start] = None
            return None
        cited_work = cite_templates.read(name, parameters, self.context.language, mapping)
        line = self.context.lines(node.start)
        if cited_work is None:
            self.cited[node.start] = None
            self.context.tell(
                "{{" + name + "}}", Message("wiki_citation_of_no_work"), str(parameters), line
            )
            return None
        if name not in cite_templates.TYPES and mapping is None:
            self.context.tell(
                "{{" + name + "}}", Message("wiki_citation_unknown_template"), "", line
            )
        key = self.add(cited_work.record)
        cite = self.cited[node.start] = Cite(key, cited_work.locator, cited_work.quotation)
        self._anchor(key, cited_work.record, parameters)
        return Cite(cite.key, cite.locator, cite.quotation)

    def add(self, record: dict[str, Any]) -> str:
        key = self.context.sources.add(record)
        self.context.cited.setdefault(key)
        return key

    def _anchor(self, key: str, record: dict[str, Any], parameters: dict[str, str]) -> None:
        anchor = re.sub(r"\W+", "", parameters.get("ref", "").casefold())
        if anchor.startswith("citeref"):
            self.anchors.setdefault(anchor.removeprefix("citeref"), {})[key] = None
        names = [
            name.get("family") or name.get("literal", "")
            for name in record.get("author") or record.get("editor") or []
        ]
        date_text = f"{parameters.get('date', '')} {parameters.get('year', '')}"
        letter = re.search(r"\d{4}([a-z])\b", date_text)
        if names:
            of_year = year(record.get("issued")) + (letter.group(1) if letter else "")
            self.anchors.setdefault(_anchor(names, of_year), {})[key] = None

    def short(self, arguments: Arguments) -> list[Cite]:
        """What {{sfn}}, {{harvnb}} and similar templates cite; {{sfnm}} cites several works.

        A work that is not on the page is cited by the words of the short citation.
        """
        if arguments.name in {"sfnm", "sfnmp", "harvmp"}:
            return [self._one_short(part) for part in _split_citations(arguments)]
        return [self._one_short(arguments)]

    def named(self, text: str) -> str:
        """The key of the work on this page that "Smith (2009)" or "Smith & Jones 2009" must mean.

        Empty unless the text is family names and a year, and exactly one work matches them.
        """
        match = _NAMES_AND_YEAR.fullmatch(text)
        if match is None:
            return ""
        people = [
            part
            for part in re.split(r"\s*(?:,|&|\band\b|\bund\b|\bet\b|\by\b)\s*", match.group(1))
            if part
        ]
        keys = self.anchors.get(_anchor(people, match.group(2)), {})
        return next(iter(keys)) if len(keys) == 1 else ""

    def _one_short(self, arguments: Arguments) -> Cite:
        parts = [self.words(part) for part in arguments.positional()]
        parts = [part for part in parts if part]
        position = next((n for n, part in enumerate(parts) if n and _YEAR.match(part)), len(parts))
        names, of_year = parts[:position], "".join(parts[position : position + 1])
        locator = short_locator(arguments, self.words, parts[position + 1 :])
        words = _joined(names, of_year)
        keys = self.anchors.get(_anchor(names, of_year))
        if not keys:
            keys = self.anchors.get(re.sub(r"\W+", "", "".join([*names, of_year]).casefold()), {})
        if len(keys) == 1:
            key = next(iter(keys))
        else:
            code = "wiki_short_citation_several" if keys else "wiki_short_citation_none"
            self.context.tell("{{" + arguments.name + "}}", Message(code), words)
            key = self.add({"type": "document", "title": words or arguments.name})
        ending = f", {locator}" if locator else ""
        return Cite(key, locator, words=f"{words}{ending}")


def short_locator(
    arguments: Arguments, words: Callable[[str], str], rest: list[str] | None = None
) -> str:
    """The place in the work that a short citation gives: "p. 4", "pp. 3–5", "ch. 2"."""
    if page := words(arguments.get("p", "page", "s", "pg")):
        return f"p. {page}"
    if pages := words(arguments.get("pp", "pages", "ps/none")):
        return f"pp. {pages}"
    if at := words(arguments.get("loc", "at", "en", "chap")):
        return at
    last = (rest or [""])[0]
    if re.fullmatch(r"(?:pp?\.?\s*)?\d[\d\s,–-]*", last):
        number = last.lstrip("p. ")
        return f"{'pp.' if re.search('[,–-]', number) else 'p.'} {number}"
    return last


def _joined(names: list[str], of_year: str) -> str:
    people = " & ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    return f"{people} {of_year}".strip()


def _split_citations(arguments: Arguments) -> list[Arguments]:
    """{{sfnm|1a1=Smith|1y=2000|1p=3|2a1=…}} and {{sfnm|Smith|2000|p=3|…}} as single ones."""
    citations: list[Arguments] = []
    numbers = sorted({int(key[0]) for key in arguments.values if re.match(r"\d(?:a\d|y)", key)})
    for number in numbers:
        own_values = {
            key[1:]: value for key, value in arguments.values.items() if key.startswith(str(number))
        }
        names = [own_values[f"a{n}"] for n in range(1, 6) if own_values.get(f"a{n}")]
        values = {str(n): value for n, value in enumerate([*names, own_values.get("y", "")], 1)}
        values |= {key: own_values[key] for key in ("p", "pp", "loc") if key in own_values}
        citations.append(Arguments("sfn", values))
    if citations:
        return citations
    group: list[str] = []
    for part in arguments.positional():
        group.append(part)
        if _YEAR.match(part):
            number = len(citations) + 1
            values = {str(n): value for n, value in enumerate(group, 1)}
            values |= {
                key: arguments.values[f"{number}{key}"]
                for key in ("p", "pp", "loc")
                if f"{number}{key}" in arguments.values
            }
            citations.append(Arguments("sfn", values))
            group = []
    return citations or [Arguments("sfn", arguments.values)]
