"""PDF by typst: tagged (PDF/UA-1), for archives (PDF/A-2a), and the same bytes from the same edition."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from importlib import import_module, metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from encyclopedia.downloads.pictures import printable
from encyclopedia.downloads.printing import EntryPrinter, language_and_region, text
from encyclopedia.downloads.tree import EditionTree, figures_of
from encyclopedia.rendering.page_language import in_its_language

# An extra: without it no PDF is offered.
typst: Any = import_module("typst") if find_spec("typst") else None

HERE: Final = Path(__file__).parent
STANDARDS: Final = ["ua-1", "a-2a"]
# What of the letters may be printed as numbers before the whole is refused.
MAX_UNPRINTED_SHARE: Final = 0.2

_UNSHOWN: Final = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]+)\}")


class Unprintable(Exception):
    """No PDF can be made of this; the message says why, for readers."""


def version() -> str:
    """What the bytes depend on besides the edition."""
    return metadata.version("typst") if typst else ""


@in_its_language
def entry_pdf(tree: EditionTree) -> bytes:
    """One edition as PDF. Raises Unprintable."""
    pictures = Pictures([tree])
    entry = EntryPrinter(tree, pictures.names).data()
    colophon = tree.colophon
    address = colophon.permanent
    if entry["rtl"]:
        # An isolate (UAX 9): the slashes of the address stay where they are.
        address = f"\u2068{address}\u2069"
    numbered = _("Edition %(number)s") % {"number": colophon.number}
    data = document(tree.title, [entry], colophon.published_at)
    data |= {
        "description": tree.summary,
        "keywords": list(tree.tags),
        "authors": list(tree.author_names),
        "foot": f"{numbered} · {address}",
        "lang": entry["lang"],
        "region": entry["region"],
        "rtl": entry["rtl"],
        "book": False,
        "first-level": 1,
        "outlined": 6,
    }
    return compiled(data, pictures.files, colophon.published_at)


class Pictures:
    """The pictures of some editions as files beside the document."""

    def __init__(self, trees: Iterable[EditionTree]) -> None:
        self.names: dict[str, tuple[str, int, int]] = {}
        self.files: dict[str, bytes] = {}
        for digest in dict.fromkeys(digest for tree in trees for digest in figures_of(tree)):
            if picture := printable(digest):
                name = f"{digest}.{picture.ending}"
                self.names[digest] = name, picture.width, picture.height
                self.files[name] = picture.content


def document(title: str, entries: list[dict[str, Any]], at: datetime) -> dict[str, Any]:
    """What every printed document has; `at` is the day that it bears."""
    language, region = language_and_region(settings.LANGUAGE_CODE)
    local = at.astimezone(UTC)
    return {
        "title": title,
        "site": settings.SITE_NAME,
        "lang": language,
        "region": region,
        "rtl": False,
        "date": [local.year, local.month, local.day],
        "families": list(_families()),
        "entries": entries,
        "words": {
            "contents": _("Contents"),
            "persons": _("Persons"),
            "places": _("Places"),
        },
    }


def compiled(data: dict[str, Any], files: Mapping[str, bytes], at: datetime) -> bytes:
    """The PDF of this data. Characters for which there is no font are printed as their numbers, and it says so.

    Raises Unprintable where those are more than `MAX_UNPRINTED_SHARE` of the letters, or for another fault.
    """
    with tempfile.TemporaryDirectory(prefix="print-") as folder:
        root = Path(folder)
        (root / "print.typ").write_bytes((HERE / "print.typ").read_bytes())
        for name, content in files.items():
            (root / name).write_bytes(content)
        try:
            return _compiled(root, data, at)
        except typst.TypstError as error:
            unshown = _unshown(str(getattr(error, "diagnostic", "")) or str(error))
            if not unshown:
                raise Unprintable(_("typst could not set it: %s") % _told(error)) from error
        try:
            return _compiled(root, _with_numbers(data, unshown), at)
        except typst.TypstError as error:
            raise Unprintable(_("typst could not set it: %s") % _told(error)) from error


def _told(error: Exception) -> str:
    """What typst says of its input; of a fault of its own, only that it is one."""
    said = str(error)
    return "internal error" if "internal error" in said else said[:300]


def _compiled(root: Path, data: dict[str, Any], at: datetime) -> bytes:
    (root / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    made = typst.compile(
        str(root / "print.typ"),
        root=str(root),
        format="pdf",
        font_paths=list(settings.PRINT_FONTS),
        ignore_system_fonts=True,
        pdf_standards=STANDARDS,
        timestamp=int(at.timestamp()),
    )
    return bytes(made)


def _families() -> Sequence[str]:
    """The fonts that this site adds, by their names, in the order of the alphabet."""
    if not settings.PRINT_FONTS:
        return ()
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=list(settings.PRINT_FONTS),
    )
    return sorted({font.family for font in fonts.fonts()})


def _unshown(diagnostic: str) -> frozenset[str]:
    """The characters of which typst says that no font has them."""
    return frozenset(
        character
        for shown in _UNSHOWN.findall(diagnostic)
        for character in _ESCAPED.sub(lambda match: chr(int(match[1], 16)), shown)
    )


def _with_numbers(data: dict[str, Any], unshown: frozenset[str]) -> dict[str, Any]:
    letters = [character for words in _strings(data["entries"]) for character in words]
    lacking = sum(character in unshown for character in letters)
    if lacking > MAX_UNPRINTED_SHARE * max(len(letters), 1):
        raise Unprintable(
            ngettext(
                "This site has no font for %(count)s character of this text, “%(first)s”. Read it on its page, "
                "or take another format.",
                "This site has no font for %(count)s characters of this text, as “%(first)s”. Read it on its page, "
                "or take another format.",
                len(unshown),
            )
            % {"count": len(unshown), "first": min(unshown)}
        )
    table = {ord(character): f"[U+{ord(character):04X}]" for character in unshown}
    said = ngettext(
        "For %(count)s character this site has no font: it is printed as its number in Unicode.",
        "For %(count)s characters this site has no font: they are printed as their numbers in Unicode.",
        len(unshown),
    ) % {"count": len(unshown)}
    lacks = [
        any(not unshown.isdisjoint(words) for words in _strings(entry)) for entry in data["entries"]
    ]
    replaced: dict[str, Any] = _translated(data, table)
    for entry, is_lacking in zip(replaced["entries"], lacks, strict=True):
        if is_lacking:
            entry["colophon"].append([{"k": "text", "t": node.text} for node in text(said)])
    return replaced


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for member in value.values():
            yield from _strings(member)
    elif isinstance(value, list):
        for member in value:
            yield from _strings(member)


def _translated(value: Any, table: dict[int, str]) -> Any:
    if isinstance(value, str):
        return value.translate(table)
    if isinstance(value, dict):
        return {name: _translated(member, table) for name, member in value.items()}
    if isinstance(value, list):
        return [_translated(member, table) for member in value]
    return value
