"""Infoboxes propose a kind and give facts; the text alone never decides."""

from __future__ import annotations

import pytest

from encyclopedia.core.citations import Reference
from encyclopedia.dates import parse as parse_date

REF = "<ref>{{cite book|last=Lee|first=Bo|title=Lives|year=1999|page=3}}</ref>"
LIFE = Reference("lee-lives-1999", "p. 3")


def fact(page, name):
    return [f for f in page.facts if f.property == name]


def test_a_person_with_facts_and_their_citations(wiki):
    page = wiki(
        "{{Infobox scientist\n| name = Ann Smith\n| birth_date = {{birth date|1879|11|7|df=y}}" + REF + "\n"
        "| birth_place = [[Ulm]], Germany\n| death_date = {{death date and age|1940|8|21|1879|11|7}}\n"
        "| spouse = [[Bo Lee]] (1903–1919)<br />{{marriage|Cy Day|1920|1930}}\n| occupation = {{hlist|Poet|Sailor}}\n"
        "| website = {{URL|https://example.org}}\n| image = Ann.jpg\n"
        "| caption = In 1900\n| known_for = Tides" + REF + "\n"
        "| height = 1.80 m\n}}\n'''Ann Smith''' was a scientist.\n{{DEFAULTSORT:Smith, Ann}}"
    )  # fmt: skip
    assert (page.kind, page.sort_name) == ("person", "Smith, Ann")
    (born,) = fact(page, "born")
    assert (born.date, born.place, born.citations) == ("1879-11-07", "Ulm, Germany", (LIFE,))
    assert fact(page, "died")[0].date == "1940-08-21"
    assert [(f.target, f.date) for f in fact(page, "spouse")] == [
        ("Bo Lee", "1903/1919"),
        ("Cy Day", "1920/1930"),
    ]
    assert [f.value for f in fact(page, "occupation")] == ["Poet", "Sailor"]
    assert fact(page, "website")[0].value == "https://example.org"
    assert "- Known for: Tides[@lee-lives-1999, p. 3]" in page.text
    assert page.text.startswith('![](wanted:Ann.jpg "In 1900")')
    assert any("height" in line.excerpt for line in page.report)


@pytest.mark.parametrize(
    ("name", "language", "kind"),
    [
        ("Infobox person", "en", "person"),
        ("Infobox officeholder", "en", "person"),
        ("Infobox tennis biography", "en", "person"),
        ("Infobox political party", "en", "organisation"),
        ("Infobox company", "en", "organisation"),
        ("Infobox musical artist", "en", "person"),
        ("Infobox military conflict", "en", "article"),
        ("Infobox book", "en", "article"),
        ("Infobox country", "en", "article"),
        ("Infobox Unternehmen", "de", "organisation"),
        ("Personendaten", "de", "person"),
        ("Infobox Biographie2", "fr", "person"),
        ("Infobox Parti politique", "fr", "organisation"),
        ("Ficha de persona", "es", "person"),
        ("Ficha de partido político", "es", "organisation"),
        ("Персона", "ru", "person"),
        ("Политическая партия", "ru", "organisation"),
        ("Polityk infobox", "pl", "person"),
        ("Infobox 人物", "zh", "person"),
    ],
)
def test_the_infobox_gives_the_kind(wiki, name, language, kind):
    assert wiki(f"{{{{{name}|name=X|x=y}}}}\nWords.", language=language).kind == kind


def test_an_organisation(wiki):
    page = wiki(
        "{{Infobox political party\n| foundation = 3 September 1938\n| dissolved = 1953\n| founder = [[Ann Smith]]\n"
        "| ideology = [[Tidalism]]"
        + REF
        + "\n| headquarters = [[Paris]], France\n| predecessor = [[Left League]]\n}}"
    )
    assert page.kind == "organisation"
    assert fact(page, "founded")[0].date == "1938-09-03"
    assert fact(page, "dissolved")[0].date == "1953"
    assert fact(page, "founded_by")[0].target == "Ann Smith"
    assert fact(page, "ideology")[0].citations == (LIFE,)
    assert fact(page, "headquarters")[0].place == "Paris, France"
    assert fact(page, "predecessor")[0].target == "Left League"


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("384 BC", "-0383"), ("c. 1500", "1500~"), ("7. November 1879", "1879-11-07"),
        ("7 novembre 1879 à [[Ulm]]", "1879-11-07"),
        ("7 de noviembre de 1879", "1879-11-07"), ("1879-11-07", "1879-11-07"), ("November 1879", "1879-11"),
        ("07.11.1879", "1879-11-07"),
        ("{{дата рождения|7|11|1879}}", "1879-11-07"),
    ],
)  # fmt: skip
def test_birth_dates_of_many_kinds(wiki, value, date):
    page = wiki(f"{{{{Infobox person|birth_date={value}}}}}")
    assert fact(page, "born")[0].date == date
    parse_date(date)


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("before 1879", "../1878"), ("vor 1879 in [[Ulm]]", "../1878"), ("1879 or 1880", "[1879,1880]"),
        ("1879?", "1879?"), ("about 1879", "1879~"), ("1870s", "187X"), ("16th century", "15XX"),
        ("12 May (O.S. 30 April) 1879", "1879-05-12"), ("{{OldStyleDate|12 May|1879|30 April}}", "1879-05-12"),
        ("7 May 1879 by the Old Sea", "1879-05-07"),
    ],
)  # fmt: skip
def test_a_date_is_never_more_exact_than_its_words(wiki, value, date):
    assert fact(wiki(f"{{{{Infobox person|birth_date={value}}}}}"), "born")[0].date == date


def test_a_date_that_cannot_be_said_exactly_stays_in_its_words(wiki):
    page = wiki("{{Infobox person|birth_date=fl. 1500|death_date=1879/80|death_place=Ulm}}")
    (died,) = page.facts
    assert (died.date, died.place, died.note) == ("", "Ulm", "1879/80")
    assert "- Born: fl. 1500" in page.text


def test_facts_are_of_the_subject_and_not_of_a_second_infobox(wiki):
    page = wiki(
        "{{Infobox person|name=Ann Smith|birth_date=1920}}\nAnn Smith was.\n==Husband==\n"
        "{{Infobox person|name=Bo Smith|birth_date=1915}}\n{{Personendaten|NAME=X|STERBEDATUM=1990}}",
        title="Ann Smith",
    )
    assert [(f.property, f.date) for f in page.facts] == [("born", "1920"), ("died", "1990")]
    assert any("birth date" in line.excerpt for line in page.report)


def test_facts_fit_their_kind_and_addresses_are_whole(wiki):
    page = wiki("{{Infobox university|affiliation=[[C]]|website={{URL|c.example.com/a}}}}")
    assert [(f.property, f.value) for f in page.facts] == [("website", "https://c.example.com/a")]
    assert "- Affiliation: [[C]]" in page.text


def test_a_field_in_german_french_and_spanish(wiki):
    german = wiki(
        "{{Personendaten|NAME=Smith, Ann|GEBURTSDATUM=7. November 1879|GEBURTSORT=[[Ulm]]}}",
        language="de",
    )
    french = wiki(
        "{{Infobox Biographie2|date de naissance=7 novembre 1879|lieu de naissance=[[Ulm]]}}",
        language="fr",
    )
    spanish = wiki(
        "{{Ficha de persona|fecha de nacimiento=7 de noviembre de 1879|lugar de nacimiento=[[Ulm]]}}",
        language="es",
    )
    for page in (german, french, spanish):
        assert (fact(page, "born")[0].date, fact(page, "born")[0].place) == ("1879-11-07", "Ulm")


def test_a_name_with_dates_proposes_a_person_and_decides_nothing(wiki):
    page = wiki("'''Ann Smith''' (7 November 1879 – 21 August 1940) was a poet.", title="Ann Smith")
    assert page.kind == "article"
    assert [p.kind for p in page.proposals] == ["person"]


def test_a_note_on_a_fact_becomes_its_note_and_keeps_its_citation(wiki):
    page = wiki("{{Infobox person|birth_date=1879{{efn|Old style." + REF + "}}}}")
    assert (fact(page, "born")[0].note, fact(page, "born")[0].citations) == (
        "Old style.",
        (LIFE,),
    )


def test_what_is_left_of_an_infobox_stands_behind_the_lead_in_words(wiki):
    page = wiki(
        "{{Infobox show|num_episodes=24<ref>B</ref>|cast=\n* Ann<ref>C</ref>\n* Bob}}\nIt ran.\n\n== End ==\nIt ended."
    )
    assert page.text == (
        "It ran.\n\n- Num episodes: 24[@b]\n- Cast: Ann[@c]; Bob\n\n## End\n\nIt ended."
    )


def test_words_behind_an_infobox_in_its_line_are_a_paragraph(wiki):
    assert wiki("{{Infobox person|name=Moon}} Moon was.").text == "Moon was."
