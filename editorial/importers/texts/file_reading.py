"""A text that an author imports, recognised by its content: a Word file, a page, marked-up text or plain text.

Pure: no Django.
"""

from __future__ import annotations

import io
import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from editorial.html import messages
from editorial.html.decoding import decoded
from editorial.html.imported import ImportedText, ImportProblem, KnownSource
from editorial.html.markup_text import clean
from editorial.importers.texts.foreign_formats import foreign_format
from editorial.importers.texts.front_matter import read_front_matter
from editorial.importers.texts.markdown_text import has_notes, read_markdown
from editorial.importers.texts.numbered_text import has_list, read_numbered
from editorial.importers.texts.odt import read_odt
from editorial.importers.texts.pasted import MAX_TITLE_LENGTH, has_page_notes, read_html
from editorial.importers.texts.reading_aids import ReadingAids
from editorial.importers.texts.text_language import (
    language_of_odt,
    language_of_page,
    language_of_word,
)
from editorial.importers.texts.word import read_docx
from editorial.importers.texts.word_archive import kind_of

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0"
_RICH_TEXT = b"{\\rtf"
# What may stand before a page is matched without backtracking: otherwise many comments would take too long.
_PAGE = re.compile(
    r"(?>\s|<!--.{0,5000}?-->|<\?xml[^>]{0,200}\?>)*+"
    r"<(?:!doctype\s+html|(?P<tag>html|head|body|meta|title|div|p|h[1-6]|span|article|section|main"
    r"|table|ul|ol|dl|blockquote|b|i|em|strong|a|font|center|google-sheets-html-origin)\b[^<>]{0,5000}>)",
    re.IGNORECASE | re.DOTALL,
)
_CITED = re.compile(
    r"\[[^\[\]\n]{0,200}@[\w?][^\[\]\n]{0,500}\]|^\[\^[^\]\s]{1,60}\]:", re.MULTILINE
)
_HEADING = re.compile(r"^#{1,6} +\S", re.MULTILINE)
_MARKUP_NAMES = (".md", ".markdown", ".mdown", ".mkd")


def read_any(
    content: bytes | str,
    *,
    name: str = "",
    title: str = "",
    references: Mapping[str, str] | None = None,
    known: KnownSource | None = None,
    taken: Collection[str] = (),
    aids: ReadingAids | None = None,
) -> ImportedText:
    """A file's bytes, or text that was pasted, as markup with its references and its report.

    `name` is the file's name: the last resort for a title; it distinguishes Markdown from plain text with a few `#`.
    `references`, `known` and `taken` as in `read_numbered`. Raises ImportProblem where nothing can be read.
    """
    if isinstance(content, bytes):
        if content.startswith((_ZIP, _OLE)):
            is_odt = kind_of(io.BytesIO(content)) == "odt"
            read = read_odt if is_odt else read_docx
            imported = read(
                content,
                title=title,
                references=references,
                known=known,
                taken=taken,
                aids=aids,
            )
            imported.language = (language_of_odt if is_odt else language_of_word)(content)
            return _named(imported, name)
        if content.startswith(_RICH_TEXT):
            raise ImportProblem(messages.RICH_TEXT)
        text, remarks = decoded(content)
    else:
        text, remarks = content.removeprefix("\ufeff"), []
    imported = _read_text(text, name, title, references, known, taken, aids)
    imported.report.extend(remarks)
    return _named(imported, name)


def _read_text(
    text: str,
    name: str,
    title: str,
    references: Mapping[str, str] | None,
    known: KnownSource | None,
    taken: Collection[str],
    aids: ReadingAids | None,
) -> ImportedText:
    if name_of_format := foreign_format(text):
        raise ImportProblem(messages.other_format(name_of_format))
    if _is_page(text):
        page = read_html(
            text, title=title, references=references, known=known, taken=taken, aids=aids
        )
        page.language = language_of_page(text)
        return page
    if text.lstrip()[:5] == "<?xml":
        raise ImportProblem(messages.NOT_TEXT, "XML")
    if _is_markup(text, name):
        return read_markdown(text, title, taken, aids, known)
    return read_numbered(
        text, references=references, title=title, known=known, taken=taken, aids=aids
    )


def lists_notes(content: bytes, name: str) -> bool:
    """Whether it is a page with notes, or plain text with numbered marks and a list of what they mean.

    Raises ImportProblem as `read_any`.
    """
    if content.startswith((_ZIP, _OLE, _RICH_TEXT)):
        return False
    text = decoded(content)[0]
    if foreign_format(text):
        return False
    if _is_page(text):
        return has_page_notes(text)
    return has_notes(text) if _is_markup(text, name) else has_list(text)


def _is_page(text: str) -> bool:
    """Whether it begins like a page, and is not a sentence that begins with a bracket."""
    match = _PAGE.match(text)
    if not match:
        return False
    tag = (match["tag"] or "html").lower()
    return tag in {"html", "head", "body", "meta", "p", "title"} or f"</{tag}" in text.lower()


def _is_markup(text: str, name: str) -> bool:
    if name.lower().endswith(_MARKUP_NAMES) or _CITED.search(text):
        return True
    return len(_HEADING.findall(text)) > 1 or read_front_matter(text)[0] is not None


def _named(imported: ImportedText, name: str) -> ImportedText:
    return replace(imported, title=imported.title or title_of(name))


def title_of(name: str) -> str:
    """A title from a file's name, without its folders and ending; empty for an empty name."""
    stem = PurePosixPath(clean(name).replace("\\", "/")).stem
    words = " ".join(re.sub(r"[_]+|(?<=\w)-(?=\w)", " ", stem).split())[:MAX_TITLE_LENGTH]
    return words[:1].upper() + words[1:]
