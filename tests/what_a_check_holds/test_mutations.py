"""Sentences in fourteen languages, each changed in dozens of ways, through the office: save, check, edit, publish.

No change of meaning leaves a check, and no change of layout drops one. Sentences and changes were written by somebody
who had not seen the code (README.md). `make test-thorough` tries all of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import factories
import pytest
from factories import Cast
from portions import Portion
from what_a_check_holds.mutations import layout_changes, meaning_changes

from editorial import actions
from editorial.gate.gate_input import obstacles
from editorial.models import DraftCitation, Manuscript
from encyclopedia.core.documents import ArticleDocument
from encyclopedia.markup import parse
from encyclopedia.models import Citation

HERE = Path(__file__).parent
LANGUAGES = ("ar", "de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt", "ru", "sv", "tr", "zh")
KEPT = ("supports", "context_changed")


class Sentence(NamedTuple):
    """A cited sentence with its changes: the name of each, and the sentence after it."""

    text: str
    meaning: list[tuple[str, str]]
    layout: list[tuple[str, str]]


def sentences(language: str) -> list[Sentence]:
    stored = json.loads((HERE / "sentences" / f"{language}.json").read_text(encoding="utf-8"))
    return [
        Sentence(
            row["text"],
            [(edit["what"], edit["text"]) for edit in row["edits"]]
            + list(meaning_changes(row["text"], language)),
            list(layout_changes(row["text"], language)),
        )
        for row in stored
    ]


def digests(text: str, language: str) -> list[str]:
    return [citation.digest for citation in parse(text, entry="e", language=language).citations]


@pytest.mark.slow
def test_there_are_hundreds_of_sentences_and_dozens_of_changes_of_each() -> None:
    every = [sentence for language in LANGUAGES for sentence in sentences(language)]
    assert len(every) >= 400
    assert min(len(sentence.meaning) + len(sentence.layout) for sentence in every) >= 40


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reader_of_texts_tells_meaning_from_layout(language: str, portion: Portion) -> None:
    wrong: list[tuple[str, str, str]] = []
    for sentence in sentences(language):
        (checked,) = digests(sentence.text, language)
        for name, changed in portion(sentence.meaning, 12):
            if checked in digests(changed, language):
                wrong.append(("meaning stands", name, changed))
        for name, laid_out in portion(sentence.layout, 12):
            if digests(laid_out, language) != [checked]:
                wrong.append(("layout drops", name, laid_out))
    assert wrong == []


@pytest.fixture(scope="module")
def cast(made_once: None) -> Any:
    cast = factories.make_cast()
    for key in ("a", "b"):
        factories.published(factories.source(key, title=f"The Book {key}"), cast)
    return cast


class Shelf:
    """One article that cites all the sentences of a language, a paragraph each; every citation is checked."""

    def __init__(self, language: str, cast: Cast) -> None:
        self.cast = cast
        self.sentences = sentences(language)
        self.document = factories.article(
            text=self.text([sentence.text for sentence in self.sentences])
        )
        self.document = replace(self.document, language=language)
        self.manuscript = factories.submitted(self.document, cast)
        factories.check_all(self.manuscript, cast)
        actions.recall(manuscript=self.manuscript.pk, by=cast.editor, reason="A page is wrong.")

    @staticmethod
    def text(paragraphs: list[str]) -> str:
        return "\n\n".join(paragraphs)

    def edited(self, paragraphs: list[str]) -> list[list[str]]:
        """Saved with these paragraphs: the standings of the citations in each."""
        document: ArticleDocument = replace(self.document, text=self.text(paragraphs))
        self.manuscript = factories.drafted(document, self.cast)
        rows = DraftCitation.objects.filter(manuscript=self.manuscript).in_order()
        by_line: dict[int, list[str]] = {}
        for line, standing in rows.values_list("line", "standing"):
            by_line.setdefault(line, []).append(standing)
        standings, first = [], 1
        for paragraph in paragraphs:
            last = first + paragraph.count("\n")
            standings.append([s for line in range(first, last + 1) for s in by_line.get(line, [])])
            first = last + 2
        return standings

    def variants(self, kind: str, number: int) -> list[tuple[str, str]]:
        """The change of this number of every sentence, or the sentence itself where it has fewer."""
        return [
            changes[number]
            if number < len(changes := getattr(sentence, kind))
            else ("", sentence.text)
            for sentence in self.sentences
        ]


def numbers(shelf: Shelf, kind: str) -> range:
    return range(max(len(getattr(sentence, kind)) for sentence in shelf.sentences))


def misjudged(shelf: Shelf, kind: str, chosen: list[int]) -> Iterator[str]:
    for number in chosen:
        variants = shelf.variants(kind, number)
        for (name, text), standings in zip(
            variants, shelf.edited([text for _name, text in variants]), strict=True
        ):
            kept = bool(standings) and all(standing in KEPT for standing in standings)
            fell = not any(standing in KEPT for standing in standings)
            if not (fell if name and kind == "meaning" else kept):
                yield f"{name}: {text} {standings}"


@pytest.mark.slow
@pytest.mark.portion(4)
@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_in_the_office_no_meaning_leaves_a_check_and_no_layout_drops_one(
    language: str, cast: Cast, portion: Portion
) -> None:
    shelf = Shelf(language, cast)
    meaning = portion(list(numbers(shelf, "meaning")), 16)
    assert list(misjudged(shelf, "meaning", meaning)) == []
    newest = ArticleDocument(**{**_fields(shelf), "text": shelf.text(_texts(shelf, "meaning"))})
    assert _unchecked(shelf, newest) == len(_changed(shelf, "meaning"))
    layout = portion(list(numbers(shelf, "layout")), 16)
    assert list(misjudged(shelf, "layout", layout)) == []
    shelf.edited(_texts(shelf, "layout"))
    _publish(shelf)
    published = Citation.objects.filter(entry=shelf.manuscript.pk)
    assert set(published.values_list("standing", flat=True)) <= set(KEPT)
    assert published.count() == len(shelf.sentences)


def _texts(shelf: Shelf, kind: str) -> list[str]:
    return [text for _name, text in shelf.variants(kind, 0)]


def _changed(shelf: Shelf, kind: str) -> list[str]:
    return [name for name, _text in shelf.variants(kind, 0) if name]


def _fields(shelf: Shelf) -> dict[str, Any]:
    names = ("id", "slug", "title", "summary", "language")
    return {name: getattr(shelf.document, name) for name in names}


def _unchecked(shelf: Shelf, document: ArticleDocument) -> int:
    """How many citations the gate stops at approval."""
    manuscript = factories.drafted(document, shelf.cast)
    codes = [obstacle.code for obstacle in obstacles(manuscript, document, "approve")]
    return sum(code in ("unchecked", "stale") for code in codes)


def _publish(shelf: Shelf) -> None:
    manuscript = Manuscript.objects.get(pk=shelf.manuscript.pk)
    number, cast = manuscript.revision, shelf.cast
    actions.submit(manuscript=manuscript.pk, revision=number, by=cast.editor)
    actions.approve(manuscript=manuscript.pk, revision=number, by=cast.approver)
    actions.publish(manuscript=manuscript.pk, by=cast.approver)


CONTEXTS = json.loads((HERE / "context.json").read_text(encoding="utf-8"))


def uses(text: str, sentence: str) -> list[tuple[str, str]]:
    parsed = parse(text, entry="e", pictures={"one.jpg", "two.jpg"})
    return [(citation.digest, citation.context) for citation in parsed.citations]


@pytest.mark.parametrize("pair", CONTEXTS["changed"], ids=lambda pair: pair["name"])
def test_another_context_is_never_taken_for_the_one_that_was_checked(pair: dict[str, str]) -> None:
    before, after = (uses(pair[part], pair["sentence"]) for part in ("before", "after"))
    assert before
    assert not set(before) & set(after)


@pytest.mark.parametrize("pair", CONTEXTS["unchanged"], ids=lambda pair: pair["name"])
def test_what_leaves_the_context_as_it_was_leaves_the_check(pair: dict[str, str]) -> None:
    before, after = (uses(pair[part], pair["sentence"]) for part in ("before", "after"))
    assert before
    assert before == after
