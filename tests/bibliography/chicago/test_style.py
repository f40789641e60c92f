"""Wording beyond the reference's 64 records: locators, prefixes, titles, kinds of works, and what is missing."""

from __future__ import annotations

from typing import Any

import pytest

from encyclopedia.bibliography import plain_label
from encyclopedia.bibliography.chicago import bibliography_line, full_note, short_note

BOOK: dict[str, Any] = {
    "type": "book",
    "title": "The Prophet Armed",
    "author": [{"family": "Deutscher", "given": "Isaac"}],
    "issued": {"date-parts": [[1954]]},
    "publisher": "Verso",
}
AUTHOR = [{"family": "Trotsky", "given": "Leon"}]


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("12", "12"),
        ("p. 12", "12"),
        ("pp. 3–4", "3–4"),
        ("pp. 241-259", "241–59"),
        ("pp. 100-104, 301", "100–104, 301"),
        ("p. xii", "xii"),
        ("ch. 2", "chap. 2"),
        ("chapters 2-3", "chaps. 2–3"),
        ("chapter 2", "chap. 2"),
        ("vol. 2", "vol. 2"),
        ("vol. 2, p. 14", "2:14"),
        ("bk. 1, ch. 3", "bk. 1, chap. 3"),
        ("§ 4", "sec. 4"),
        ("fol. 3r", "fol. 3r"),
        ("s.v. Trotsky", "under “Trotsky”"),
        ("12n3", "12n3"),
        ("preface", "preface"),
        ("verso of the title page", "verso of the title page"),
        ("note on sources", "note on sources"),
        ("act 1, scenes 2-3", "act 1, scs. 2–3"),
        ("supplement 2", "supp. 2"),
        ("titles 2, 3", "titles 2, 3"),
        ("par. 4", "para. 4"),
        ("title page", "title page"),
    ],
)
def test_a_place_is_written_as_chicago_writes_it(typed: str, written: str) -> None:
    assert full_note(BOOK, locator=typed).endswith(f"(Verso, 1954), {written}.".replace("”.", ".”"))


def test_the_volume_of_a_work_is_not_said_twice() -> None:
    volume = BOOK | {"volume": "2"}
    assert full_note(volume, locator="p. 14").endswith("(Verso, 1954), 2:14.")
    assert short_note(volume, locator="vol. 2, p. 14") == "Deutscher, <em>Prophet Armed</em>, 2:14."


def test_only_a_page_is_written_behind_its_volume() -> None:
    volume = BOOK | {"volume": "2"}
    assert full_note(volume, locator="canto 3").endswith(", vol. 2 (Verso, 1954), canto 3.")


def test_laws_take_the_signs_that_lawyers_use() -> None:
    law = {"type": "legislation", "title": "Land Decree", "container-title": "Stat.", "volume": "3"}
    assert full_note(law, locator="sec. 4") == "Land Decree, 3 Stat., § 4."


def test_words_before_a_note_begin_it_with_a_capital() -> None:
    assert full_note(BOOK, prefix="see").startswith("See Isaac Deutscher, ")
    assert short_note(BOOK, prefix="but cf.").startswith("But cf. Deutscher, ")


@pytest.mark.parametrize(
    ("suffix", "end"),
    [
        ("and passim", ", 12, and passim."),
        (", emphasis added", ", 12, emphasis added."),
        ("(my translation)", ", 12 (my translation)."),
        ("[my emphasis]", ", 12 [my emphasis]."),
        ("– so he says", ", 12 – so he says."),
        (") and so on", ", 12) and so on."),
        ("who disagrees!", ", 12, who disagrees!"),
    ],
)
def test_words_behind_a_note_end_it(suffix: str, end: str) -> None:
    assert short_note(BOOK, locator="12", suffix=suffix).endswith(end)


@pytest.mark.parametrize(
    ("title", "note"),
    [
        ("What Is to Be Done?", "“What Is to Be Done?,” <em>Iskra</em>"),
        ('The "Woman Question" and After', "“The ‘Woman Question’ and After,” <em>Iskra</em>"),
        ("Reading <i>Pravda</i> Now", "“Reading <em>Pravda</em> Now,” <em>Iskra</em>"),
        ("party and soviet", "“Party and Soviet,” <em>Iskra</em>"),
        ("Workers' Control in the '20s", "“Workers’ Control in the ’20s,” <em>Iskra</em>"),
        ("A <b>unclosed & <i>mark", "“A &lt;b&gt;unclosed &amp; &lt;i&gt;mark,” <em>Iskra</em>"),
        ("Moscow, etc.", "“Moscow, Etc.,” <em>Iskra</em>"),
        ("(untitled report on rations)", "Trotsky, untitled report on rations, <em>Iskra</em>"),
    ],
)
def test_a_title_keeps_its_marks_and_its_own_end(title: str, note: str) -> None:
    record = {"type": "article-magazine", "title": title, "container-title": "Iskra"}
    assert note in full_note(record | {"author": AUTHOR})


def test_a_title_in_another_language_keeps_its_capitals() -> None:
    record = {"type": "book", "title": "la révolution trahie", "language": "fr-FR"}
    assert full_note(record) == "<em>La révolution trahie</em> (n.d.)."


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("Stalin: A Life", "Stalin"),
        ("Biography:Trotsky", "Biography:Trotsky"),
        ("A Study (or: A Novel) in Red", "Study (or: A Novel) in Red"),
        ("“Peace: Land” and Bread", "“Peace: Land” and Bread"),
    ],
)
def test_later_notes_shorten_at_a_colon_between_title_and_subtitle(title: str, short: str) -> None:
    assert short_note(BOOK | {"title": title}) == f"Deutscher, <em>{short}</em>."


def test_a_short_title_of_the_record_goes_before_the_colon() -> None:
    record = BOOK | {"title": "The History of It: All", "title-short": "History: It"}
    assert short_note(record) == "Deutscher, <em>History: It</em>."


def test_who_edited_and_translated_is_named_as_both() -> None:
    both = [{"family": "Howard", "given": "Dick"}]
    record = BOOK | {"editor": both, "translator": both}
    assert ", ed. and trans. Dick Howard (" in full_note(record)
    assert "Edited and translated by Dick Howard." in (bibliography_line(record) or "")
    assert full_note(record | {"author": []}).startswith("Dick Howard, ed. and trans., ")


def test_names_that_a_file_left_out_are_et_al() -> None:
    record = BOOK | {"custom": {"others": "author"}}
    assert full_note(record).startswith("Isaac Deutscher et al., ")
    assert (bibliography_line(record) or "").startswith("Deutscher, Isaac, et al. ")


@pytest.mark.parametrize(
    ("record", "note"),
    [
        (
            {"type": "entry-encyclopedia", "title": "Comintern", "container-title": "World Book"},
            "<em>World Book</em>, under “Comintern.”",
        ),
        (
            {"type": "entry-encyclopedia", "title": "United Opposition", "URL": "https://a.org/u"},
            '“United Opposition,” <a href="https://a.org/u">https://a.org/u</a>.',
        ),
        (
            {"type": "personal_communication", "author": AUTHOR, "issued": {"date-parts": [[1937]]}}
            | {
                "recipient": [{"family": "Sedova", "given": "Natalia"}],
                "archive": "Houghton Library",
            },
            "Leon Trotsky to Natalia Sedova, 1937, Houghton Library.",
        ),
        (
            {"type": "interview", "author": AUTHOR, "interviewer": [{"literal": "United Press"}]}
            | {"container-title": "The Times", "issued": {"date-parts": [[1932, 11, 27]]}},
            "Leon Trotsky, interview by United Press, <em>The Times</em>, November 27, 1932.",
        ),
        (
            {"type": "report", "title": "Rations", "author": AUTHOR, "genre": "working paper"}
            | {"number": "12", "publisher": "Gosplan", "issued": {"date-parts": [[1923]]}},
            "Leon Trotsky, <em>Rations</em>, working paper no. 12 (Gosplan, 1923).",
        ),
        (
            {
                "type": "manuscript",
                "title": "Diary",
                "author": AUTHOR,
                "archive": "Houghton Library",
            }
            | {"archive_location": "box 3, folder 2", "archive_collection": "Trotsky Papers"},
            "Leon Trotsky, “Diary,” n.d., box 3, folder 2, Trotsky Papers, Houghton Library.",
        ),
        (
            {"type": "review-book", "author": AUTHOR, "reviewed-title": "My Life"}
            | {"reviewed-author": [{"family": "Eastman"}], "container-title": "The Nation"},
            "Leon Trotsky, review of <em>My Life</em>, by Eastman, <em>The Nation</em>, n.d.",
        ),
        (
            {
                "type": "post-weblog",
                "title": "On It",
                "author": AUTHOR,
                "container-title": "Crooked",
            },
            "Leon Trotsky, “On It,” <em>Crooked</em>, n.d.",
        ),
        (
            {"type": "legal_case", "title": "A v. B", "container-title": "U.S.", "volume": "347"}
            | {"page": "483", "issued": {"date-parts": [[1954]]}},
            "A v. B, 347 U.S. 483 (1954).",
        ),
        (
            {"type": "article-journal", "title": "X", "container-title": "J", "DOI": "10.1234/x"}
            | {"issued": {"date-parts": [[2021]]}},
            '“X,” <em>J</em>, 2021, <a href="https://doi.org/10.1234/x">https://doi.org/10.1234/x</a>.',
        ),
    ],
)
def test_each_kind_of_work_is_worded_in_its_own_way(record: dict[str, Any], note: str) -> None:
    assert full_note(record) == note


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ({"date-parts": [[1937, 7, 19]]}, "July 19, 1937"),
        ({"date-parts": [[1937, 7]]}, "July 1937"),
        ({"date-parts": [["1937"]]}, "1937"),
        ({"date-parts": [[1936, 8, 19], [1936, 8, 24]]}, "August 19–24, 1936"),
        ({"date-parts": [[1936, 12], [1937, 1]]}, "December 1936–January 1937"),
        ({"date-parts": [[1936, 5], [1936, 6]]}, "May–June 1936"),
        ({"date-parts": [[1990]], "season": 3}, "Autumn 1990"),
        ({"date-parts": [[-44]]}, "44 BC"),
        ({"date-parts": [[79]]}, "79 AD"),
        ({"literal": "Year II of the Republic"}, "Year II of the Republic"),
        ({"raw": "1937-07-19"}, "July 19, 1937"),
        ({"raw": "1936/1938"}, "1936–1938"),
        ({"raw": "1936/.."}, "1936–"),
        ({"raw": "193X"}, "1930–1939"),
        ("1937-07", "July 1937"),
    ],
)
def test_a_date_of_any_precision_is_worded(date: Any, written: str) -> None:
    record = {"type": "article-magazine", "title": "X", "container-title": "M", "issued": date}
    assert full_note(record) == f"“X,” <em>M</em>, {written}."


def test_a_guessed_date_stands_in_square_brackets() -> None:
    guessed = {"issued": {"date-parts": [[1905]], "circa": True}}
    assert full_note(BOOK | guessed).endswith("(Verso, [1905?]).")
    alone = {"type": "map", "title": "Petrograd", "author": AUTHOR} | guessed
    assert full_note(alone) == "Leon Trotsky, <em>Petrograd</em> [1905?]."
    sent = {"type": "personal_communication", "author": AUTHOR} | guessed
    assert full_note(sent) == "Leon Trotsky, personal communication, [1905?]."


def test_a_part_named_by_its_kind_runs_on_to_the_book_it_stands_in() -> None:
    part = {"type": "chapter", "genre": "introduction", "author": AUTHOR}
    part |= {"container-title": "Stalinism", "publisher": "Norton"}
    untitled = "Leon Trotsky, introduction to <em>Stalinism</em> (Norton, n.d.)."
    titled = "Leon Trotsky, “Why,” introduction to <em>Stalinism</em> (Norton, n.d.)."
    assert full_note(part) == untitled
    assert full_note(part | {"title": "Why"}) == titled
    assert short_note(part) == "Trotsky, introduction to <em>Stalinism</em>."
    assert full_note({"type": "chapter", "title": "Why", "container-title": "Stalinism"}) == (
        "“Why,” in <em>Stalinism</em> (n.d.)."
    )


def test_an_address_that_is_not_safe_to_follow_is_only_shown() -> None:
    note = full_note(BOOK | {"URL": "javascript:alert(1)"})
    assert "javascript:alert(1)" in note
    assert "<a" not in note


def test_a_record_that_says_nothing_goes_by_its_note_or_key() -> None:
    drawer = {"type": "document", "note": "Found in a drawer", "id": "drawer-1"}
    assert full_note(drawer) == "Found in a drawer."
    assert full_note({"type": "book", "id": "mystery-1920"}) == "Mystery-1920."
    assert full_note({}) == ""


@pytest.mark.parametrize(
    ("record", "label"),
    [
        (BOOK, "Deutscher 1954"),
        (BOOK | {"author": AUTHOR * 3}, "Trotsky et al. 1954"),
        (BOOK | {"author": [], "title": "<i>Pravda</i> & Iskra"}, "Pravda & Iskra 1954"),
        (BOOK | {"issued": None}, "Deutscher, The Prophet Armed"),
        (BOOK | {"issued": {"date-parts": [[-44]]}}, "Deutscher 44 BC"),
        ({"id": "only-a-key"}, "only-a-key"),
    ],
)
def test_pick_lists_get_short_plain_words(record: dict[str, Any], label: str) -> None:
    assert plain_label(record) == label
