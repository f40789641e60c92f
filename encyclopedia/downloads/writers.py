"""The writer of each format, with the number of its version."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from encyclopedia.downloads.epub import entry_epub
from encyclopedia.downloads.jats import entry_jats
from encyclopedia.downloads.markdown import entry_markdown
from encyclopedia.downloads.pdf import entry_pdf
from encyclopedia.downloads.pdf import version as typst_version
from encyclopedia.downloads.tree import EditionTree
from encyclopedia.downloads.word import entry_docx

Writer = Callable[[EditionTree], bytes]

# By ending: what writes it, and how often what it writes has changed since (files of before are made anew).
WRITERS: Final[dict[str, tuple[Writer, str]]] = {
    "pdf": (entry_pdf, f"1-{typst_version()}"),
    "docx": (entry_docx, "4"),
    "epub": (entry_epub, "1"),
    "md": (entry_markdown, "3"),
    "xml": (entry_jats, "1"),
}
