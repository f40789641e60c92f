"""What a template means, by the table in `known_templates.toml`. An unknown one keeps its prose."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from editorial.importers.mediawiki.templates.template_words import HANDLERS, Arguments
from editorial.importers.mediawiki.wikitext.nodes import ATOM_OPEN

_TABLE = tomllib.loads((Path(__file__).parent / "known_templates.toml").read_text("utf-8"))
_DROP = frozenset(_TABLE["drop"])
_DROP_PREFIXES = tuple(_TABLE["drop_prefixes"])
_DROP_SUFFIXES = tuple(_TABLE["drop_suffixes"])
_NEEDED = frozenset(_TABLE["citation_needed"]["names"])
_NEEDED_TEXT: dict[str, str] = _TABLE["citation_needed"]["text"]
_REASONS: list[str] = _TABLE["citation_needed"]["reasons"]
_DOUBTS: dict[str, str] = _TABLE["doubts"]
_WORDS: dict[str, str] = {name.lower(): words for name, words in _TABLE["words"].items()}
_WORDS_IN: dict[str, dict[str, str]] = _TABLE["words_in"]
_QUOTATIONS = frozenset(_TABLE["quotations"]["names"])
_LINES = frozenset(_TABLE["lists"]["lines"])
_FLAT = frozenset(_TABLE["lists"]["flat"])
_FOREIGN_LINKS = frozenset({"ill", "interlanguage link", "link-interwiki"})
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[a-z]{2,8})?")
DESCRIPTIONS = frozenset({"short description", "kurzbeschreibung", "shortdesc", "краткое описание"})
_SLOT = re.compile(r"\{([^{}]+)\}")
_EMPTY_TAIL = re.compile(r"\(\s*[;,]?\s*\)|\s+(?=[;,)])")


@dataclass(frozen=True, slots=True)
class Meaning:
    """The wikitext a template means; `needed` is a reason to ask for a citation after it."""

    text: str = ""
    needed: str | None = None


def meaning(arguments: Arguments, language: str) -> Meaning | None:
    """What the table says of the template; None when it does not know it."""
    name = arguments.name
    pattern = _WORDS_IN.get(language, {}).get(name)
    pattern = _WORDS.get(name) if pattern is None else pattern
    if name in _FOREIGN_LINKS and _LANGUAGE.fullmatch(arguments.get("1")):
        # as it was written before 2014: the language first
        pattern = "[[{2}|{3|2}]]" if arguments.get("2") else ""
    if name in _QUOTATIONS and not _short_citation(name, arguments):
        return Meaning(_quotation(arguments))
    if name in {"wayback", "webarchive"}:
        address, title = arguments.get("url"), arguments.get("title")
        return Meaning(f"[{address} {title}]" if address and title else "")
    if pattern is not None:
        return Meaning(_filled(pattern, arguments))
    if name in _NEEDED_TEXT:
        return Meaning(arguments.get(_NEEDED_TEXT[name]), arguments.get(*_REASONS))
    if name in _NEEDED:
        return Meaning("", arguments.get(*_REASONS))
    if name in _DOUBTS:
        reason = arguments.get("reason")
        spanned = arguments.get("text") or (arguments.get("1") if name.endswith("span") else "")
        return Meaning(spanned, f"{_DOUBTS[name]}{': ' + reason if reason else ''}")
    if name in _LINES:
        return Meaning(_items(name, arguments))
    for applies, handler in HANDLERS:
        if applies(name):
            text = handler(arguments)
            # Without any text from its arguments, or with a title, the template is not what its name suggests.
            silent = not text and any(arguments.values.values())
            if silent or arguments.get("title"):
                break
            return Meaning(text)
    if name in _DROP or name.startswith(_DROP_PREFIXES) or name.endswith(_DROP_SUFFIXES):
        return Meaning()
    return None


def is_dropped_by_likeness(name: str) -> bool:
    """Is a template of this name left out only because its name begins or ends as those do that hold no words?"""
    return (
        name not in _DROP
        and (name.startswith(_DROP_PREFIXES) or name.endswith(_DROP_SUFFIXES))
        # A small picture, of which all know that it has no words.
        and not name.endswith(" icon")
    )


def is_in_table(name: str, language: str) -> bool:
    """Does the table say anything of a template of this name, by its name or by how it begins or ends?"""
    return (
        knows(name)
        or name in _WORDS_IN.get(language, {})
        or name in _NEEDED_TEXT
        or name in _LINES
        or name in DESCRIPTIONS
        or name in {"wayback", "webarchive"}
        or any(applies(name) for applies, _handler in HANDLERS)
        or name.startswith(_DROP_PREFIXES)
        or name.endswith(_DROP_SUFFIXES)
    )


def knows(name: str) -> bool:
    """Does the table name exactly this template?"""
    return (
        name in _DROP or name in _NEEDED or name in _WORDS or name in _QUOTATIONS or name in _DOUBTS
    )


def prose(arguments: Arguments) -> str:
    """The arguments of an unknown template that read as running text."""
    passages = []
    for name, value in arguments.values.items():
        text = value.strip()
        words = re.findall(r"[^\W\d_]{2,}", text)
        named = not name.isdecimal() and name not in {"text", "content", "quote", "caption", "note"}
        if len(words) >= (8 if named else 3) and "=" not in text[:200] and "://" not in text[:12]:
            passages.append(text)
    return " ".join(passages)


def _short_citation(name: str, arguments: Arguments) -> bool:
    return name in {"cita", "citat", "цитата"} and not arguments.get("1", "text", "texto", "текст")


def _filled(pattern: str, arguments: Arguments) -> str:
    def slot_text(match: re.Match[str]) -> str:
        if match.group(1) == "*":
            return ", ".join(value for value in arguments.positional() if value)
        if match.group(1) == "|":
            return "{|"
        return arguments.get(*match.group(1).split("|"))

    if pattern in {"{{", "{|", "}}", "|}"}:
        return pattern
    filled = _SLOT.sub(slot_text, pattern)
    if filled != pattern and " " in pattern:
        filled = _EMPTY_TAIL.sub("", " ".join(filled.split(" ")))
        filled = re.sub(r" {2,}", " ", filled)
        return filled.strip() if pattern.strip() == pattern else filled
    return filled


def _quotation(arguments: Arguments) -> str:
    slots = _TABLE["quotations"]
    text = arguments.get(*slots["text"])
    if not text:
        return ""
    attribution = ", ".join(
        part for part in (arguments.get(*slots["by"]), arguments.get(*slots["from"])) if part
    )
    return f"\n<blockquote>\n{text}{chr(10) * 2 + '— ' + attribution if attribution else ''}\n</blockquote>\n"


def _items(name: str, arguments: Arguments) -> str:
    items = [item for item in arguments.positional() if item]
    if name in {"collapsible list"}:
        items = [arguments.get("title"), *items] if arguments.get("title") else items
    if len(items) == 1 and re.match(r"\s*[*#]", items[0]):
        return f"\n{items[0]}\n"
    if name in _FLAT:
        return " · ".join(items)
    if any("\n" in item for item in items):
        return "\n".join(items)
    return "\n" + "\n".join(f"* {item}" for item in items) + "\n" if items else ""


def holds_atoms(text: str) -> bool:
    return ATOM_OPEN in text
