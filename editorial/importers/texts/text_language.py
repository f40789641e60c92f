"""In which language a file says that its text is (BCP 47); "" where it says nothing. Pure: no Django.

Word and LibreOffice write a region with every language, for spelling: it says nothing of an entry, and is left out.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable
from zipfile import ZipFile

from encyclopedia.core.language_tags import canonical_tag, is_well_formed, primary_of

# Where a page says it: at its beginning.
MAX_BEGINNING = 20_000
_PAGE = re.compile(
    r"<(?:html|body)\b[^<>]*?\s(?:xml:)?lang\s*=\s*[\"']?(?P<tag>[\w-]+)", re.IGNORECASE | re.ASCII
)
_META = re.compile(
    r"<meta\b[^<>]*content-language[^<>]*?content\s*=\s*[\"']?(?P<tag>[\w-]+)",
    re.IGNORECASE | re.ASCII,
)
_WORD_RUN = re.compile(rb"<w:r[ >]")
_WORD_SET = re.compile(rb"<w:lang\b[^<>]*?\bw:val=\"([\w-]+)\"")
_WORD_BIDI = re.compile(rb"<w:lang\b[^<>]*?\bw:bidi=\"([\w-]+)\"")
_WORD_FROM_THE_RIGHT = re.compile(rb"<w:rtl(?:/| w:val=\"(?:1|true|on)\")")
_WORD_STYLES = (
    re.compile(
        rb"<w:style\b[^<>]*w:default=\"1\"[^<>]*w:type=\"paragraph\".*?</w:style>", re.DOTALL
    ),
    re.compile(
        rb"<w:style\b[^<>]*w:type=\"paragraph\"[^<>]*w:default=\"1\".*?</w:style>", re.DOTALL
    ),
    re.compile(rb"<w:docDefaults>.*?</w:docDefaults>", re.DOTALL),
)
_ODT_STYLES = (
    re.compile(rb"<style:style\b[^<>]*style:name=\"Standard\".*?</style:style>", re.DOTALL),
    re.compile(
        rb"<style:default-style\b[^<>]*style:family=\"paragraph\".*?</style:default-style>",
        re.DOTALL,
    ),
)
_ODT_SET = re.compile(rb"\bfo:language=\"([a-z]{2,3})\"")


def said(typed: str) -> str:
    """A tag that a file gives, in its usual spelling; "" for what is none, as for "und"."""
    tag = canonical_tag(typed)
    return tag if is_well_formed(tag) and primary_of(tag) not in ("und", "zxx", "mul") else ""


def language_of_page(html: str) -> str:
    """As `html`, `body` or a `meta` of the page says."""
    beginning = html[:MAX_BEGINNING]
    match = _PAGE.search(beginning) or _META.search(beginning)
    return said(match["tag"]) if match else ""


def language_of_word(content: bytes) -> str:
    """What most of a Word file's runs are in, else what its styles say. The file has been inspected."""
    with ZipFile(io.BytesIO(content)) as archive:
        text = archive.read("word/document.xml")
        has_styles = "word/styles.xml" in archive.namelist()
        styles = archive.read("word/styles.xml") if has_styles else b""
    runs = len(_WORD_RUN.findall(text))
    from_the_right = len(_WORD_FROM_THE_RIGHT.findall(text)) * 2 > runs
    pattern = _WORD_BIDI if from_the_right else _WORD_SET
    for tag, times in Counter(pattern.findall(text)).most_common(1):
        if times * 2 > runs:
            return _alone(tag)
    return _first(pattern, (style.search(styles) for style in _WORD_STYLES))


def language_of_odt(content: bytes) -> str:
    """What the standard style of an Open Document text is in. The file has been inspected."""
    with ZipFile(io.BytesIO(content)) as archive:
        has_styles = "styles.xml" in archive.namelist()
        styles = archive.read("styles.xml") if has_styles else b""
    return _first(_ODT_SET, (style.search(styles) for style in _ODT_STYLES))


def _first(pattern: re.Pattern[bytes], styles: Iterable[re.Match[bytes] | None]) -> str:
    for style in styles:
        match = pattern.search(style[0]) if style else None
        if match and (language := _alone(match[1])):
            return language
    return ""


def _alone(tag: bytes) -> str:
    return said(primary_of(tag.decode("ascii", "replace")))
