"""What defines a reference: tags, note templates, and the names of the groups that hold notes."""

from __future__ import annotations

import html
from dataclasses import dataclass

from editorial.importers.mediawiki.wikitext.nodes import Node

NOTE_TEMPLATES = frozenset(
    [
        "refn",
        "efn",
        "efn-ua",
        "efn-lr",
        "efn-la",
        "efn-lg",
        "efn-ur",
        "notetag",
        "footnote",
        "fn",
        "ref-note",
        "nota",
        "uwaga",
        "anm",
        "#tag:ref",
        "refn-ua",
        "nota-n",
        "прим",
        "комм",
        "anmerkung",
        "nb5",
        "refnest",
        "ref+",
        "הערה",
        "ביאור",
        "یادداشت",
        "یاد",
        "내용주",
        "напомена",
        "opomba",
        "poznámka",
        "megj",
    ]
)
LIST_TEMPLATES = frozenset(
    [
        "#tag:references",
        "reflist",
        "references",
        "notelist",
        "listaref",
        "примечания",
        "przypisy",
        "références",
        "примітки",
        "referenslista",
        "ref-list",
        "notelist-ua",
        "notelist-lr",
        "refs",
        "viitteet",
        "kaynakça",
        "jegyzetek",
        "appendix",
        "referencias",
        "listaref",
        "kilder",
        "referências",
        "脚注",
        "reflist2",
        "uwagi",
        "notes",
        "notefoot",
        "referències",
        "einzelnachweise",
        "הערות שוליים",
        "הערות",
        "ביאורים",
        "רעפערענצן",
        "مراجع",
        "پانویس",
        "각주",
        "脚注リスト",
        "παραπομπές",
        "ծանցանկ",
        "სქოლიო",
        "टिप्पणीसूची",
        "izvori",
        "sklici",
        "opombe",
        "listănote",
        "išn",
        "atsauces",
        "viited",
        "referencoj",
        "poznámky",
        "megjegyzések",
        "รายการอ้างอิง",
    ]
)
# These stand for a plain `<ref>`, which may cite a work.
REFERENCE_TEMPLATES = frozenset({"#tag:ref", "refnest", "הערה"})
REUSE_TEMPLATES = frozenset({"r", "ref-r", "rf", "namedref"})
_NOTES_IN = {"fr": ("note",), "pl": ("u",), "pt": ("nota de rodapé",), "ca": ("nota",)}
NOTE_GROUPS = frozenset(
    [
        "note",
        "notes",
        "n",
        "nb",
        "nota",
        "notas",
        "anm",
        "anmerkung",
        "anmerkungen",
        "fn",
        "footnote",
        "footnotes",
        "remark",
        "comment",
        "lower-alpha",
        "upper-alpha",
        "lower-roman",
        "upper-roman",
        "lower-greek",
        "lower-latin",
        "a",
        "b",
        "c",
        "prim",
        "прим",
        "комм",
        "uwaga",
        "uwagi",
        "k",
        "noot",
        "noten",
        "not",
        "notat",
        "poznámka",
        "pozn",
        "注",
        "註",
        "注釈",
        "주",
        "注記",
        "lower-letter",
        "nn",
        "expl",
        "info",
    ]
)


@dataclass(slots=True)
class RefDefinition:
    """One reference with a body; `note` says that a template for explanatory notes made it."""

    nodes: list[Node]
    line: int
    group: str = ""
    name: str = ""
    note: bool = False
    extends: str = ""
    raw: str = ""


def is_note(name: str, language: str) -> bool:
    """Is a template of this name (lower case) an explanatory note on wikis of this language?"""
    return name in NOTE_TEMPLATES or name in _NOTES_IN.get(language, ())


def plain_name(text: str) -> str:
    """A reference's name as MediaWiki compares it: "a b" and "a_b" are two."""
    return " ".join(html.unescape(text).strip("\"' ").split())


def alike_name(name: str) -> str:
    """What names that differ only in spaces and underscores have in common."""
    return " ".join(name.replace("_", " ").split())
