"""The comments of a Word file, each with the words that it is on. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from editorial.html.read_notes import FoundComment
from editorial.importers.word.stories import Story

MAX_BEFORE = 60
NEW_PARAGRAPH = "\n"
_AT_POINT = 5

Said = tuple[str, str]
"""Who said it, and what."""

Ranges = dict[tuple[int, int], list[str]]
"""The ids of the comments on the pieces of a text from one to another."""


def comment_texts(root: Element) -> dict[str, Said]:
    """Author and text of each comment by its id, of the part `word/comments.xml`."""
    namespace = root.tag.rpartition("}")[0] + "}"
    story = Story("comments", root, namespace)
    return {
        story.get(comment, "id"): (
            story.get(comment, "author"),
            "\n".join(
                filter(
                    None, (" ".join(story.words(p).split()) for p in comment.iter(f"{namespace}p"))
                )
            ),
        )
        for comment in root.iter(f"{namespace}comment")
    }


def comments_of(story: Story, texts: dict[str, Said]) -> Iterator[FoundComment]:
    """The comments on a story's words, in the order of their ends."""
    pieces: list[str] = []
    begun: dict[str, int] = {}
    ranges: Ranges = {}
    for element in story.root.iter():
        tag = element.tag.removeprefix(story.w)
        if tag == "t":
            pieces.append(element.text or "")
        elif tag in {"tab", "br"}:
            pieces.append(" ")
        elif tag == "p":
            pieces.append(NEW_PARAGRAPH)
        elif tag == "commentRangeStart":
            begun[story.get(element, "id")] = len(pieces)
        elif tag == "commentReference":
            name = story.get(element, "id")
            ranges.setdefault((begun.get(name, len(pieces)), len(pieces)), []).append(name)
    yield from comments_on(pieces, ranges, texts)


def comments_on(
    pieces: Sequence[str], ranges: Ranges, texts: Mapping[str, Said]
) -> Iterator[FoundComment]:
    """The comments on ranges of a text in pieces; answers on the same words are put together."""
    for (start, end), names in ranges.items():
        said = [texts[name] for name in names if name in texts]
        text = "\n\n".join(
            f"{author}: {text}" if number and author else text
            for number, (author, text) in enumerate(said)
        )
        if text:
            words = " ".join("".join(pieces[start:end]).split())
            before = "".join(pieces[max(0, start - 20) : start])
            if words:
                before = " ".join(before.split())[-MAX_BEFORE:]
            else:
                # A comment at a point is on the words of its paragraph that end there.
                near = before.rpartition(NEW_PARAGRAPH)[2].split()
                words, before = " ".join(near[-_AT_POINT:]), ""
            yield FoundComment(words, before, said[0][0], text)
