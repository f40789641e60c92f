"""What stands around a work in a reference and is no part of it: whom it quotes, what is said of it. Pure."""

from __future__ import annotations

import re
from typing import Final

MAX_QUOTED: Final = 300

# "X, quoted in Y": what stands before is said of the work that was seen, Y.
QUOTED_IN: Final = re.compile(
    r"(?:(?<=[\w.)”»\"’])[,.;:]?\s+|\A)[(\[]?(?:(?:as\s+)?(?:quoted|cited|qtd\.|cit\.)\s+(?:in|from|after)"
    r"|(?:hier\s+)?zit(?:\.|iert)\s+(?:nach|in|bei)"
    r"|cit[ée]e?s?\s+(?:dans|par|in|d['’]après)|citado\s+(?:en|por)|citat[oa]\s+(?:in|da)|cit\.\s+(?:en|da|dans)"
    r"|цит(?:\.|ируется)\s+по:?|приводится\s+по:?)\s+",
    re.IGNORECASE,
)
_LEADING: Final = (
    "who whose which where when with against for on although though but as not "
    "der die das den dem dessen deren wo wobei mit gegen auch zum zur über dort anders ohne obwohl "
    "qui que où dont avec contre pour sur mais sans quien donde con contra sobre pero cuyo cuya sin "
    "che cui dove contro su ma senza per который которая которое которые где с против о об но там без "
)
_JOINING: Final = "and und et y e и"
# A remark behind the place in the work: small words that lead to more of them.
_REMARK: Final = re.compile(
    rf"(?<=[\d.])(?<![^\W\d_]{{3}}\.),\s+(?P<words>(?:(?:{'|'.join(_LEADING.split())})\s+(?=[^\W\d_])"
    rf"|(?:{'|'.join(_JOINING.split())})\s+(?=[a-zà-ÿа-яё]))[^;]{{3,250}}?)[\s.]*\Z"
)
_PLACE_BEFORE: Final = re.compile(
    r"(?:\b(?:pp?|S|С|с|стр|p[áa]gs?|chap|ch|vol|n|fol|л|sec|§)\.?\s?|[,:][”\"’»“]?\s)[ivxlcdm\d][\w–—-]*(?:\s?(?:ff?|sq|ss|сл)\.?)?\Z",
    re.IGNORECASE,
)


def quoted_in(words: str) -> tuple[str, str]:
    """What leads to the work that was seen ("Lenin to Gorky, quoted in"), "" for nothing; and that work's words."""
    match = QUOTED_IN.search(words[: MAX_QUOTED + 40])
    if match is None or match.start() > MAX_QUOTED or not words[match.end() :].strip():
        return "", words
    return words[: match.end()].strip(" ,;(["), words[match.end() :].rstrip(")]")


def remark_behind(words: str) -> tuple[str, str]:
    """The words without what is said behind their place in the work ("p. 12, who denies it"); and that, or ""."""
    match = _REMARK.search(words)
    if match is None or not _PLACE_BEFORE.search(words[: match.start()]):
        return words, ""
    return words[: match.start()], match["words"].strip()
