"""Counts holes: places where the wikitext had something within a sentence and the import leaves nothing.

By another method than the importer's: mwparserfromhell parts the page; each template of the running text becomes a
sign, and the sentence around it is looked for among the words and signs of the result.

A sentence *loses words* when its own words (those of the wikitext outside templates, references, files and tables) are
not all found in the result, in their order, from where the sentence begins. A *hole* is a template between two words of
one line, with words or numbers among its arguments, in whose place the result has neither a word nor a citation nor a
visible mark: the two words before it and the two behind stand next to each other.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

import mwparserfromhell
from wikitext_counts import COMMENT, LITERAL, remove, stripped, word_list

from editorial.importers.mediawiki.templates.known_templates import is_in_table

_SIGN = re.compile(r"zqtpl(\d+)zq")
# With the page that a template behind gives: it is part of the citation.
_REF = re.compile(
    r"(?:<ref\b[^>]*?/>|<ref\b[^>]*>.*?</ref\s*>)(?:\s*\{\{rp\|[^{}]*\}\})?",
    re.DOTALL | re.IGNORECASE,
)
_TABLE = re.compile(r"^\{\|.*?^\|\}", re.DOTALL | re.MULTILINE)
_MARKS = re.compile(
    r"\[@(?:[^\[\]\\]|\\.)*\]|\[\^n\d+\]|\[(?:[^\[\]@\\]|\\.)+ @(?:[^\[\]\\]|\\.)*\]"
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-z]|zqtpl)")
MIN_WORDS = 4
# So many words may stand in the result between two neighbouring words of a sentence: what templates print.
MAX_BETWEEN = 40
MARK = "zqmarkzq"


@dataclass
class HoleCounts:
    sentences: int = 0
    whole: int = 0
    places: int = 0
    holes: int = 0
    moved: int = 0
    names: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    lost: list[str] = field(default_factory=list)


def written_words(markup: str) -> list[str]:
    """The words of a result in their order, with a sign for each citation, note or visible mark."""
    body, _, notes = markup.partition("\n[^n1]:")
    text = re.sub(r"\]\(<?[^\s()]*>?(?: \"((?:[^\"\\]|\\.)*)\")?\)", r"] \1 ", f"{body} {notes}")
    text = _MARKS.sub(f" {MARK} ", text)
    text = re.sub(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]", r"\1", text)
    text = re.sub(r"\\(.)", r"\1", text).replace("<br>", " ")
    text = re.sub(r"(?<=\w)\*+(?=\w)|</?su[bp]>", "", text)
    return word_list(text)


def lines_of(wikitext: str) -> tuple[list[str], list[tuple[str, str]]]:
    """The lines of a page's running text, templates as signs; and of each template its name and its words."""
    text = LITERAL.sub(" ", COMMENT.sub("", wikitext))
    text = _REF.sub("", text)
    code = mwparserfromhell.parse(text)
    templates: list[tuple[str, str]] = []
    for node in code.filter_templates(recursive=False):
        name = " ".join(str(node.name).replace("_", " ").split()).lower()
        values = " ".join(str(part.value) for part in node.params)
        templates.append((name, " ".join(word_list(stripped(values)))))
        sign = f"zqtpl{len(templates) - 1}zq"
        try:
            code.replace(node, sign)
        except ValueError:
            continue
    text = _TABLE.sub("", str(code))
    code = mwparserfromhell.parse(text)
    for tag in code.filter_tags(recursive=True):
        if str(tag.tag).strip().lower() in {"ref", "references", "gallery", "table", "timeline"}:
            remove(code, tag)
    for link in code.filter_wikilinks(recursive=True):
        if re.match(r"\s*:?[^\W\d_-]{2,12}(?:-[a-z]+)*\s*:\S", str(link.title)):
            remove(code, link)
    plain = str(code.strip_code(normalize=True, collapse=False))
    plain = re.sub(r"\[?https?://\S+|__[A-Z]+__|<[^<>]*>", " ", plain)
    shown = [line for line in plain.split("\n") if line.strip() and line.lstrip()[0] not in "|!{}"]
    return shown, templates


def count_holes(title: str, wikitext: str, markup: str, counts: HoleCounts) -> None:
    """Add the page's sentences, places of templates, and holes."""
    lines, templates = lines_of(wikitext)
    kept_words = written_words(markup)
    places: dict[tuple[str, str], list[int]] = {}
    for position in range(len(kept_words) - 1):
        places.setdefault((kept_words[position], kept_words[position + 1]), []).append(position)
    for line in lines:
        for sentence in _SENTENCE.split(line):
            tokens = word_list(sentence)
            own = [token for token in tokens if not _SIGN.fullmatch(token)]
            if len(own) < MIN_WORDS or any("zqtpl" in word for word in own):
                continue
            counts.sentences += 1
            if _is_whole(own, kept_words):
                counts.whole += 1
            else:
                counts.lost.append(f"{title}: {sentence[:160]}")
            for number, token in enumerate(tokens):
                if sign := _SIGN.fullmatch(token):
                    _look_at(
                        tokens, number, templates[int(sign.group(1))], kept_words, places, counts
                    )


def _is_whole(own: list[str], kept_words: list[str]) -> bool:
    """Whether the words stand in the result in their order, with no more than a template's words between two."""
    for begin, word in enumerate(kept_words):
        if word != own[0]:
            continue
        position = begin
        for wanted in own[1:]:
            try:
                position = kept_words.index(wanted, position + 1, position + 2 + MAX_BETWEEN)
            except ValueError:
                break
        else:
            return True
    return False


def _look_at(
    tokens: list[str],
    number: int,
    template: tuple[str, str],
    kept_words: list[str],
    places: dict[tuple[str, str], list[int]],
    counts: HoleCounts,
) -> None:
    before, behind = tokens[max(0, number - 2) : number], tokens[number + 1 : number + 3]
    name, words = template
    around = [*before, *behind]
    if len(before) < 2 or len(behind) < 2 or not words or any(map(_SIGN.fullmatch, around)):
        return
    counts.places += 1
    starts = places.get((before[0], before[1]), [])
    if any(kept_words[start + 2 : start + 4] == behind for start in starts):
        if is_in_table(name, "en"):
            counts.dropped[name] += 1
        else:
            counts.holes += 1
            counts.names[name] += 1
