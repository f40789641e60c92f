"""Pages of other languages' wikis: their own templates, parameters, namespaces and dates."""

from __future__ import annotations

from encyclopedia.markup.text_reading import parse


def keys(page):
    return [(c.reference.key, c.reference.locator) for c in parse(page.text).citations]


def test_german(wiki):
    page = wiki(
        "[[Datei:Bild.jpg|mini|hochkant|Ein Bild.]]\n'''Leo Trotzki''' (* {{JULGREGDATUM|7|11|1879}}) floh."
        "<ref>{{Literatur |Autor=Robert Service |Titel=Trotzki |Verlag=Suhrkamp |Datum=2012 |Seiten=12–14}}</ref>\n"
        "== Einzelnachweise ==\n<references />\n{{Normdaten|TYP=p}}\n"
        "{{Personendaten|NAME=Trotzki, Leo|GEBURTSDATUM=7. November 1879|STERBEDATUM=21. August 1940}}\n"
        "[[Kategorie:Mann]]",
        language="de",
    )
    assert (page.kind, page.tags) == ("person", ("Mann",))
    assert keys(page) == [("service-trotzki-2012", "pp. 12–14")]
    assert [(f.property, f.date) for f in page.facts] == [
        ("born", "1879-11-07"),
        ("died", "1940-08-21"),
    ]
    assert "7.11.1879" in page.text
    assert "Einzelnachweise" not in page.text


def test_french(wiki):
    page = wiki(
        "Il vécut au {{s|XX|e}}{{sfn|Broué|1988|p=12}}.{{note|groupe=n|Une note.}} {{citation|Oui}}\n"
        "== Livres ==\n* {{Ouvrage|prénom1=Pierre|nom1=Broué|titre=Trotsky|éditeur=Fayard|année=1988}}",
        language="fr",
    )
    assert keys(page) == [("broue-trotsky-1988", "p. 12")]
    assert "XXe siècle" in page.text
    assert "« Oui »" in page.text
    assert page.text.endswith("[^n1]: Une note.")


def test_spanish(wiki):
    page = wiki(
        "{{Ficha de persona|fecha de nacimiento={{fecha|7|11|1879}}}}\nVive.{{cita requerida}}"
        "<ref>{{Cita web|url=http://a.es|título=Vida|fechaacceso=3 de mayo de 2015}}</ref>\n{{cita|Uníos|Marx}}",
        language="es",
    )
    assert page.facts[0].date == "1879-11-07"
    assert [(record["type"], record["title"]) for record in page.sources] == [("webpage", "Vida")]
    assert page.text.endswith("> Uníos\n>\n> — Marx")


def test_italian_bio_writes_the_first_sentence(wiki):
    page = wiki(
        "{{Bio|Nome=Lev|Cognome=Trockij|Sesso=M|LuogoNascita=Janovka|GiornoMeseNascita=7 novembre|AnnoNascita=1879"
        "|GiornoMeseMorte=21 agosto|AnnoMorte=1940|Attività=politico|Nazionalità=russo"
        "|PostNazionalità=, esule<ref>{{Cita libro|autore=Isaac Deutscher|titolo=Il profeta|anno=1956|p=33}}</ref>}}",
        language="it",
    )
    sentence = "**Lev Trockij** (Janovka, 7 novembre 1879 – 21 agosto 1940) è stato un politico russo, esule"
    assert page.text == f"{sentence}[@deutscher-profeta-1956, p. 33]."
    assert [(f.property, f.date, f.place) for f in page.facts[:2]] == [
        ("born", "1879-11-07", "Janovka"),
        ("died", "1940-08-21", ""),
    ]


def test_russian(wiki):
    book = (
        "{{книга|автор=Сервис Р.|заглавие=Троцкий|место=М.|издательство=АСТ|год=2010|страницы=15}}"
    )
    page = wiki(
        "{{Государственный деятель|дата рождения=26.10.1879|место рождения=[[Яновка]]}}\n"
        f"Жил{{{{нет АИ|1|5|2010}}}}.<ref>{book}</ref> {{{{lang-de|Wort}}}}\n[[Файл:Ф.jpg|мини|справа|Подпись]]",
        language="ru",
    )
    assert (page.kind, keys(page)) == ("person", [("servis-trotskii-2010", "p. 15")])
    assert (page.facts[0].date, page.facts[0].place) == ("1879-10-26", "Яновка")
    assert "*Wort*" in page.text
    assert [(f.name, f.caption) for f in parse(page.text).figures] == [("Ф.jpg", "Подпись")]


def test_japanese_and_chinese(wiki):
    page = wiki(
        "'''革命家'''である<ref>{{Cite book|和書|author=毛|title=予言者|year=1964|page=12}}</ref>。"
        "{{要出典}}[[レーニン]]と。"
        "[[ファイル:写真.jpg|thumb|説明]][[カテゴリ:革命家]]",
        language="ja",
    )
    assert [locator for _, locator in keys(page)] == ["p. 12"]
    assert (page.tags, page.sources[0]["title"]) == (("革命家",), "予言者")
    assert "[[レーニン]]と" in page.text
    assert wiki("-{zh-hans:革命家;zh-hant:革命者}-是", language="zh").text == "革命家是"


def test_polish_swedish_and_dutch(wiki):
    polish = wiki(
        'Był{{r|a}}{{odn|Service|2012|s=3}}.{{Przypisy|przypisy=\n<ref name="a">'
        "{{Cytuj książkę|imię=Robert|nazwisko=Service|tytuł=Trocki|rok=2012}}</ref>}}",
        language="pl",
    )
    assert keys(polish) == [("service-trocki-2012", ""), ("service-trocki-2012", "p. 3")]
    swedish = wiki(
        "Var<ref>{{bokref|efternamn=Lee|förnamn=Bo|titel=Hav|år=2009|sid=3}}</ref>.", language="sv"
    )
    assert keys(swedish)[0][0] == "lee-hav-2009"
    dutch = wiki(
        "Was<ref>{{Citeer boek|achternaam=Lee|voornaam=Bo|titel=Zee|jaar=2009}}</ref>.",
        language="nl",
    )
    assert keys(dutch)[0][0] == "lee-zee-2009"
