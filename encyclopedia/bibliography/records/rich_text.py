"""Words with marks (italics, quotation marks, links): joined, with their punctuation settled, and written as HTML.

A `Text` is a tuple of strings and spans. Nothing in it is HTML: `html` escapes every string, and only marks become
elements. Quotation marks are spans, so that those inside another pair turn single and a full stop finds its way in.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Final

from encyclopedia.bibliography.records.citing_words import is_english, quotation_marks


@dataclass(frozen=True, slots=True)
class Span:
    """Marked words; `mark` is em, strong, sup, sub, small, quote, asis (case is left alone) or link (to `href`)."""

    mark: str
    words: Text
    href: str = ""


Text = tuple[str | Span, ...]

# What stays where two marks meet: these pairs keep the first of them, and those the second.
KEEP_FIRST: Final = frozenset(
    {"!.", "!:", "?.", "?:", ":.", ";:", ";.", "!!", "??", "..", "::", ";;", ",,"}
)
KEEP_SECOND: Final = frozenset({":!", ":?", ";!", ";?", "  ", " ,", " ."})
ELEMENTS: Final = {
    "em": ("<em>", "</em>"),
    "strong": ("<strong>", "</strong>"),
    "sup": ("<sup>", "</sup>"),
    "sub": ("<sub>", "</sub>"),
    "small": ('<span class="small-caps">', "</span>"),
    "asis": ("", ""),
}


def marked(mark: str, text: Text) -> Text:
    return (Span(mark, text),) if text else ()


def around(before: str, text: Text, after: str) -> Text:
    """The text between two strings; nothing when the text is empty."""
    return run((before,), text, (after,)) if text else ()


def plain(text: Text, *, nested: bool = False) -> str:
    """The words without marks, with typographic quotation marks."""
    words = []
    for node in text:
        if isinstance(node, str):
            words.append(node)
        elif node.mark == "quote":
            inner = plain(node.words, nested=not nested)
            words.append(f"‘{inner}’" if nested else f"“{inner}”")
        else:
            words.append(plain(node.words, nested=nested))
    return "".join(words)


def _first(text: Text, *, nested: bool = False) -> str:
    """The first character of the plain words."""
    for node in text:
        if isinstance(node, str):
            character = node[:1]
        elif node.mark == "quote":
            character = "‘" if nested else "“"
        else:
            character = _first(node.words, nested=nested)
        if character:
            return character
    return ""


def _last(text: Text, *, nested: bool = False) -> str:
    """The last character of the plain words."""
    for node in reversed(text):
        if isinstance(node, str):
            character = node[-1:]
        elif node.mark == "quote":
            character = "’" if nested else "”"
        else:
            character = _last(node.words, nested=nested)
        if character:
            return character
    return ""


def join(delimiter: str, *texts: Text) -> Text:
    """Those of the texts that are not empty, with the delimiter between (none before a mark that follows anyway)."""
    parts: list[Text] = []
    for text in texts:
        if not text:
            continue
        if parts and _first(text) not in (",", ";", "."):
            parts.append((delimiter,))
        parts.append(text)
    return run(*parts)


def run(*texts: Text) -> Text:
    """The texts one after the other, with doubled punctuation settled where they meet."""
    result: Text = ()
    for text in texts:
        result = _meet(result, text) if result and text else result or text
    return result


def _meet(left: Text, right: Text) -> Text:
    start, end = _first(right), _last(left)
    if start == "." and end in ("”", "’"):
        end = plain(left).rstrip("”’")[-1:]
    if end + start in KEEP_FIRST:
        right = _without_start(right, start)
    elif end + start in KEEP_SECOND:
        left = _without_end(left, end)
    if left and right and isinstance(left[-1], str) and isinstance(right[0], str):
        return (*left[:-1], left[-1] + right[0], *right[1:])
    return left + right


def _without_start(text: Text, mark: str) -> Text:
    first = text[0]
    if isinstance(first, str):
        rest = first.lstrip(mark)
        return (rest, *text[1:]) if rest else text[1:]
    if first.mark == "quote" or not first.words:
        return text
    return (Span(first.mark, _without_start(first.words, mark), first.href), *text[1:])


def _without_end(text: Text, mark: str) -> Text:
    last = text[-1]
    if isinstance(last, str):
        rest = last.rstrip(mark)
        return (*text[:-1], rest) if rest else text[:-1]
    if last.mark == "quote" or not last.words:
        return text
    return (*text[:-1], Span(last.mark, _without_end(last.words, mark), last.href))


def punctuated(text: Text) -> Text:
    """With commas and full stops moved inside the quotation marks that they follow: in English, as Americans do."""
    if not is_english():
        return text
    result: list[str | Span] = []
    for node in text:
        moved: str | Span = node
        if isinstance(node, Span):
            moved = Span(node.mark, punctuated(node.words), node.href)
        elif (
            result
            and isinstance(quoted := result[-1], Span)
            and _ends_in_quotation(quoted)
            and node[:1] in (",", ".", "!", "?")
        ):
            last = plain(quoted.words).rstrip("’”")[-1:]
            # A comma stays behind a question or an abbreviation: “Is That It?,” “Made in the U.S.S.R.,” (6.125).
            if last not in tuple(".,;:!?") or (node[0] == "," and last in (".", "?", "!")):
                result[-1] = Span(quoted.mark, _with_sign(quoted.words, node[0]), quoted.href)
            moved = node[1:]
        if moved:
            result.append(moved)
    return tuple(result)


def _ends_in_quotation(span: Span) -> bool:
    """Whether it is a quotation, or italics that end with one: *On “Permanent Revolution,”*."""
    if span.mark == "quote":
        return True
    last = span.words[-1] if span.words else ""
    return span.mark in ("em", "strong") and isinstance(last, Span) and _ends_in_quotation(last)


def _with_sign(words: Text, sign: str) -> Text:
    """The words with the sign within the innermost quotation that ends them: ‘Permanent Revolution,’” (6.11)."""
    last = words[-1] if words else ""
    if isinstance(last, Span) and last.mark == "quote":
        return (*words[:-1], Span("quote", _with_sign(last.words, sign)))
    return (*words, sign) if not isinstance(last, str) or not last else (*words[:-1], last + sign)


def capitalised(text: Text) -> Text:
    """With a capital first letter, if the first word is all in lower case; addresses and `asis` are left alone."""
    for place, node in enumerate(text):
        if isinstance(node, Span):
            if node.mark in ("asis", "link") or not plain(node.words).strip():
                return text
            return (
                *text[:place],
                Span(node.mark, capitalised(node.words), node.href),
                *text[place + 1 :],
            )
        begin = len(node) - len(node.lstrip("([¿¡ "))
        if begin < len(node):
            end = next((at for at in range(begin, len(node)) if not node[at].isalnum()), len(node))
            if node[begin:end].islower() and node[begin:end].isalpha():
                node = node[:begin] + node[begin].upper() + node[begin + 1 :]
            return (*text[:place], node, *text[place + 1 :])
    return text


def html(text: Text, *, nested: bool = False) -> str:
    """The text as HTML: strings escaped, marks as elements, balanced."""
    out = []
    for node in text:
        if isinstance(node, str):
            out.append(escape(node, quote=False))
        elif node.mark == "quote":
            inner = html(node.words, nested=not nested)
            before, after = quotation_marks()[2:] if nested else quotation_marks()[:2]
            out.append(f"{before}{inner}{after}")
        elif node.mark == "link":
            out.append(f'<a href="{escape(node.href)}">{html(node.words, nested=nested)}</a>')
        else:
            before, after = ELEMENTS[node.mark]
            out.append(before + html(node.words, nested=nested) + after)
    return "".join(out)
