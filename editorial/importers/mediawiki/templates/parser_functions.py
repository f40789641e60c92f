"""MediaWiki's own constructs in double braces: variables and parser functions."""

from __future__ import annotations

import re
from collections.abc import Callable

from editorial.importers.mediawiki.context import Context
from editorial.importers.mediawiki.templates.template_words import Arguments
from editorial.importers.mediawiki.wikitext.nodes import Node, Template
from encyclopedia.core.messages import Message

_TITLES = frozenset(
    [
        "pagename",
        "fullpagename",
        "basepagename",
        "rootpagename",
        "titulo",
        "página",
        "nomepagina",
        "seitenname",
    ]
)
VARIABLES = (
    "currentyear", "currentmonth", "currentday", "currenttime", "localyear", "localmonth", "localday", "sitename",
    "numberofarticles", "revisionid", "revisiontimestamp", "namespace", "currenttimestamp", "currentdow",
    "numberofpages", "numberofusers", "server", "scriptpath", "contentlanguage", "talkpagename", "protectionlevel",
    "currentmonthname", "localmonthname", "currentdayname", "numberoffiles", "subpagename", "currentday2",
)  # fmt: skip
_SORT_KEYS = (
    "defaultsort:", "defaultsortkey:", "defaultcategorysort:", "sortierung:", "clédetri:", "cle de tri:",
    "ordenar:", "ключсортировки:", "сортировка по умолчанию:", "standaardsortering:", "standardsortering:",
    "sırala:", "domyślnesortuj:", "predvolenétriedenie:", "デフォルトソート:", "默认排序:", "أساسي:",
)  # fmt: skip
_VALUE_AFTER_COLON = re.compile(
    r"(?:formatnum|lc|uc|lcfirst|ucfirst|plural|grammar|bidi|urlencode|anchorencode):(.*)\Z",
    re.DOTALL,
)


_CHOICES = frozenset({"#if", "#ifexpr", "#ifexist", "#iferror", "#ifeq"})
_DATES = frozenset({"#time", "#timel", "#dateformat", "#formatdate"})


def is_not_computed(name: str) -> bool:
    """Is it a variable or a function of which the wiki shows words that an export does not hold?"""
    function = name.partition(":")[0]
    return name in VARIABLES or (function.startswith("#") and function not in _CHOICES)


def parser_function(
    name: str,
    arguments: Arguments,
    node: Template,
    expand: Callable[[list[Node]], str],
    context: Context,
) -> str | None:
    """The text of MediaWiki's variable or function `name`; None if it is neither."""
    if name == "!":
        return "|"
    if name in _TITLES:
        return context.page.title
    if name in VARIABLES:
        return ""
    if name.startswith(("displaytitle:", "notoc", "noeditsection")):
        return ""
    for prefix in _SORT_KEYS:
        if name.startswith(prefix):
            raw = expand(node.parts[0]).strip()
            context.sort_key = raw.partition(":")[2].strip()
            return ""
    if match := _VALUE_AFTER_COLON.match(expand(node.parts[0]).strip()) if ":" in name else None:
        return match.group(1).strip()
    if name.startswith("#"):
        return _conditional(name, arguments, node, expand, context)
    return None


def _conditional(
    name: str,
    arguments: Arguments,
    node: Template,
    expand: Callable[[list[Node]], str],
    context: Context,
) -> str | None:
    function, _, _ = name.partition(":")
    values = arguments.positional()
    if function in _CHOICES:
        condition = expand(node.parts[0]).partition(":")[2].strip()
        if function == "#ifeq":
            same = bool(values) and condition == values[0]
            return (values[1:2] if same else values[2:3] or [""])[0] if values[1:] else ""
        holds = bool(condition) if function == "#if" else True
        return (values[:1] if holds else values[1:2] or [""])[0] if values else ""
    if function in _DATES:
        if function in {"#dateformat", "#formatdate"}:
            return expand(node.parts[0]).partition(":")[2].strip()
        return values[0] if values else ""
    context.tell("{{" + function + "}}", Message("wiki_function_dropped"), name)
    return ""
