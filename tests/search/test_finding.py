"""Finding entries: the same cases on both databases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from published import publish
from rendering.shelf import rendered

from encyclopedia import search
from encyclopedia.models import Alias, SearchText


def titles(query: str, **filters: str) -> list[str]:
    return [hit.entry.title for hit in search.find(query, **filters).hits]


def test_the_exact_title_comes_before_aliases_beginnings_summaries_and_texts() -> None:
    publish("In the text", text="A long story in which Lenin appears once.")
    publish("In the summary", summary="About Lenin.")
    publish("Leninism")
    publish("Vladimir Ulyanov", aliases=("Lenin",), kind="person")
    publish("Lenin", kind="organisation")
    assert titles("lenin") == [
        "Lenin",
        "Vladimir Ulyanov",
        "Leninism",
        "In the summary",
        "In the text",
    ]


def test_diacritics_fold_both_ways() -> None:
    publish("Łódź")
    publish("Jose Marti")
    publish("Čapek, Karel")
    assert titles("lodz") == ["Łódź"]
    assert titles("José Martí") == ["Jose Marti"]
    assert titles("CAPEK") == ["Čapek, Karel"]
    assert titles("łÓDŹ") == ["Łódź"]


def test_every_word_must_be_found_and_the_last_may_be_unfinished() -> None:
    publish("Permanent Revolution")
    publish("Permanent Way")
    assert titles("permanent revo") == ["Permanent Revolution"]
    assert titles("permanent nothing") == []


def test_when_nothing_is_found_every_word_may_be_unfinished() -> None:
    publish("Permanent Revolution")
    assert titles("perm revolution") == ["Permanent Revolution"]


def test_titles_without_spaces_between_words_are_found_by_any_part() -> None:
    publish("東京大学")
    publish("ガンダム")
    publish("Троцкий, Лев", aliases=("Лейба Бронштейн",))
    assert titles("東京") == ["東京大学"]
    assert titles("大学") == ["東京大学"]
    assert titles("京東") == []
    assert titles("ンダ") == ["ガンダム"]
    assert titles("カンタム") == []
    assert titles("ТРОЦ") == ["Троцкий, Лев"]
    assert titles("бронштейн") == ["Троцкий, Лев"]
    assert titles("Троцкии") == ["Троцкий, Лев"]


def test_filters_by_kind_and_tag() -> None:
    publish("Red Army", kind="organisation", tags=("Soviet Union",))
    publish("Red Terror", tags=("Soviet Union", "Terror"))
    publish("Red Rose", kind="person")
    assert titles("red", kind="person") == ["Red Rose"]
    assert set(titles("red", tag="soviet-union")) == {"Red Army", "Red Terror"}
    assert titles("red", kind="article", tag="soviet-union") == ["Red Terror"]
    assert titles("red", tag="unknown") == []


def test_the_snippet_marks_what_was_looked_for_and_escapes_the_rest() -> None:
    text = (
        "Filler word. " * 60
        + "Here <script>alert(1)</script> Mólotov & others spoke. "
        + "More. " * 60
    )
    publish("Conference", text=text)
    (hit,) = search.find("molotov").hits
    assert "<mark>Mólotov</mark> &amp; others" in hit.snippet_html
    assert "<script" not in hit.snippet_html
    assert hit.snippet_html.startswith("… ")
    assert hit.snippet_html.endswith(" …")
    assert len(hit.snippet_html) < 900


def test_the_snippet_is_the_summary_when_that_holds_the_word() -> None:
    publish("Conference", summary="A meeting of Bolsheviks.", text="The Bolsheviks met.")
    (hit,) = search.find("bolsheviks").hits
    assert hit.snippet_html == "A meeting of <mark>Bolsheviks</mark>."


def test_the_snippet_shows_where_the_words_stand_in_a_row() -> None:
    publish(
        "Conference",
        summary="About a permanent committee and a revolution.",
        text="A revolution, once permanent. " + "Filler. " * 90 + "It was a Permanent Revolution!",
    )
    (hit,) = search.find("permanent revolution").hits
    assert "<mark>Permanent Revolution</mark>!" in hit.snippet_html
    (hit,) = search.find("revolution permanent").hits
    assert "About a" in hit.snippet_html or "once" in hit.snippet_html


def test_the_summary_stays_the_snippet_when_it_has_the_words_in_a_row() -> None:
    publish("Conference", summary="A permanent revolution.", text="Of permanent revolution.")
    (hit,) = search.find("permanent revol").hits
    assert hit.snippet_html == "A <mark>permanent revolution</mark>."


def test_footnote_markers_are_not_part_of_the_text() -> None:
    entry = publish("Conference", text="x")
    entry.page.body = (
        '<p>It ended<sup class="ref"><a href="#fn-1">77</a></sup> then<br>and &lt;there&gt;.</p>'
    )
    entry.page.save(update_fields=["body"])
    search.index(entry.pk)
    assert SearchText.objects.get(entry=entry).plain == "It ended then\nand <there>."
    assert titles("77") == []


def test_what_is_missing_is_not_part_of_the_text() -> None:
    entry = publish("Conference", text="x")
    entry.page.body = rendered("It ended.[@? says Somebody][^n]\n\n[^n]: In a remark.").body
    entry.page.save(update_fields=["body"])
    search.index(entry.pk)
    assert SearchText.objects.get(entry=entry).plain == "It ended.\nIn a remark."
    assert titles("Somebody") == []


def test_pages_of_hits_follow_each_other_without_gap_or_repetition() -> None:
    for number in range(25):
        publish(f"Congress {number:02}", text="Congress. " * (number % 7))
    seen: list[str] = []
    after = ""
    for _ in range(5):
        page = search.find("congress", after=after, size=7)
        assert page.total == 25
        assert not page.more
        seen += [hit.entry.title for hit in page.hits]
        after = page.next
        if not after:
            break
    assert sorted(seen) == [f"Congress {number:02}" for number in range(25)]


def test_an_unknown_after_begins_at_the_beginning() -> None:
    publish("Congress")
    assert [hit.entry.title for hit in search.find("congress", after="nonsense").hits] == [
        "Congress"
    ]


@pytest.mark.parametrize(
    "query",
    [
        "AND", "OR NOT", '"', "*", "tro*", "a:b", "title:trotsky", "-trotsky", "NEAR(trotsky, 2)", "((", ")", "'", "''",
        "\\", "%", "_", "100%", "trotsky & | ! <->", "trotsky:*AB", "^trotsky", "{title} : x", "\x00", "trotsky\x00",
        "\ud800", "؀", "½", "ﷺ", "a" * 5000, "ab " * 3000, "'); DROP TABLE encyclopedia_entry; --",
    ],
)  # fmt: skip
def test_operators_are_harmless(query: str) -> None:
    publish("Trotsky")
    search.find(query)
    search.suggest(query)
    search.near(query)
    assert titles("trotsky") == ["Trotsky"]


def test_operators_are_read_as_words() -> None:
    publish("Trotsky AND Lenin")
    publish("Lenin")
    assert titles('"trotsky" AND -lenin*') == ["Trotsky AND Lenin"]
    assert titles("title:lenin") == []


def test_naughty_strings_find_nothing_bad(shared_data: Path) -> None:
    if not (shared_data / "blns.json").exists():
        return
    publish("Trotsky")
    for string in json.loads((shared_data / "blns.json").read_text()):
        search.find(string, tag=string.replace("\x00", ""))
        search.suggest(string)


def test_suggestions_look_at_titles_and_aliases_alone() -> None:
    publish("Leon Trotsky", aliases=("Lev Bronstein",), kind="person")
    publish("Trotskyism")
    publish("Elsewhere", text="Trotsky was here.", summary="Not Trotsky")
    assert [suggestion.title for suggestion in search.suggest("trots")] == [
        "Trotskyism",
        "Leon Trotsky",
    ]
    assert [suggestion.path for suggestion in search.suggest("bronst")] == ["person/leon-trotsky"]
    assert search.suggest("") == []
    assert len(search.suggest("t", size=1)) == 1


def test_a_misspelt_name_finds_what_is_near() -> None:
    publish("Leon Trotsky", aliases=("Lev Bronstein",))
    publish("Trolley")
    assert [entry.title for entry in search.near("leon trotzki")] == ["Leon Trotsky"]
    assert [entry.title for entry in search.near("lev bronshtein")] == ["Leon Trotsky"]
    assert search.near("qqqq") == []


def test_the_index_follows_the_entry() -> None:
    entry = publish("Old name", text="unusualword")
    entry.title = "New name"
    entry.save(update_fields=["title"])
    search.index(entry.pk)
    assert titles("old name") == []
    assert titles("new name") == ["New name"]
    search.remove(entry.pk)
    assert titles("new name") == []
    search.index(entry.pk)
    entry.delete()
    assert titles("unusualword") == []


def test_rebuild_fixes_what_is_wrong_and_then_nothing() -> None:
    right, missing, wrong = publish("Right"), publish("Missing"), publish("Wrong")
    search.remove(missing.pk)
    Alias.objects.create(entry=wrong, name="Other", name_key="other", slug="other")
    assert set(search.stale()) == {missing.pk, wrong.pk}
    assert set(search.rebuild()) == {missing.pk, wrong.pk}
    assert titles("other") == ["Wrong"]
    assert titles("missing") == ["Missing"]
    assert search.rebuild() == []
    assert titles("right") == [right.title]


def test_a_huge_text_is_indexed() -> None:
    publish("Huge", text=" ".join(f"w{number}ord" for number in range(120_000)))
    assert titles("w77ord") == ["Huge"]
