"""Words in quotation marks and in italics, taken out of a reference while the rest of it is read. Pure: no Django.

Each span stands in the text as one private sign, so that commas and full stops within it part nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final, Literal

FIRST: Final = 0xE000
MAX_SPANS: Final = 60
# One span; a boundary where something was taken out.
SPAN: Final = "[\ue000-\ue0ff]"
EDGE: Final = "\ue100"
_PRIVATE: Final = re.compile("[\ue000-\uf8ff]")
_ITALICS: Final = re.compile(
    r"(?<![\w*])\*{1,2}(?=[^\s*])([^*]{1,400}?)(?<=[^\s*])\*{1,2}(?![\w*])"
    r"|(?<![\w_])_(?=[^\s_])([^_]{1,400}?)(?<=[^\s_])_(?![\w_])"
    r"|'{2,3}(?=[^\s'])(.{1,400}?)(?<=[^\s])'{2,3}(?!')"
)
# Opening sign → the signs that may close it.
_CLOSING: Final = {"“": "”", "„": "“”", "«": "»", "‹": "›", "‘": "’", "‚": "‘’", '"': '"', "'": "'"}
_AFTER: Final = re.compile(r"[\s,.;:!?()\[\]\ue000-\ue100»”’\"/–—-]|\Z")


@dataclass(slots=True)
class Spanned:
    """The text with its spans as signs; `contents` and `kinds` ("quote", "italic") are theirs, in order."""

    text: str
    contents: list[str] = field(default_factory=list)
    kinds: list[Literal["quote", "italic"]] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    marked: list[str] = field(default_factory=list)

    def restored(self, words: str) -> str:
        """`words` with its spans as typed, italics without their marks."""
        for _ in range(3):
            words = re.sub(SPAN, self._as_typed, words)
        return words.replace(EDGE, " ")

    def as_typed(self, words: str) -> str:
        """`words` with its spans as they were typed, marks and all."""
        for _ in range(3):
            words = re.sub(SPAN, lambda sign: self.marked[ord(sign.group()) - FIRST], words)
        return words

    def _as_typed(self, sign: re.Match[str]) -> str:
        number = ord(sign.group()) - FIRST
        return self.typed[number] if number < len(self.typed) else ""

    def kind(self, sign: str) -> str:
        """What one sign stands for: "quote", "italic", or "" where it stands for nothing."""
        number = ord(sign) - FIRST if len(sign) == 1 else -1
        return self.kinds[number] if 0 <= number < len(self.kinds) else ""

    def content(self, sign: str) -> str:
        """What stands between the marks of one sign."""
        return self.restored(self.contents[ord(sign) - FIRST])

    def _take(self, content: str, kind: Literal["quote", "italic"], typed: str, marked: str) -> str:
        self.contents.append(content)
        self.kinds.append(kind)
        self.typed.append(typed)
        self.marked.append(marked)
        return chr(FIRST + len(self.contents) - 1)


def without_private(words: str) -> str:
    """Without the signs that stand for something here."""
    return _PRIVATE.sub(" ", words)


def spanned(words: str) -> Spanned:
    """Take the quotations and the italics out of `words`, in which no private signs but edges stand."""
    result = Spanned(words)
    result.text = _ITALICS.sub(lambda match: _italic(result, match), result.text)
    result.text = _without_quotations(result)
    return result


def tagged(words: str) -> str:
    """`words` with their italics as a record writes them: "<i>Title</i>"."""
    return _ITALICS.sub(
        lambda match: f"<i>{next(part for part in match.groups() if part is not None)}</i>", words
    )


def _italic(result: Spanned, match: re.Match[str]) -> str:
    inner = next(part for part in match.groups() if part is not None)
    if len(result.contents) >= MAX_SPANS:
        return inner
    content, comma = _without_comma(inner)
    typed = match.group()
    mark = typed[: typed.index(inner)]
    return result._take(content, "italic", content, f"{mark}{content}{mark}") + comma


def _without_quotations(result: Spanned) -> str:
    text, pieces, position = result.text, [""], 0
    while position < len(text):
        sign = text[position]
        end = _end(text, position) if sign in _CLOSING else -1
        if end < 0 or len(result.contents) >= MAX_SPANS:
            pieces.append(sign)
            position += 1
            continue
        content, comma = _without_comma(text[position + 1 : end].strip())
        typed = text[position : end + 1]
        if comma:
            typed = sign + content + text[end]
        if content:
            pieces.append(result._take(content, "quote", typed, typed) + comma)
        position = end + 1
    return "".join(pieces)


def _without_comma(content: str) -> tuple[str, str]:
    """American printers set the comma or full stop of the sentence within the marks."""
    if content.endswith((",", ";")) or (content[-1:] == "." and not content.endswith(("..", "…"))):
        if content[-1:] == "." and re.search(r"(?:\b[^\W\d_]|\.[^\W\d_])\.\Z", content):
            return content, "."
        return content[:-1].rstrip(), content[-1]
    return content, ""


def _end(text: str, start: int) -> int:
    """Where the quotation that begins at `start` ends, or -1 where nothing is quoted there."""
    sign = text[start]
    before, behind = text[start - 1 : start], text[start + 1 : start + 2]
    if not behind or (behind.isspace() and sign not in '«"„') or before.isalnum():
        return -1
    closing = _CLOSING[sign]
    depth, best = 0, -1
    for place in range(start + 1, min(len(text), start + 500)):
        character = text[place]
        if character == sign and sign not in "\"'":
            depth += 1
        elif character in closing and _AFTER.match(text, place + 1):
            if depth and sign not in "\"'":
                depth -= 1
                continue
            if (
                sign not in "‘'"
                or re.match(r"\s?[,.;:()\[\]]|\Z|\s\(", text[place + 1 :])
                or text[place - 1] in ",."
            ):
                return place
            best = place if best < 0 else best
    return best if sign not in "‘'" or best - start > 2 else -1
