from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editorial.html.read_notes import NoteReading
from editorial.importers.notes.note_reading import NoteReader, note_id
from editorial.importers.references.resolving import Resolver

DEUTSCHER = "Isaac Deutscher, The Prophet Armed (London: Oxford University Press, 1954), 44."
TWO = (
    "Leon Trotsky, The Revolution Betrayed (New York: Doubleday, 1937), p. 55; "
    "E. H. Carr, The Bolshevik Revolution, vol. 1 (London: Macmillan, 1950), pp. 110–12."
)


def read(*notes: str) -> list[NoteReading]:
    reader = NoteReader(Resolver())
    return [reader.read(str(number), words) for number, words in enumerate(notes, 1)]


def cited(reading: NoteReading) -> list[str]:
    return [
        " ".join(filter(None, (work.prefix, work.key, work.locator, work.suffix)))
        for work in reading.works
    ]


def test_works_parted_by_semicolons_are_drafted_one_by_one() -> None:
    (both,) = read(TWO)
    assert cited(both) == ["trotsky-revolution-1937 p. 55", "carr-bolshevik-1950 pp. 110–12"]
    assert both.is_cited_only


def test_a_work_that_was_joined_to_another_is_named_shortly_by_either_name() -> None:
    notes = (
        "Nikolai Bukharin, The ABC of Communism (London: Penguin, 1969), p. 3.",
        "Nikolaj Bucharin, Azbuka kommunizma (Moskva: Gosizdat, 1920), p. 5.",
        "Bucharin, Azbuka, p. 7.",
        "Bukharin, ABC, p. 9.",
    )
    apart = Resolver()
    for number, words in enumerate(notes[:2], 1):
        NoteReader(apart).read(str(number), words)
    one, other = (work.identity for work in apart.cited_records.works)
    reader = NoteReader(Resolver(joined={other: one}))
    keys = [cited(reader.read(str(number), words)) for number, words in enumerate(notes, 1)]
    assert keys == [[f"bukharin-abc-1969 p. {page}"] for page in (3, 5, 7, 9)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Ibid.", "p. 44"),
        ("Ibid., 45.", "p. 45"),
        ("Ibídem, p. 45", "p. 45"),
        ("Ebd., S. 46.", "p. 46"),
        ("A. a. O., S. 46", "p. 46"),
        ("Там же. С. 14.", "p. 14"),
        ("Loc. cit.", "p. 44"),
        ("Id., p. 3", "p. 3"),
        ("Deutscher, op. cit., p. 20.", "p. 20"),
        ("Deutscher, a. a. O., S. 20", "p. 20"),
        ("Deutscher, ouvr. cité, p. 20", "p. 20"),
        ("Deutscher (n. 1), p. 20", "p. 20"),
        ("wie Anm. 1, S. 47", "p. 47"),
        ("See note 1.", "See p. 44"),
        ("Deutscher, Prophet, 55", "p. 55"),
        ("Deutscher, The Prophet Armed, 55", "p. 55"),
        ("Deutscher, 55", "p. 55"),
    ],
)
def test_what_stands_for_the_work_before_is_that_work(words: str, expected: str) -> None:
    _first, second = read(DEUTSCHER, words)
    work = "deutscher-prophet-1954"
    place = expected.rpartition("p. ")
    assert cited(second) == [" ".join(filter(None, (place[0].strip(), work, f"p. {place[2]}")))]
    assert second.is_cited_only


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (TWO, "Ibid."),
        ("He meant the Mensheviks, who had left.", "Ibid., p. 3"),
        (DEUTSCHER, "Smith, op. cit., p. 20"),
        (DEUTSCHER, "See note 7."),
        (DEUTSCHER, "Idem, My Life, 61."),
    ],
)
def test_what_could_be_any_work_is_no_work(before: str, words: str) -> None:
    _first, second = read(before, words)
    assert [part.how for part in second.parts] == ["unclear"]
    assert second.works == []


def test_remarks_stand_beside_the_works_of_a_note() -> None:
    _first, behind, before, around = read(
        DEUTSCHER,
        "Deutscher, Prophet, 55. This was later denied.",
        "On the strike, see Deutscher, Prophet, 60; the papers were silent.",
        "He meant the Mensheviks, who had left.",
    )
    assert [part.how for part in behind.parts] == ["named", "remark"]
    assert [work.locator for work in behind.leading] == ["p. 55"]
    assert [part.how for part in before.parts] == ["remark", "named", "remark"]
    assert before.leading == []
    assert cited(before) == ["see deutscher-prophet-1954 p. 60"]
    assert [part.how for part in around.parts] == ["remark"]


def test_prefixes_and_what_is_said_of_the_quotation_belong_to_the_citation() -> None:
    _first, second, third = read(
        DEUTSCHER,
        "Lenin, Works, 5, quoted in Deutscher, Prophet Armed, p. 99.",
        "Jane Roe, The End (Press, 1930), p. 5, and see also John Smith, The Strike (Press, 1920), "
        "p. 30 (emphasis added).",
    )
    assert cited(second) == ["Lenin, Works, 5, quoted in deutscher-prophet-1954 p. 99"]
    assert cited(third) == ["roe-end-1930 p. 5", "see also smith-strike-1920 p. 30 emphasis added"]


def test_a_persons_decision_comes_before_what_was_read() -> None:
    decisions = {note_id(1, DEUTSCHER): "note", note_id(2, "Moscow, May."): "verbatim"}
    reader = NoteReader(Resolver(), decisions=decisions)  # type: ignore[arg-type]
    assert reader.read("1", DEUTSCHER).parts == ()
    (part,) = reader.read("2", "Moscow, May.").parts
    assert part.work is not None
    assert reader.resolver.cited_records.record_of(part.work.key) == {
        "type": "document",
        "title": "Moscow, May",
    }


@pytest.mark.parametrize(
    ("words", "title", "locator"),
    [
        ("Roe, J. Of the end (Press, 1930), p. 213.", "Roe, J. Of the end (Press, 1930)", "p. 213"),
        ("p. 213", "p. 213", ""),
    ],
)
def test_a_source_word_for_word_leaves_the_place_to_its_citation(
    words: str, title: str, locator: str
) -> None:
    reader = NoteReader(Resolver(), decisions={note_id(1, words): "verbatim"})
    (work,) = reader.read("1", words).works
    assert reader.resolver.cited_records.record_of(work.key)["title"] == title
    assert work.locator == locator


@given(st.lists(st.text(max_size=60), max_size=4))
def test_any_notes_are_read(notes: list[str]) -> None:
    for reading in read(
        *notes, "Ibid. " + "".join(notes), "Deutscher, op. cit.; " + "".join(notes)
    ):
        assert all(0 <= part.start <= part.end for part in reading.parts)
