"""Whether every word of a reference has its place in the record that was read from it. Pure: no Django."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Final

from editorial.references.month_names import MONTHS, SEASONS
from editorial.references.parsed_reference import JSON

# Words of the form of a reference, which say nothing about the work.
_FORM: Final = frozenset(
    re.findall(
        r"\S+",
        "a an the and und et y e и i u of in im dans en sur von v by par di de del della du d l le la el il "
        "do da des der die das dem ed eds editor editors edited edition edn hrsg hg herausgegeben éd édité "
        "dir direction sous coord comp cura под общ ред отв сост редакцией trans translated translation tr "
        "trad traduit traducción traduzione italiana it fr esp aus übers übersetzt übersetzung пер перевод с "
        "англ нем фр яз vol vols volume volumes band bd bde bände tome tom tomo t т том тт кн книга ч teil tl "
        "вып выпуск no nos nr n num núm numéro número numero issue heft h jg jahrgang année anno año год г "
        "года г. fasc p pp page pages pg s ss seite seiten сс стр pág págs pag pagine f ff sg sgg sq sqq suiv "
        "hier ici here aquí qui at bes сл след aufl auflage ausg ausgabe ed. изд издание éd. доп испр перераб "
        "new rev revised nouvelle neue nueva nuova st nd rd th re ère ª coll collection collana colección "
        "reihe серия al alii others др autres otros altri doi isbn issn arxiv pmid url online ligne línea "
        "электронный ресурс available from disponible verfügbar unter accessed retrieved ders dies id idem "
        "eadem jr sr on am vom ca c circa um vers около ок is ch kap cap гл fol bl ",
    )
)


def unexplained(words: str, record: JSON, locator: str) -> list[str]:
    """The words and numbers of `words` that are in no field and are no words of form."""
    held = {token for value in _values(record) for token in _tokens(value)} | set(_tokens(locator))
    held |= {part for token in held for part in re.findall(r"\d+|\D+", token)}
    return [
        token
        for token in _tokens(words)
        if token not in held
        and token not in _FORM
        and token not in MONTHS
        and token not in SEASONS
        and token.lstrip("0") not in held
        and re.sub(r"(?<=\d)\D{1,4}\Z", "", token) not in held
    ]


def _values(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _values(part)
    elif isinstance(value, list):
        for part in value:
            yield from _values(part)
    else:
        yield str(value)


def _tokens(words: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", words.casefold()))
