"""Labels of places in a source ("p.", "ch.", "vol."): the terms of CSL 1.0.2, how they are typed and written.

https://docs.citationstyles.org/en/stable/specification.html#locators
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class LocatorTerm:
    """One kind of place.

    `typed` are the labels that a citation may begin a locator with. `understood` are further ones, those of other
    languages among them: notes, the order of places, records and the evidence know what they mean, but no text is read
    with them, or checked locators would change and their checks would lapse. One with a capital, or with "=" before it,
    is understood only as it stands here: "S. 12" is a page, "s. 12" a section in law; "t. 2" a volume, "T. 2" may be a
    part.
    `one` and `several` are the label as notes write it, "" where a number stands alone.
    """

    typed: frozenset[str]
    understood: frozenset[str]
    one: str
    several: str


_TABLE: Final = """
act             | act acts                                      |            | act     | acts
appendix        | app. apps. appendix appendices                |            | app.    | apps.
article-locator | art. arts. article articles                   |            | art.    | arts.
book            | bk. bks. book books                           |            | bk.     | bks.
canto           | canto cantos                                  |            | canto   | cantos
chapter         | ch. chs. chap. chaps. chapter chapters        |            | chap.   | chaps.
column          | col. cols. column columns                     |            | col.    | cols.
elocation       | loc. locs. location locations                 |            | loc.    | locs.
equation        | eq. eqs. equation equations                   | eqq.       | eq.     | eqq.
figure          | fig. figs. figure figures                     |            | fig.    | figs.
folio           | fol. fols. folio folios                       | f. ff. fo. | fol.    | fols.
issue           | no. nos. number numbers issue issues          | nr.        | no.     | nos.
line            | l. ll. line lines                             |            | line    | lines
note            | n. nn. note notes                             | fn.        | n.      | nn.
opus            | op. opp. opus opera                           |            | op.     | opp.
page            | p. pp. pg. pgs. page pages                    |            |         |
paragraph       | para. paras. paragraph paragraphs ¶ ¶¶        | par. pars. | para.   | paras.
part            | pt. pts. part parts                           |            | pt.     | pts.
rule            | r. rr. rule rules                             |            | r.      | rr.
scene           | sc. scs. scene scenes                         |            | sc.     | scs.
section         | sec. secs. sect. sects. section sections § §§ |            | sec.    | secs.
sub-verbo       | s.v. s.vv.                                    | sv. under  | under   | under
supplement      | supp. supps. suppl. supplement supplements    |            | supp.   | supps.
table           | tbl. tbls. table tables                       |            | tbl.    | tbls.
timestamp       | timestamp timestamps                          |            |         |
title-locator   | tit. tits. title titles                       |            | title   | titles
verse           | v. vv. verse verses                           |            | v.      | vv.
version         | ver. vers. version versions                   |            | version | versions
volume          | vol. vols. volume volumes                     |            | vol.    | vols.
"""
# In German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Ukrainian and Arabic: what means one thing.
_ABROAD: Final = """
appendix        | anh. anhang annexe annexes apéndice apéndices appendice appendici apêndice bijlage прил. \
приложение ملحق
article-locator | artikel artículo artículos artigo artigos articolo articoli статья статьи artykuł artykuły \
المادة
book            | buch livre livres libro libros libri livro livros boek księga кн. книга книги كتاب
chapter         | kap. kapitel cap. caps. capp. capítulo capítulos capitolo capitoli chapitre chapitres hfst. \
hoofdstuk hoofdstukken rozdz. rozdział rozdziały гл. глава главы розд. розділ فصل الفصل
column          | sp. spalte spalten columna columnas colonne colonnes colonna coluna colunas kolom kolumn szp. \
szpalta стб. стлб. столбец столбцы عمود
figure          | abb. abbildung abbildungen figura figuras figure afb. afbeelding ryc. rys. рис. рисунок рисунки \
شكل
folio           | Bl. Bll. blatt blätter feuillet feuillets foglio fogli hoja hojas fólio fólios karta karty л. \
лл. лист листы арк. ورقة
issue           | nr. nrn. nummer nummern heft hefte heftnr. nº n.º núm. núms. número números numero numeri numéro \
numéros numer zeszyt № вып. выпуск выпуски عدد العدد
line            | zeile zeilen ligne lignes línea líneas riga righe linha linhas regel regels wiersz строка строки \
سطر
note            | anm. anmerkung anmerkungen fußnote fussnote fußn. fussn. nota notas noot noten przyp. przypis \
прим. примеч. примечание примечания сноска حاشية هامش
page            | S. SS. seite seiten pág. págs. pag. pags. pagg. página páginas pagina paginas pagine blz. \
bladzijde bladzijden str. strona strony с. сс. стр. страница страницы стор. сторінка ص. صص. صفحة \
صفحات الصفحة
paragraph       | abs. absatz absätze alinéa párrafo párrafos parágrafo alinea akapit абз. абзац абзацы فقرة
part            | teil teile parte partes parti partie parties cz. część części ч. часть части جزء
section         | abschn. abschnitt abschnitte secc. sección secciones sez. sezione sezioni seção secção afdeling \
разд. раздел разделы قسم
table           | tab. tabelle tabellen tabla tablas tableau tableaux tabella tabelle tabela tabelas tabel табл. \
таблица جدول
volume          | bd. bde. bdn. band bände =t. =tt. tome tomes tomo tomos tomi tom tomy т. тт. том тома مج. مجلد \
المجلد
"""


def _rows(table: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


_LABELS_ABROAD: Final = {name: labels.split() for name, labels in _rows(_ABROAD)}
LOCATOR_TERMS: Final = {
    name: LocatorTerm(
        frozenset(typed.split()),
        frozenset(
            [*understood.split(), *(label.lstrip("=") for label in _LABELS_ABROAD.get(name, []))]
        ),
        one,
        several,
    )
    for name, typed, understood, one, several in _rows(_TABLE)
}
# Labels without their full stops; those that are understood only as they stand, apart.
_AS_THEY_STAND: Final = {
    label.strip("=."): name
    for name, labels in _LABELS_ABROAD.items()
    for label in labels
    if label[0] == "=" or label[0].isupper()
}
_IN_ANY_CASE: Final = {
    plain: name
    for name, term in LOCATOR_TERMS.items()
    for label in term.typed | term.understood
    if (plain := label.rstrip(".")) not in _AS_THEY_STAND
}


def term_of(label: str) -> str:
    """The name of the term that a label means, "page" for "стр." and "S"; "" where it is none or might be two."""
    plain = unicodedata.normalize("NFC", label).rstrip(".")
    return _AS_THEY_STAND.get(plain) or _IN_ANY_CASE.get(plain.lower(), "")
