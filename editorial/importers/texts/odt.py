"""Open Document texts (.odt) into our markup: to HTML, then as any pasted page. Pure: no Django.

Own code, since what is kept of them (odfdo) edits such files and converts none.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import IO
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile, ZipFile

from defusedxml.ElementTree import fromstring

from editorial.html import messages
from editorial.html.imported import ImportedText, ImportProblem, KnownSource, ReportLine
from editorial.html.read_notes import FoundComment
from editorial.importers.fields.own_entry import OwnEntry, own_entry
from editorial.importers.odt.document import OdtPage
from editorial.importers.odt.namespaces import META, OFFICE
from editorial.importers.odt.odt_comments import odt_comments
from editorial.importers.odt.output import picture_file
from editorial.importers.odt.text_styles import TextStyles
from editorial.importers.texts.html_fields import PageFields
from editorial.importers.texts.pasted import read_html
from editorial.importers.texts.reading_aids import ReadingAids
from editorial.importers.texts.word_archive import inspected, opened
from editorial.importers.word.citing import kept_codes
from editorial.importers.word.preparing import MAX_MEDIA

_BROKEN = (BadZipFile, zlib.error, EOFError, OSError, ValueError, KeyError, ParseError)


def read_odt(
    source: bytes | str | Path,
    *,
    title: str = "",
    references: Mapping[str, str] | None = None,
    known: KnownSource | None = None,
    taken: Collection[str] = (),
    aids: ReadingAids | None = None,
) -> ImportedText:
    """An .odt file, by its path or content, as markup.

    The rest as in `read_docx`, whose bounds it shares. Raises ImportProblem when it is none, locked or damaged.
    """
    with opened(source) as file:
        counted = inspected(file, "odt")
        if counted["encryption-data"]:
            raise ImportProblem(messages.LOCKED)
        try:
            page, html, pictures, comments, own = _read(file)
        except ImportProblem:
            raise
        except _BROKEN as error:
            raise ImportProblem(messages.DAMAGED, type(error).__name__) from error
    imported = read_html(
        html,
        title=title,
        references=references,
        known=known,
        taken=taken,
        aids=aids,
        fields=PageFields(page.citations, page.listed, own=own),
    )
    imported.pictures, imported.comments = pictures, comments
    imported.report.extend(page.report)
    if number := counted["annotation"]:
        imported.report.append(ReportLine(0, messages.COMMENTS_LEFT_OUT, str(number)))
    if number := counted["changed-region"]:
        imported.report.append(ReportLine(0, messages.CHANGES_ACCEPTED, str(number)))
    return imported


def _read(
    file: IO[bytes],
) -> tuple[OdtPage, str, dict[str, bytes], list[FoundComment], OwnEntry | None]:
    with ZipFile(file) as archive:
        names = set(archive.namelist())

        def part(name: str) -> Element | None:
            return fromstring(archive.read(name)) if name in names else None

        def formula(address: str) -> Element | None:
            return part(f"{address.removeprefix('./').rstrip('/')}/content.xml")

        content, styles, meta = part("content.xml"), part("styles.xml"), part("meta.xml")
        body = content.find(f"{OFFICE}body/{OFFICE}text") if content is not None else None
        if content is None or body is None:
            raise ImportProblem(messages.NOT_WORD, "content.xml")
        properties = [
            (entry.get(f"{META}name", ""), "".join(entry.itertext()))
            for entry in (meta.iter(f"{META}user-defined") if meta is not None else ())
        ]
        kept = kept_codes(properties)
        roots = [root for root in (content, styles) if root is not None]
        page = OdtPage(styles=TextStyles(roots), kept=kept, objects=formula)
        html = page.html(body)
        if sum(part.file_size for part in archive.infolist()) > MAX_MEDIA:
            raise ImportProblem(messages.UNPACKS_TOO_LARGE)
        pictures = {
            picture_file(number, path): archive.read(path)
            for number, path in enumerate(page.pictures, 1)
            if path in names
        }
        return page, html, pictures, list(odt_comments(body)), own_entry(properties)
