"""A language's words of dates, ready to be looked for. Pure: no Django.

Most keys of the tables are English words. The others are roles: `until` is "to" where it does not come first, `of` is
"from" where "to" follows, `to` stands between two ends, `drop` says nothing before another word, `year` nowhere (one of
a letter or two only behind a number), `start` where it comes first. `century behind` and `before` stand there beside
the number (which `ordinals` give in words, and `centuries` the whole from the 13th on), `tens` are 20, 30 … in words,
`decade` has # for its year. `first` to `fourth` and `last` are of a `half`, a `tierce` (a third) or a `quarter`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from encyclopedia.dates.about_words import ABOUT_WORDS
from encyclopedia.dates.date_wording import MONTHS
from encyclopedia.dates.languages.folding import folded
from encyclopedia.dates.languages.further_phrases import FURTHER, MONTHS_ONLY
from encyclopedia.dates.languages.month_names import MONTH_NAMES
from encyclopedia.dates.languages.western_phrases import WESTERN

# What is looked for word by word; the rest is looked for with the numbers beside it.
_WITH_NUMBERS: Final = frozenset(
    {"century behind", "century before", "centuries", "ordinals", "decade", "tens", "month"}
    | {"first", "second", "third", "fourth", "last", "half", "tierce", "quarter"}
)
# Where days have a full stop behind their number, and where they must.
_STOP: Final = frozenset({"de", "cs", "sk", "sl", "sr", "da", "nb", "fi", "et"})
_STOP_ASKED: Final = frozenset({"hr"})

_OTHER_LETTERS: Final = (
    (re.compile("[\u0400-\u04ff]"), ("be", "bg", "ru", "sr", "uk")),
    (re.compile("[\u0600-\u06ff]"), ("ar",)),
    (re.compile("[\u0370-\u03ff]"), ("el",)),
)
_PATTERN: Final = re.compile(r"[\\()\[\]?*+|#]")
_ROMAN: Final = "[ivxхі]+"
_ORDINAL_ENDING: Final = (
    r"(?:\.|\.?[ºª°]|(?<=\d)-?[èe]me|-?(?:er|[ei]?re|e|de|nde|ste|й|я|го|м|ое|о|a|ый|ая))?"
)


@dataclass(frozen=True, slots=True)
class PhraseTable:
    """What of one language is looked for; `None` where it has no such words.

    `literal` has the English of a phrase that is no pattern, `meanings` are pairs of another's pattern and its English,
    `abbreviated` the months' names that are certain only
    with a full stop.
    """

    code: str
    phrases: re.Pattern[str]
    literal: dict[str, str]
    meanings: tuple[tuple[re.Pattern[str], str], ...]
    abbreviated: re.Pattern[str] | None
    centuries: tuple[re.Pattern[str], ...]
    ordinals: tuple[re.Pattern[str], ...]
    named_centuries: tuple[str, ...]
    decades: tuple[re.Pattern[str], ...]
    tens: tuple[re.Pattern[str], ...]
    parts: tuple[tuple[re.Pattern[str], str], ...]
    months_only: bool
    day_stop: bool
    day_stop_asked: bool

    def meaning(self, phrase: re.Match[str]) -> str:
        """The English of a phrase that `phrases` found, or its role."""
        return self.literal.get(phrase[0]) or next(
            word
            for pattern, word in self.meanings
            if (match := pattern.match(phrase.string, phrase.start())) and match[0] == phrase[0]
        )


def tables_for(text: str) -> list[PhraseTable]:
    """Those of the languages that are written in the letters of the text; each is made when first asked for."""
    codes = next((codes for letters, codes in _OTHER_LETTERS if letters.search(text)), None)
    foreign = {code for _letters, others in _OTHER_LETTERS for code in others} - {"sr"}
    return [_phrase_table(code) for code in (codes or sorted(MONTH_NAMES.keys() - foreign))]


@cache
def _phrase_table(code: str) -> PhraseTable:
    return _table(code, {**WESTERN, **FURTHER, **MONTHS_ONLY}.get(code, ""))


def _rows(table: str) -> dict[str, list[str]]:
    rows = (line.partition(":")[::2] for line in table.strip().splitlines())
    return {key: _alternatives(phrases) for key, phrases in rows}


def _alternatives(phrases: str) -> list[str]:
    return [phrase.strip() for phrase in phrases.split(" | ") if phrase.strip()]


def _table(code: str, written: str) -> PhraseTable:
    rows = _rows(written)
    pairs = [
        (phrase, word) for word, row in rows.items() if word not in _WITH_NUMBERS for phrase in row
    ]
    literal = {folded(word): "c" for word in ABOUT_WORDS}
    short: list[str] = []
    for month, name, is_full in _months(code, rows.get("month", [])):
        literal[name] = MONTHS[month - 1].lower()
        if not is_full:
            short.append(re.escape(name))
    for phrase, word in pairs:
        if not _PATTERN.search(phrase):
            literal.setdefault(phrase, word)
    patterns = [(phrase, word) for phrase, word in pairs if phrase not in literal]
    listed = [*map(re.escape, literal), *(phrase for phrase, _word in patterns)]
    listed.sort(key=len, reverse=True)
    ordinals = "|".join(sorted(rows.get("ordinals", []), key=len, reverse=True))
    number = rf"(?P<number>{_ROMAN}|\d{{1,2}}{'|' * bool(ordinals)}{ordinals})"
    tens = rows.get("tens", [])
    return PhraseTable(
        code=code,
        phrases=_any_phrase(listed),
        literal=literal,
        meanings=tuple((re.compile(_bounded(phrase)), word) for phrase, word in patterns),
        abbreviated=re.compile(rf"(?<!\w)(?:{'|'.join(short)})(?![\w.])") if short else None,
        centuries=tuple(_centuries(rows, number)),
        ordinals=tuple(map(re.compile, rows.get("ordinals", []))),
        named_centuries=tuple(rows.get("centuries", [])),
        decades=tuple(
            re.compile(
                _bounded(phrase.replace("#", rf"(?P<year>\d{{3}}0|\d0|{'|'.join(tens) or '0'})"))
            )
            for phrase in rows.get("decade", [])
        ),
        tens=tuple(map(re.compile, tens)),
        parts=tuple(_parts(rows)),
        months_only=code in MONTHS_ONLY,
        day_stop=code in _STOP | _STOP_ASKED,
        day_stop_asked=code in _STOP_ASKED,
    )


def _months(code: str, more: list[str]) -> list[tuple[int, str, bool]]:
    """Number and name of each month, and whether the name is no abbreviation."""
    months = " | ".join(MONTH_NAMES[code].strip().splitlines()).split(" | ")
    names: dict[str, tuple[int, bool]] = {}
    for number, listed in enumerate(months, 1):
        for form in listed.split("/"):
            names.setdefault(folded(form.rstrip(".")), (number, not form.endswith(".")))
    for entry in more:
        name, _sign, month = entry.partition("=")
        names.setdefault(name, (int(month), True))
    return [(number, name, is_full) for name, (number, is_full) in names.items()]


def _any_phrase(listed: list[str]) -> re.Pattern[str]:
    """One pattern for all; the longest comes first."""
    ahead = [phrase for phrase in listed if "(?=" in phrase]
    open_ended = [phrase for phrase in listed if phrase.endswith("'")]
    bounded = [phrase for phrase in listed if phrase not in ahead and phrase not in open_ended]
    either = [*ahead, rf"(?:{'|'.join(bounded)})(?!\w)", *open_ended]
    return re.compile(rf"(?<!\w)(?:{'|'.join(either)})")


def _bounded(phrase: str) -> str:
    """Not within a word; an apostrophe and a pattern that looks ahead end it by themselves."""
    end = "" if phrase.endswith("'") or "(?=" in phrase else r"(?!\w)"
    return rf"(?<!\w)(?:{phrase}){end}"


def _centuries(rows: dict[str, list[str]], number: str) -> list[re.Pattern[str]]:
    patterns = []
    first = rf"(?:{number.replace('number', 'first')}{_ORDINAL_ENDING} ?[–-] ?)?"
    numbers = f"{first}{number}{_ORDINAL_ENDING}"
    for place in ("behind", "before"):
        nouns = rows.get(f"century {place}", [])
        patterns += [
            rf"(?<!\w){numbers}[ -]?(?<!\d)(?:{noun})(?!\w)"
            if place == "behind"
            else rf"(?<!\w)(?:{noun}) {numbers}(?!\w)"
            for noun in nouns
            if noun != "s"
        ]
        if "s" in nouns:
            # So short a word needs a Roman numeral beside it: "s. XIX", "XIXe s.".
            roman = rf"(?P<number>{_ROMAN}|\d{{1,2}}(?=e))(?:er?|eme)?"
            patterns.append(
                rf"(?<!\w){roman} s(?!\w)" if place == "behind" else rf"(?<!\w)s {roman}(?!\w)"
            )
    return [re.compile(pattern) for pattern in patterns]


def _parts(rows: dict[str, list[str]]) -> list[tuple[re.Pattern[str], str]]:
    """The first to fourth half, third or quarter, with its number before it or behind."""
    parts = []
    for noun, count in (("half", 2), ("tierce", 3), ("quarter", 4)):
        nouns = "|".join(rows.get(noun, []))
        for place, name in enumerate(("first", "second", "third", "fourth")[:count], 1):
            if not nouns:
                continue
            numeral = rf"(?:{place}|{('i', 'ii', 'iii', 'iv')[place - 1]}){_ORDINAL_ENDING}"
            last = rows.get("last", []) if place == count else []
            ordinal = "|".join([*rows.get(name, []), *last, numeral])
            pattern = rf"(?<!\w)(?:(?:{ordinal}) (?:{nouns})|(?:{nouns}) (?:{ordinal}))(?!\w)"
            third = ("early", "mid", "late")[min(place, 3) - 1]
            parts.append((re.compile(pattern), third if count == 3 else f"{name} {noun}"))
    return parts
