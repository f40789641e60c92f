"""Counts wikitext by another method than the importer's: regular expressions and mwparserfromhell."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

import mwparserfromhell

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
LITERAL = re.compile(
    r"<(nowiki|pre|syntaxhighlight|source|math)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE
)
BODY = re.compile(r"<ref\b([^>]*)(?<!/)>(.*?)</ref\s*>", re.DOTALL | re.IGNORECASE)
REUSE = re.compile(r"<ref\b([^>]*)/>", re.IGNORECASE)
NAME = re.compile(r"name\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'/>]+))", re.IGNORECASE)
MARK = re.compile(
    r"\[@(?!\?)(?:[^\[\]\\]|\\.)*\]|\[(?:[^\[\]@\\]|\\.)+ @(?:[^\[\]\\]|\\.)*\]|\[\^n\d+\](?!:)"
)
CITES = re.compile(
    r"\s*(?:v?cite\b|citation\s*$|cita |citar |citeer |cytuj |literatur$|internetquelle$|ouvrage$|article$|lien web$|"
    r"книга$|статья$|публикация$|bokref|webbref|kilde )",
    re.IGNORECASE,
)
NOT_CITES = re.compile(r"cite (?:check|quote|needed|this)|citation (?:needed|style)", re.IGNORECASE)
TITLES = (
    "title",
    "titel",
    "titre",
    "título",
    "titolo",
    "заглавие",
    "tytuł",
    "article",
    "chapter",
    "wstitle",
)


def folded(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("_", " ")
    return " ".join(re.findall(r"\d+|[^\W\d_]+", plain))


def stripped(wikitext: str) -> str:
    code = mwparserfromhell.parse(wikitext)
    return str(code.strip_code(normalize=True, collapse=True))


def name_of(attributes: str) -> str:
    match = NAME.search(attributes)
    return " ".join(next((group for group in match.groups() if group), "").split()) if match else ""


def evidence(body: str) -> list[str]:
    """What identifies a reference: its titles, else its addresses, else its words."""
    code = mwparserfromhell.parse(body)
    identifiers = [
        folded(str(template.get("doi").value))
        for template in code.filter_templates()
        if template.has("doi", ignore_empty=True)
    ]
    if identifiers:
        # the same DOI is the same work, whatever the title says here
        return identifiers
    titles = [
        folded(stripped(str(template.get(name).value)))
        for template in code.filter_templates()
        for name in TITLES
        if template.has(name, ignore_empty=True)
    ]
    if filled_titles := [title for title in titles if title]:
        return filled_titles
    if addresses := re.findall(r"https?://[^\s\]|}<]+", body):
        return [folded(addresses[0].rstrip(".,;)"))]
    return folded(stripped(body)).split()[:8]


def running_words(text: str) -> list[str]:
    """The wikitext's own words: without templates, references, files, categories and code."""
    text = re.sub(r"</?(?:br|su[bp])\s*/?>", lambda tag: "" if "su" in tag.group() else " ", text)
    code = mwparserfromhell.parse(text)
    for node in code.filter_templates(recursive=False):
        remove(code, node)
    for tag in code.filter_tags(
        recursive=True,
        matches=lambda node_tag: (
            str(node_tag.tag).strip().lower() in ("ref", "references", "gallery")
        ),
    ):
        remove(code, tag)
    for link in code.filter_wikilinks(recursive=True):
        if re.match(r"\s*:?[^\W\d_-]{2,12}(?:-[a-z]+)*\s*:\S", str(link.title)):
            remove(code, link)
    plain = str(code.strip_code(normalize=True, collapse=True))
    plain = re.sub(
        r"\[?https?://\S+|__[A-Z]+__|<[^<>]*>|\{\{[^{}]*\}\}|\[\[[^\[\]]*\]\]", " ", plain
    )
    return word_list(plain)


def word_list(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).casefold())


def remove(code: mwparserfromhell.wikicode.Wikicode, node: mwparserfromhell.nodes.Node) -> None:
    try:
        code.remove(node)
    except ValueError:
        return


def shared_sequences(words: list[str], other_words: list[str], size: int) -> tuple[int, int]:
    counts = Counter(zip(*(words[n:] for n in range(size)), strict=False))
    other_counts = Counter(zip(*(other_words[n:] for n in range(size)), strict=False))
    return sum(counts.values()), sum(min(count, other_counts[key]) for key, count in counts.items())


def list_defined(text: str) -> Iterator[str]:
    for match in re.finditer(
        r"<references\b[^>]*(?<!/)>(.*?)</references\s*>", text, re.DOTALL | re.IGNORECASE
    ):
        yield match.group(1)
    for template in mwparserfromhell.parse(text).filter_templates():
        if str(template.name).strip().lower() in (
            "reflist",
            "references",
            "notelist",
        ) and template.has("refs"):
            yield str(template.get("refs").value)


def structured_as(template: mwparserfromhell.nodes.Template, titles: set[str], whole: str) -> bool:
    has_title = False
    for name in TITLES:
        if template.has(name, ignore_empty=True):
            has_title = True
            title = folded(stripped(str(template.get(name).value)))
            if title in titles or (title and title in whole):
                return True
    if has_title:
        return False
    values = [
        folded(stripped(str(parameter.value)))
        for parameter in template.params
        if len(str(parameter.value).strip()) > 3
    ]
    return any(value in whole for value in values if value)
