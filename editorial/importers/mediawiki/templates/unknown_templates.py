"""What stands in a sentence where a template is that nobody told us about: its words, or a mark; never a hole."""

from __future__ import annotations

import re
from dataclasses import dataclass

from editorial.importers.mediawiki.context import (
    LINE_MARK,
    Context,
    UnknownTemplate,
    excerpt_of,
)
from editorial.importers.mediawiki.templates.known_templates import holds_atoms, prose
from editorial.importers.mediawiki.templates.mappings import MAX_FIELDS, MAX_PARAMETER
from editorial.importers.mediawiki.templates.template_words import Arguments
from editorial.importers.mediawiki.wikitext.nodes import Node, WikiLink
from encyclopedia.core.messages import Message

_MAX_BESIDE = 400
# As many pieces of a line are looked at before and behind a template.
MAX_BEFORE = 40
MAX_BEHIND = 12
# Within a table's or a tag's attributes a word would not be read.
_NO_TEXT = re.compile(r"\A\s*(?:\{\||\|-)|<[A-Za-z][^<>]*\Z|\[(?:https?:)?//[^\s\]]*\Z")
_NO_WORDS = re.compile(
    r"\A(?:https?:)?//|\A#[0-9A-Fa-f]{3,8}\Z|\.(?:jpe?g|png|gif|svg|tiff?|webp|pdf|ogg|webm)\Z",
    re.IGNORECASE,
)
_SENTENCE_ENDED = re.compile(r"[.!?。！？:;>\]]\s*\Z")


@dataclass(frozen=True, slots=True)
class Beside:
    """The text of the line before and behind a template."""

    before: str
    behind: str

    @property
    def is_line(self) -> bool:
        """Is there text on the template's line that its words would belong to?"""
        beside = f"{self.before}{self.behind}".strip(" \t*#:;")
        return bool(beside) and not _NO_TEXT.search(self.before)

    @property
    def is_sentence(self) -> bool:
        """Does one sentence stand before and behind the template?"""
        return (
            self.is_line
            and re.search(r"[^\W_]", self.before) is not None
            and re.match(r"\s*[,)]?\s*[^\W_]", self.behind) is not None
            and _SENTENCE_ENDED.search(self.before) is None
        )


def beside(written: list[str], following: list[Node]) -> Beside:
    """The line around a template: what is already `written`, and the nodes `following` it."""
    before = ""
    for text in reversed(written[-MAX_BEFORE:]):
        before = text[-_MAX_BESIDE:] + before
        if "\n" in text or len(before) > _MAX_BESIDE:
            break
    behind = ""
    for node in following:
        behind += (
            node[:_MAX_BESIDE]
            if isinstance(node, str)
            else "x"
            if isinstance(node, WikiLink)
            else ""
        )
        if "\n" in behind or len(behind) > _MAX_BESIDE:
            break
    line = LINE_MARK.sub("", before.rpartition("\n")[2])
    return Beside(line[-_MAX_BESIDE:], behind.partition("\n")[0][:_MAX_BESIDE])


@dataclass(frozen=True, slots=True)
class Remainder:
    """The words that stay of an unknown template; `doubt` asks a person to compare them, or to add them."""

    words: str = ""
    doubt: str = ""


def remainder(arguments: Arguments, around: Beside) -> Remainder:
    """What stays of an unknown template.

    Running text stays. In a line its only argument stays, of several the first; of numbers with their
    units all, since a number alone may be false. What was not certain is marked where it stands.
    """
    kept = prose(arguments)
    if kept or not around.is_line:
        return Remainder(kept)
    values = [value for value in arguments.positional() if value and not _NO_WORDS.search(value)]
    name = arguments.name
    if len(values) > 1 and any(re.search(r"\d", value) for value in values):
        return Remainder(" ".join(values), f"compare: template “{name}”")
    if values:
        return Remainder(values[0])
    # "The formula is: {{formula|upper=2}}": what a colon announces is no decoration.
    is_announced = (
        around.is_line
        and around.before.rstrip().endswith(":")
        and bool(arguments.get(*arguments.values))
    )
    if any(map(holds_atoms, arguments.values.values())) or not (around.is_sentence or is_announced):
        return Remainder()
    return Remainder("", words_missing(name))


def words_missing(name: str) -> str:
    """What asks a person to add the words of this template."""
    return f"words missing: template “{name}”"


def all_words(arguments: Arguments, written_name: str) -> Remainder:
    """What stays in a reference: all of it, since it must not get lost, however it is written."""
    names = [written_name.strip()] if "=" in written_name else []
    return Remainder(", ".join([*names, *(value.strip() for value in arguments.values.values())]))


def left_of(arguments: Arguments, written_name: str, around: Beside, context: Context) -> Remainder:
    """What stays of an unknown template; the report names it, and it is counted among those that a person may map.

    `written_name` is its name as it is written in a reference, "" elsewhere.
    """
    inside = context.in_reference
    left = all_words(arguments, written_name) if inside else remainder(arguments, around)
    name = arguments.name
    excerpt = "|".join([name, *(f"{k}={v}" for k, v in arguments.values.items())])
    code = "wiki_template_words_kept" if left.words else "wiki_template_dropped"
    context.tell("{{" + name + "}}", Message(code), excerpt)
    parameters = tuple(key[:MAX_PARAMETER].lower() for key in arguments.values)[:MAX_FIELDS]
    context.unknown.append(UnknownTemplate(name, context.line, parameters, excerpt_of(excerpt)))
    return left
