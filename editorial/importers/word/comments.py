"""The comments of a Word file, each with the words that it is on. Pure: no Django."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from editorial.html.read_notes import FoundComment
from editorial.importers.word.stories import Story

MAX_BEFORE = 60
_AT_POINT = 5


def comment_texts(root: Element) -> dict[str, tuple[str, str]]:
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


def comments_of(story: Story, texts: dict[str, tuple[str, str]]) -> Iterator[FoundComment]:
    """The comments on a story's words, in the order of their ends; answers on the same words are put together."""
    pieces: list[str] = []
    begun: dict[str, int] = {}
    ranges: dict[tuple[int, int], list[str]] = {}
    for element in story.root.iter():
        tag = element.tag.removeprefix(story.w)
        if tag == "t":
            pieces.append(element.text or "")
        elif tag in {"p", "tab", "br"}:
            pieces.append(" ")
        elif tag == "commentRangeStart":
            begun[story.get(element, "id")] = len(pieces)
        elif tag == "commentReference":
            name = story.get(element, "id")
            ranges.setdefault((begun.get(name, len(pieces)), len(pieces)), []).append(name)
    for (start, end), names in ranges.items():
        said = [texts[name] for name in names if name in texts]
        text = "\n\n".join(
            text if number == 0 else f"{author}: {text}"
            for number, (author, text) in enumerate(said)
        )
        if text:
            words = " ".join("".join(pieces[start:end]).split())
            before = " ".join("".join(pieces[max(0, start - 20) : start]).split())[-MAX_BEFORE:]
            if not words:
                # A comment at a point is on the words that end there.
                at_point = before.split(" ")[-_AT_POINT:]
                words, before = " ".join(at_point), ""
            yield FoundComment(words, before, said[0][0], text)
