"""The words that a citation adds to a record ("ed.", "n.d.", "in", "et al."), in the language of the entry that cites.

English where there is no other table. The terms follow the locales of the Citation Style Language
(https://github.com/citation-style-language/locales: ar, de-DE, es-ES, fr-FR, ru-RU); where those have only English, or
what no printed book has, they are those of the language's standard: DIN ISO 690, ISO 690 in French and Spanish,
GOST R 7.0.5 and 7.0.12. Pages are labelled, given in full and parted from the year by a comma, as those have it.
Pure: no Django.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from encyclopedia.bibliography.records import arabic_citing_words as arabic
from encyclopedia.core.language_tags import begins_from_the_right, direction_of
from encyclopedia.dates.date_languages import LANGUAGES, DateLanguage

ENGLISH: Final = "en"
# English | German | French | Spanish | Russian. Before a name, and behind it where the English is the same ("ed.").
_TABLE: Final = """
and | und | et | y | и
et al. | u. a. | et al. | et al. | и др.
in | in | in | en | в
n.d. | o. J. | s. d. | s. f. | б. г.
forthcoming | im Erscheinen | à paraître | en prensa | в печати
accessed | aufgerufen am | consulté le | consultado el | дата обращения:
archived {date}, at the Wayback Machine | archiviert am {date} in der Wayback Machine | archivé le {date} dans la Wayback Machine | archivado el {date} en la Wayback Machine | архивировано {date} в Wayback Machine
archived at the Wayback Machine | archiviert in der Wayback Machine | archivé dans la Wayback Machine | archivado en la Wayback Machine | архивировано в Wayback Machine
archived {date} | archiviert am {date} | archivé le {date} | archivado el {date} | архивировано {date}
archived | archiviert | archivé | archivado | архивировано
repr. | Nachdr. | réimpr. | reimp. | переизд.
Reprint | Nachdruck | Réimpression | Reimpresión | Переиздание
originally published as | ursprünglich erschienen als | paru d’abord sous le titre | publicado originalmente como | впервые опубликовано под названием
aired | gesendet am | diffusé le | emitido el | эфир
released | veröffentlicht | publié | publicado | выпуск
published | veröffentlicht am | publié le | publicado el | опубликовано
preprint | Preprint | prépublication | prepublicación | препринт
under | s. v. | s. v. | s. v. | ст.
ahead of print | Vorabveröffentlichung | publication anticipée | publicación anticipada | до печати
special issue | Sonderheft | numéro spécial | número especial | специальный выпуск
supplement | Beilage | supplément | suplemento | приложение
review of | Rezension zu | compte rendu de | reseña de | рецензия на
unsigned review of | anonyme Rezension zu | compte rendu anonyme de | reseña anónima de | анонимная рецензия на
unpublished manuscript | unveröffentlichtes Manuskript | manuscrit inédit | manuscrito inédito | неопубликованная рукопись
personal communication | persönliche Mitteilung | communication personnelle | comunicación personal | личное сообщение
pers. comm. | pers. Mitt. | comm. pers. | com. pers. | личн. сообщ.
interview | Interview | entretien | entrevista | интервью
paper presented | Vortrag | communication présentée | ponencia presentada | доклад
presented | gehalten | présenté | presentado | представлено
recorded | aufgenommen | enregistré | grabado | записано
at | bei | à | en | на
on | auf | sur | en | на
edition | Ausgabe | édition | edición | издание
episode | Folge | épisode | episodio | выпуск
track | Titel | piste | pista | трек
version | Version | version | versión | версия
filed | angemeldet | déposé | solicitado | заявлено
issued | erteilt | délivré | concedido | выдано
Patent | Patent | Brevet | Patente | Патент
vol. | Bd. | vol. | vol. | т.
vols. | Bde. | vol. | vols. | тт.
no. | Nr. | nᵒ | n.º | №
nos. | Nr. | nᵒˢ | n.os | №
pt. | Teil | partie | parte | ч.
chap. | Kap. | chap. | cap. | гл.
sec. | Abschn. | sect. | sec. | разд.
supp. | Suppl. | suppl. | supl. | прил.
edited by | herausgegeben von | édité par | editado por | под редакцией
ed. | hg. von | éd. par | ed. de | под ред.
ed. by | hg. von | sous la dir. de | dir. por | отв. ред.
translated by | übersetzt von | traduit par | traducido por | перевод
trans. | übers. von | trad. par | trad. de | пер.
edited and translated by | herausgegeben und übersetzt von | édité et traduit par | editado y traducido por | под редакцией и в переводе
ed. and trans. | hg. und übers. von | éd. et trad. par | ed. y trad. de | под ред. и в пер.
compiled by | zusammengestellt von | compilé par | compilado por | составитель
comp. | zsgest. von | comp. par | comp. de | сост.
illustrated by | illustriert von | illustré par | ilustrado por | иллюстрации
ill. | ill. von | ill. par | ilustr. de | илл.
chaired by | unter dem Vorsitz von | sous la présidence de | presidido por | под председательством
by | von | de | de | автор
with | mit | avec | con | при участии
curated by | kuratiert von | sous le commissariat de | comisariado por | куратор
directed by | Regie: | réalisé par | dirigido por | режиссёр
executive produced by | Produktionsleitung: | production exécutive de | producción ejecutiva de | исполнительный продюсер
with guest | mit | avec | con | гость
with guests | mit | avec | con | гости
hosted by | moderiert von | animé par | presentado por | ведущий
interview by | Interview von | entretien réalisé par | entrevista de | интервью:
narrated by | gesprochen von | lu par | narrado por | читает
organized by | veranstaltet von | organisé par | organizado por | организатор
performed by | aufgeführt von | interprété par | interpretado por | исполнитель
produced by | produziert von | produit par | producido por | продюсер
to | an | à | a | к
written by | geschrieben von | écrit par | escrito por | автор сценария
created by | geschaffen von | créé par | creado por | автор идеи
"""  # noqa: E501
_LABELS: Final = """
chair chairs | Vorsitz | prés. | pres. | пред.
ed. eds. | Hg. | éd. | ed. | ред.
comp. comps. | Zsst. | comp. | comp. | сост.
contrib. contribs. | Mitarb. | collab. | colab. | участ.
cur. curs. | Kur. | comm. | com. | кур.
dir. dirs. | Regie | réal. | dir. | реж.
trans. | Übers. | trad. | trad. | пер.
exec. prod. | Prod. | prod. | prod. | прод.
guest guests | Gast | inv. | inv. | гость
host hosts | Mod. | anim. | pres. | ведущий
ill. ills. | Ill. | ill. | ilustr. | илл.
narr. narrs. | Spr. | narr. | narr. | чтец
org. orgs. | Veranst. | org. | org. | орг.
perf. perfs. | Interpr. | interpr. | intérpr. | исп.
prod. prods. | Prod. | prod. | prod. | прод.
"""
_LONG_LABELS: Final = {
    "ed. and trans.": ("Hg. und Übers.", "éd. et trad.", "ed. y trad.", "ред. и пер."),
    "eds. and trans.": ("Hg. und Übers.", "éd. et trad.", "eds. y trad.", "ред. и пер."),
    "eds.": ("Hg.", "éd.", "eds.", "ред."),
    "exec. prod.": ("Prod.", "prod.", "prod.", "прод."),
    "exec. prods.": ("Prod.", "prod.", "prod.", "прод."),
    "ser. creator": ("Idee", "créat.", "creador", "автор идеи"),
    "ser. creators": ("Idee", "créat.", "creadores", "авторы идеи"),
}
# The kinds of places of CSL: one, and several where they differ.
_PLACES: Final = """
act | Akt | acte | acto | д.
appendix | Anhang | annexe | apéndice | прил.
article-locator | Art. | art. | art. | ст.
book | Buch | liv. | lib. | кн.
canto | Gesang | chant | canto | песнь
chapter | Kap. | chap. | cap. | гл.
column | Sp. | col. | col. | стб.
elocation | Pos. | empl. | pos. | поз.
equation | Gl. | éq. | ec. | ур.
figure | Abb. | fig. | fig. | рис.
folio | Bl. | fᵒ | f. | л.
issue | Nr. | nᵒ | n.º | №
line | Z. | l. | l. | стк.
note | Anm. | n. | n. | прим.
opus | op. | op. | op. | соч.
page | S. | p. | p. | с.
paragraph | Abs. | paragr. | párr. | абз.
part | Teil | partie | parte | ч.
rule | Regel | règle | regla | правило
scene | Sz. | sc. | esc. | сц.
section | Abschn. | sect. | sec. | разд.
supplement | Suppl. | suppl. | supl. | прил.
table | Tab. | tabl. | tabla | табл.
title-locator | Titel | titre | tít. | разд.
verse | V. | v. | v. | стих
version | Version | version | versión | версия
volume | Bd. | vol. | vol. | т.
"""
_SEVERAL: Final = {
    "de": {"volume": "Bde."},
    "es": {"page": "pp.", "chapter": "caps.", "verse": "vv.", "volume": "vols."},
    "ru": {"volume": "тт."},
    "ar": arabic.SEVERAL,
}
_COLUMNS: Final = ("de", "fr", "es", "ru")
# Outer and inner quotation marks, opening and closing.
_QUOTES: Final = {
    ENGLISH: ("“", "”", "‘", "’"),
    "de": ("„", "“", "‚", "‘"),
    "fr": ("«\u202f", "\u202f»", "“", "”"),
    "es": ("«", "»", "“", "”"),
    "ru": ("«", "»", "„", "“"),
    "ar": ("«", "»", "“", "”"),
}
_EDITIONS: Final = {
    "de": "{}. Aufl.",
    "fr": "{}e éd.",
    "es": "{}.ª ed.",
    "ru": "{}-е изд.",
    "ar": "ط. {}",
}


def _columns(table: str) -> dict[str, dict[str, str]]:
    """By language, the term of each English one (or of each of several, separated by spaces in the first column)."""
    by_language: dict[str, dict[str, str]] = {language: {} for language in _COLUMNS}
    for line in table.strip().splitlines():
        english, *terms = (cell.strip() for cell in line.split(" | "))
        for language, word in zip(_COLUMNS, terms, strict=True):
            by_language[language][english] = word
    return by_language


_TERMS: Final = _columns(_TABLE) | {"ar": arabic.TERMS}
_PLACE_TERMS: Final = _columns(_PLACES) | {"ar": arabic.PLACES}
_LABEL_TERMS: Final = {
    language: {
        **{
            one: label
            for english, label in labels.items()
            for one in ([english] if english in _LONG_LABELS else english.split(" "))
        },
        **{english: labels_of[at] for english, labels_of in _LONG_LABELS.items()},
    }
    for at, (language, labels) in enumerate(_columns(_LABELS).items())
} | {"ar": arabic.LABELS}

# A style is asked for one record in hundreds of places; in which language it is worded is said around the whole.
_language: ContextVar[str] = ContextVar("citing_language", default=ENGLISH)


@contextmanager
def citing_in(language: str) -> Iterator[None]:
    """Citations are worded in this language (its primary subtag), or in English where there are no words of it."""
    token = _language.set(language if language in _TERMS else ENGLISH)
    try:
        yield
    finally:
        _language.reset(token)


def language_beside(language: str, title: str) -> str:
    """The language whose words stand beside this title in an entry in `language` (primary subtags).

    Among words from the right a work whose letters go from the left has English ones: numbers and names of it would
    change their places with words from the right between them. Bibliographies in Arabic keep the two apart likewise.
    """
    turns = direction_of(language) == "rtl" and not begins_from_the_right(title)
    return ENGLISH if turns else language


def is_english() -> bool:
    return _language.get() == ENGLISH


def term(english: str) -> str:
    """What stands for a word of the style, before a name for what stands before one."""
    return _TERMS.get(_language.get(), {}).get(english, english)


def label_term(english: str) -> str:
    """What stands for a label behind a name."""
    return _LABEL_TERMS.get(_language.get(), {}).get(english, english)


def place_term(kind: str, *, several: bool) -> str:
    """The label of a place in a work, by its kind in CSL; "" in English, whose table says it (`core.locator_terms`)."""
    language = _language.get()
    one = _PLACE_TERMS.get(language, {}).get(kind, "")
    return _SEVERAL.get(language, {}).get(kind, one) if several else one


def edition_term(number: str) -> str:
    """An edition by its number, as "2. Aufl."; "" in English."""
    form = _EDITIONS.get(_language.get(), "")
    return "1re éd." if number == "1" and _language.get() == "fr" else form.format(number)


def quotation_marks() -> tuple[str, str, str, str]:
    return _QUOTES[_language.get()]


def date_language() -> DateLanguage | None:
    """None in English."""
    return LANGUAGES.get(_language.get())
