"""Phrases, works asked for by number, what a snippet holds, and the two databases’ index of keys."""

from __future__ import annotations

import pytest
from published import publish

from encyclopedia import search
from encyclopedia.models import SearchName, SearchText


def titles(query: str, **filters: str) -> list[str]:
    return [hit.entry.title for hit in search.find(query, **filters).hits]


def test_a_phrase_is_found_only_as_it_stands() -> None:
    publish("Right", text="Give me steel for iron, comrades.")
    publish("Wrong", text="For iron he gave steel. Iron for steel.")
    assert titles('"steel for iron"') == ["Right"]
    assert titles('"steel for" comrades') == ["Right"]
    assert titles('"for steel" comrades') == []
    assert set(titles("steel for iron")) == {"Right", "Wrong"}


def test_other_forms_of_the_words_are_found_after_the_words_themselves() -> None:
    publish("Alpha", text="A revolution was near.")
    publish("Beta", text="Revolutions were near.")
    publish("Gamma", text="Sie war nah.", language="de")
    assert titles("revolutions near") == ["Beta", "Alpha"]
    assert titles("revolutions") == ["Beta", "Alpha"]


def test_words_are_stemmed_by_the_language_of_the_entry() -> None:
    publish("Un", text="Les journaux parurent.", language="fr")
    publish("One", text="Les journaux parurent.", language="en")
    assert titles("journal parurent") == ["Un"]


@pytest.mark.parametrize("typed", ["0-8044-2957-x", "9780804429573", "ISBN 978-0-8044-2957-3"])
def test_a_source_is_found_by_its_isbn(typed: str) -> None:
    publish("Other", kind="source", record={"ISBN": "0804429588"}, text="ISBN 978 0 8044")
    publish("Anna Karenina", kind="source", record={"ISBN": "080442957X"})
    assert titles(typed)[0] == "Anna Karenina"
    assert titles(typed, kind="person") == []


def test_entries_come_before_sources_unless_sources_are_asked_for() -> None:
    publish("Khrushchev: a life", kind="source", record={"author": [{"family": "Taubman"}]})
    publish("Nikita Khrushchev", kind="person")
    assert titles("khrushchev") == ["Nikita Khrushchev", "Khrushchev: a life"]
    assert titles("Taubman, Khrushchev") == ["Khrushchev: a life"]
    assert titles("khrushchev", kind="source") == ["Khrushchev: a life"]


def test_a_word_of_the_text_comes_before_a_name_that_is_only_nearly_it() -> None:
    publish("Zamora", kind="person")
    publish("Rosa Luxemburg", text="Born in Zamość.")
    assert titles("Zamosc") == ["Rosa Luxemburg"]


def test_a_name_that_is_there_has_none_beside_it_that_only_sounds_alike() -> None:
    publish("Marx")
    publish("Marks")
    assert titles("marx") == ["Marx"]
    assert titles("marks") == ["Marks"]


def test_the_snippet_of_facts_holds_no_labels_and_the_labels_are_found() -> None:
    entry = publish("Friedrich Engels", kind="person", text="x")
    entry.page.facts = (
        '<aside class="facts" aria-labelledby="facts"><div class="monogram" aria-hidden="true">FE</div>'
        '<h2 id="facts">Facts</h2><dl><div><dt>Born</dt><dd>28 November 1820, Barmen</dd></div></dl>'
        '<details class="fold"><summary>All 5 facts</summary></details></aside>'
    )
    entry.page.save(update_fields=["facts"])
    search.index(entry.pk)
    assert SearchText.objects.get(entry=entry).plain == "x\n28 November 1820, Barmen"
    (hit,) = search.find("born in Barmen").hits
    assert "Born" not in hit.snippet_html


def test_the_snippet_of_a_source_is_its_note_without_the_list_below_it() -> None:
    entry = publish("Trotskyite", kind="source")
    entry.page.body = (
        '<section class="record"><p class="record-line">“Trotskyite,” Longman.</p>'
        "<dl><div><dt>Key</dt><dd><code>longman</code></dd></div></dl>"
        '<ul class="record-links"><li><a class="record-link record-link-url" href="https://a.example">Read online</a>'
        "</li></ul></section><p>A remark.</p>"
    )
    entry.page.save(update_fields=["body"])
    search.index(entry.pk)
    assert SearchText.objects.get(entry=entry).plain == "“Trotskyite,” Longman.\nA remark."


def test_a_snippet_parts_headings_and_facts_from_what_follows_them() -> None:
    entry = publish("Nobody", kind="person")
    entry.page.body = (
        "<p>He was edited by Engels.</p><h2>Authority</h2><p>Russell wrote.</p><p>1818</p>"
    )
    entry.page.save(update_fields=["body"])
    search.index(entry.pk)
    (hit,) = search.find("edited wrote").hits
    assert hit.snippet_html == (
        "He was <mark>edited</mark> by Engels. Authority · Russell <mark>wrote</mark>. 1818"
    )


def test_keys_follow_the_entry() -> None:
    entry = publish("Trotsky")
    assert titles("Trotzki") == ["Trotsky"]
    entry.title = "Bukharin"
    entry.save(update_fields=["title"])
    search.index(entry.pk)
    assert titles("Trotzki") == []
    assert titles("Bucharin") == ["Bukharin"]
    SearchText.objects.update(keys="xe")
    assert titles("Bucharin") == []
    assert search.rebuild() == [entry.pk]
    assert titles("Bucharin") == ["Bukharin"]
    search.remove(entry.pk)
    assert titles("Bucharin") == []


def test_a_person_is_found_as_families_are_sorted() -> None:
    publish("Vincent van Gogh", kind="person", sort_name="Gogh, Vincent van")
    assert titles("Gogh, Vincent van")[0] == titles("gogh vinc")[0] == "Vincent van Gogh"
    assert SearchName.objects.filter(name="gogh vincent van", is_title=False).exists()


def test_a_number_before_a_word_is_no_part_of_it() -> None:
    publish("Fourth International", kind="organisation")
    publish("Comintern", kind="organisation", aliases=("Third International",))
    for typed in ("III International", "3rd International", "dritte Internationale"):
        assert titles(typed) == ["Comintern"]
