"""Plain words written as our markup, to read back as exactly these words. Pure: no Django.

Escapes as little as possible, since authors continue to edit the result: an underscore inside a word,
a lone asterisk between spaces or `[sic]` stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from editorial.html.read_notes import CitedWork

# C0 and C1 controls, lone surrogates, noncharacters, byte order mark; zero width space, soft hyphen
# and overrides of direction, which a person checking the text cannot see.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\ufeff\u200b\xad\u202d\u202e]"
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")

_SPECIAL = re.compile(
    r"""\\(?=[!-/:-@\[-`{-~\n]|\s*\Z)  # would escape what follows, or break the line
      | `
      | \*
      | _
      | \[(?=[\[^]|\Z)                 # an entry link, a note
      | (?<!\w)@(?=[\w?]|\Z)           # a citation, when it stands in brackets
      | \](?=[(\[:]|\Z)                # a link's or a definition's second half
      | \^(?=\[)
      | <(?=[A-Za-z/!?]|\Z)
      | &(?=\#?[0-9A-Za-z]+;|\#?\Z)
      | ~(?=~)|(?<=~)~
    """,
    re.VERBOSE,
)
_LINE_START = re.compile(
    r"""(?: \#{1,6}(?=[\s]|\Z)
      | >
      | [-+](?=\s|\Z)
      | \d{1,9}(?=[.)](?:\s|\Z))       # a list's number: its point is escaped
      | =+(?=[ \t]*\Z)
      | (?P<rule>[-_*])[ \t]*(?:(?P=rule)[ \t]*){2,}\Z
      | -+[ \t]*\Z
      | ~~~
      | [|:](?=[-:| \t]*\Z)
    )""",
    re.VERBOSE,
)
_NOTE_LABEL = re.compile(r"(?<!\\)\[\^([^\]\s]{1,100})\]")
_QUOTED_LAST = re.compile(r'(?:^|,)\s*["“]([^"“”]+)["”]\s*\Z')
_KEY_UNSAFE = re.compile(r"[\[\]{}\";@\\|]")


def clean(text: str) -> str:
    """`text` with one kind of line end and without characters that no document may hold."""
    return _UNWANTED.sub("", _LINE_ENDS.sub("\n", text))


def escape(text: str, before: str = "", after: str = "") -> str:
    """Running text as markup; `before` and `after` are the characters next to it in the result.

    Line starts are left to `escape_line_start`, which has to see the finished line.
    """
    if not text:
        return ""

    first = len(text) - len(text.lstrip())
    last = len(text.rstrip()) - 1

    def escaped(match: re.Match[str]) -> str:
        sign = match.group()
        start, end = match.start(), match.end()
        left = text[start - 1] if start else before
        right = text[end] if end < len(text) else after
        if sign == "_" and left.isalnum() and right.isalnum():
            return sign
        if sign == "*" and left.isspace() and right.isspace() and first < start < last:
            return sign
        if sign == "@" and (left.isalnum() or left == "_"):
            return sign
        if end == len(text) and sign in "[]<&" and not _needed_at_end(sign, after):
            return sign
        return "\\" + sign

    words = _SPECIAL.sub(escaped, text)
    # Behind a bracket of ours: neither a link's address nor a definition.
    return "\\" + words if before == "]" and words[0] in "([:" else words


def _needed_at_end(sign: str, after: str) -> bool:
    if sign == "[":
        return after[:1] in {"[", "^"}
    if sign == "]":
        return after[:1] in {"(", "[", ":"}
    return bool(after) and (after[0].isalnum() or after[0] in "#/!?")


def escape_line_start(line: str) -> str:
    """A line of a paragraph, already escaped within, that no block rule may match."""
    line = line.strip(" \t")
    match = _LINE_START.match(line)
    if not match:
        return line
    if line[0].isdigit():
        end = match.end()
        return f"{line[:end]}\\{line[end:]}"
    return "\\" + line


def paragraph(text: str) -> str:
    """Plain text of one or more lines as one paragraph of markup, its lines kept."""
    return "\n".join(escape_line_start(escape(line.strip(), "", "\n")) for line in text.split("\n"))


def bracket_text(text: str) -> str:
    """Words that may stand in a citation's brackets: on one line, without the signs that end it."""
    return " ".join(_KEY_UNSAFE.sub(" ", text).split())


def citation(key: str, locator: str = "", prefix: str = "", suffix: str = "") -> str:
    """`[see @key, p. 12]`."""
    return f"[{cited(key, locator, prefix, suffix)}]"


_IN_QUOTATION = re.compile(r"[\\\"\[\]]")


def cited(
    key: str, locator: str = "", prefix: str = "", suffix: str = "", *, quotation: str = ""
) -> str:
    """What stands between the brackets of a citation for one of its works.

    Words in quotation marks at the end of the suffix are those that it rests on, unless they are given by themselves.
    """
    start = f"{bracket_text(prefix)} " if prefix.strip() else ""
    quoted = _QUOTED_LAST.search(suffix) if not quotation else None
    before = suffix
    if quotation:
        quotation = _IN_QUOTATION.sub(r"\\\g<0>", quotation)
    elif quoted and (quotation := bracket_text(quoted[1])):
        before = suffix[: quoted.start()]
    ends = [f", {bracket_text(words)}" for words in (locator, before) if words.strip()]
    ends += [f', "{quotation}"'] if quotation else []
    return f"{start}@{key}{''.join(ends)}"


def citation_needed(reason: str = "") -> str:
    """`[@? reason]`."""
    words = bracket_text(reason)
    return f"[@? {words}]" if words else "[@?]"


def with_own_notes(text: str, other_text: str) -> str:
    """Markup whose notes have other labels than those of `other_text`, beside which it will stand."""
    other_labels = set(_NOTE_LABEL.findall(other_text))
    labels = [label for label in dict.fromkeys(_NOTE_LABEL.findall(text)) if label in other_labels]
    labels_in_use = other_labels.union(_NOTE_LABEL.findall(text))
    renamed: dict[str, str] = {}
    for label in labels:
        number = 2
        while f"{label}-{number}" in labels_in_use:
            number += 1
        renamed[label] = f"{label}-{number}"
        labels_in_use.add(renamed[label])
    return _NOTE_LABEL.sub(lambda match: f"[^{renamed.get(match[1], match[1])}]", text)


def cited_works(works: Iterable[CitedWork]) -> str:
    """`[see @a, pp. 3–4; @b]`: the works of one note or field in one bracket."""
    listed = (
        cited(work.key, work.locator, work.prefix, work.suffix, quotation=work.quotation)
        for work in works
    )
    return f"[{'; '.join(listed)}]"
