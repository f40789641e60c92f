"""Word files (.docx) into our markup: through mammoth to HTML, then as any pasted page. Pure: no
Django.

Footnotes and endnotes keep their places; each becomes a citation where it names a source that is
known, else an explanatory note.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any
from zipfile import BadZipFile

import mammoth
from mammoth.docx.files import InvalidFileReferenceError

from editorial.html import messages
from editorial.html.imported import ImportedText, ImportProblem, KnownSource, ReportLine
from editorial.importers.fields.own_styles import STYLE_MAP
from editorial.importers.texts.html_fields import PageFields
from editorial.importers.texts.pasted import read_html
from editorial.importers.texts.reading_aids import ReadingAids
from editorial.importers.texts.word_archive import inspected, opened
from editorial.importers.word.preparing import PreparedWord, prepared

# mammoth has no type hints.
_convert_to_html: Any = mammoth.convert_to_html
_as_image: Any = mammoth.images.img_element

_STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
p[style-name='Quotations'] => blockquote > p:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Preformatted Text'] => pre:separator('\\n')
p[style-name='HTML Preformatted'] => pre:separator('\\n')
p[style-name='caption'] => p.caption:fresh
p[style-name='Caption'] => p.caption:fresh
p[style-name='Figure'] => p.caption:fresh
p[style-name='Illustration'] => p.caption:fresh
p[style-name='Image Caption'] => p.caption:fresh
p[style-name='Table Caption'] => p.caption:fresh
r[style-name='Source Text'] => code
r[style-name='HTML Code'] => code
r[style-name='Emphasis'] => em
r[style-name='Strong Emphasis'] => strong
"""
# What mammoth raises on files that are XML but not Word: it reads without checking.
_NOT_EXPECTED = (
    OSError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    AssertionError,
    RecursionError,
)
_IGNORED = re.compile(r"An unrecognised element was ignored: (?:\{[^}]*\})?(?P<name>.*)")
_FORMULAS = frozenset(["oMath", "oMathPara"])


def read_docx(
    source: bytes | str | Path,
    *,
    title: str = "",
    references: Mapping[str, str] | None = None,
    known: KnownSource | None = None,
    taken: Collection[str] = (),
    aids: ReadingAids | None = None,
) -> ImportedText:
    """A Word file, by its path or content, as markup; pictures are named in the report.

    `references` gives what typed marks mean, as in `read_numbered`. Raises ImportProblem when it
    is no Word file, locked, damaged or beyond the bounds of `word_archive`.
    """
    with opened(source) as file:
        counted = inspected(file)
        ready = _prepared(file)
    pictures = _Pictures()
    with ready.file:
        html, remarks = _converted(ready.file, pictures)
    imported = read_html(
        html,
        title=title,
        references=references,
        known=known,
        taken=taken,
        aids=aids,
        fields=PageFields(ready.citations, ready.listed, own=ready.own),
    )
    imported.pictures, imported.comments = pictures.files, ready.comments
    imported.report.extend(ready.report)
    imported.report.extend(_left_out(counted))
    imported.report.extend(remarks)
    return imported


@dataclass(slots=True)
class _Pictures:
    """Names pictures in their order, and keeps their files."""

    number: int = 0
    files: dict[str, bytes] = field(default_factory=dict)

    def __call__(self, image: Any) -> dict[str, str]:
        self.number += 1
        kind = str(image.content_type or "").rpartition("/")[2].split("+")[0]
        extension = re.sub(r"\W", "", kind)[:10] or "image"
        name = f"picture-{self.number}.{extension}"
        # One that lies elsewhere is not fetched: it is wanted, and the report names it.
        with suppress(InvalidFileReferenceError), image.open() as file:
            self.files[name] = file.read()
        return {"src": name}


def _prepared(file: IO[bytes]) -> PreparedWord:
    try:
        return prepared(file)
    except ImportProblem:
        raise
    except (*_NOT_EXPECTED, SyntaxError, zlib.error, EOFError, BadZipFile) as error:
        raise ImportProblem(messages.DAMAGED, type(error).__name__) from error


def _converted(file: IO[bytes], pictures: _Pictures) -> tuple[str, list[ReportLine]]:
    try:
        result = _convert_to_html(
            file,
            style_map=_STYLES + STYLE_MAP,
            include_embedded_style_map=False,
            convert_image=_as_image(pictures),
        )
    except _NOT_EXPECTED as error:
        raise ImportProblem(messages.DAMAGED, type(error).__name__) from error
    ignored = [
        match["name"] for message in result.messages if (match := _IGNORED.match(message.message))
    ]
    return result.value, list(_ignored(ignored))


def _ignored(names: Iterable[str]) -> Iterable[ReportLine]:
    """One line for each kind of element that mammoth cannot convert."""
    for name, count in Counter(names).items():
        message = messages.FORMULA_LOST if name in _FORMULAS else messages.NOT_CARRIED_OVER
        yield ReportLine(0, message, f"{name} × {count}")


def _left_out(counted: Counter[str]) -> Iterable[ReportLine]:
    if number := counted["comment"]:
        yield ReportLine(0, messages.COMMENTS_LEFT_OUT, str(number))
    if number := counted["ins"] + counted["del"] + counted["moveFrom"]:
        yield ReportLine(0, messages.CHANGES_ACCEPTED, str(number))
    if number := counted["txbxContent"]:
        yield ReportLine(0, messages.TEXT_BOX_MOVED, str(number))
