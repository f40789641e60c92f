"""Changes of what the prose of a sentence claims: its words, its numbers, their order."""

import re
import unicodedata
from collections.abc import Iterator
from random import Random

from what_a_check_holds.cited_text import (
    IDEOGRAPH,
    LETTERS,
    STOPS,
    UNSPACED,
    WORD,
    Cited,
    free,
    put,
    some,
    whole_word,
    words_of,
)
from what_a_check_holds.claim_words import ADDED, LATIN_NAMES, NAMES, NEGATION, NEGATIONS, OPPOSITES
from what_a_check_holds.counting_words import MONTHS, NUMBERS, next_digit, next_roman
from what_a_check_holds.other_letters import other_letter, without_accent


def words_changed(text: str, language: str, chance: Random) -> Iterator[tuple[str, str]]:
    spaced = language not in UNSPACED
    gap = " " if spaced else ""
    words = words_of(text, language)
    tokens = [m for m in free(text, r"(?<!\S)\S+ ") if WORD.search(m[0])] if spaced else words
    names = NAMES.get(language, LATIN_NAMES)
    for match in some(chance, tokens, 4):
        yield "word dropped", text[: match.start()] + text[match.end() :]
    for match in some(chance, tokens, 2):
        yield (
            "word added",
            text[: match.start()] + chance.choice(ADDED[language]) + gap + text[match.start() :],
        )
    for match in some(chance, tokens, 3):
        yield (
            "negation inserted",
            text[: match.start()] + NEGATION[language] + gap + text[match.start() :],
        )
    for negation in NEGATIONS[language]:
        for match in free(text, whole_word(negation, language) + (" ?" if spaced else "")):
            yield "negation taken out", put(text, match, "")
    if words:
        yield (
            "first word replaced",
            put(text, words[0], names[0] if words[0][0] != names[0] else names[1]),
        )
        for match in some(chance, words, 3):
            yield "word replaced", put(text, match, names[2] if match[0] != names[2] else names[1])
    if spaced and language != "ar":
        capitals = [m for m in words[1:] if m[0][0].isupper() and len(m[0]) > 2]
        for match in some(chance, capitals, 3):
            yield "name replaced", put(text, match, names[1] if match[0] != names[1] else names[0])
        for match in some(chance, [m for m in words if len(m[0]) > 4 and m[0].islower()], 2):
            place = len(match[0]) // 2
            yield "word cut in two", put(text, match, f"{match[0][:place]} {match[0][place:]}")
        for match in some(chance, free(text, r"(?<=[^\W\d_]) (?=[^\W\d_])"), 2):
            yield "two words run together", put(text, match, "")
    for match in some(chance, [m for m in words if len(m[0]) > 2 or not spaced], 3):
        place = chance.randrange(len(match[0]))
        letter = match[0][place]
        if not unicodedata.combining(letter):
            yield (
                "letter changed",
                put(text, match, match[0][:place] + other_letter(letter) + match[0][place + 1 :]),
            )
    for match in free(text, r"[^\W\d_]"):
        bare = without_accent(match[0])
        following = text[match.end() : match.end() + 1]
        if bare is not None and not (following and unicodedata.combining(following)):
            yield "accent removed", put(text, match, bare)
    for match in free(text, r"[\u0300-\u036f]"):
        yield "accent removed", put(text, match, "")
    if language == "tr":
        for match in some(chance, free(text, "[iIıİ]"), 2):
            yield (
                "dotted i for dotless",
                put(text, match, {"i": "ı", "ı": "i", "I": "İ", "İ": "I"}[match[0]]),
            )
    for match in free(text, rf"(?<!\w)(?P<words>{LETTERS})\.(?=\s\S)"):
        if 1 < len(match["words"]) <= 6:
            yield (
                "abbreviation changed",
                put(text, match, match["words"][:-1] + other_letter(match["words"][-1]), "words"),
            )
    for match in free(text, r"(?<!\w)(?P<words>[^\W\d_])\."):
        if match["words"].isupper():
            yield "initial changed", put(text, match, other_letter(match["words"]), "words")
    for one, other in OPPOSITES[language]:
        for here, there in ((one, other), (other, one)):
            for match in free(text, whole_word(here, language)):
                yield "opposite", put(text, match, there)
    for months, name in (
        (MONTHS[language], "month changed"),
        (NUMBERS[language], "number word changed"),
    ):
        for place, month in enumerate(months):
            for match in free(text, whole_word(month, language)):
                yield name, put(text, match, months[(place + 1) % len(months)])
    for match in some(chance, [m for m in words if len(m[0]) > 1 or not spaced], 2):
        yield "word struck out", put(text, match, f"~~{match[0]}~~")
    for match in some(chance, tokens[1:], 1):
        yield "word in a comment", put(text, match, f"<!-- {match[0].strip()} -->" + gap)


def numbers_changed(text: str) -> Iterator[tuple[str, str]]:
    for match in free(text, r"\d"):
        yield "digit changed", put(text, match, next_digit(match[0]))
    for match in free(text, r"\d+"):
        if len(match[0]) > 1:
            yield "digit dropped", put(text, match, match[0][:-1])
        if len(match[0]) == 2 and match[0][0] != match[0][1]:
            yield "digits swapped", put(text, match, match[0][::-1])
            yield "right-to-left override", put(text, match, f"\u202e{match[0]}\u202c")
    for match in free(text, r"(?<!\w)[IVXLC]+(?=[.\s,;)])"):
        following = next_roman(match[0])
        if following is not None:
            yield "roman numeral changed", put(text, match, following)


def order_changed(text: str, language: str, chance: Random) -> Iterator[tuple[str, str]]:
    if language in UNSPACED:
        pairs = [
            m
            for m in free(
                text, rf"(?P<one>{IDEOGRAPH.pattern})(?P<gap>)(?P<other>{IDEOGRAPH.pattern})"
            )
            if m["one"] != m["other"]
        ]
        comma = "[,\uff0c\u3001]"
    else:
        pairs = [
            m
            for m in free(text, rf"(?<!\w)(?P<one>{LETTERS})(?P<gap> )(?P<other>{LETTERS})(?!\w)")
            if m["one"].casefold() != m["other"].casefold()
            and len(m["one"]) > 3
            and len(m["other"]) > 3
        ]
        comma = "[,\u060c] "
    for match in some(chance, pairs, 3):
        yield "two words swapped", put(text, match, match["other"] + match["gap"] + match["one"])
    cited = Cited.read(text)
    prose = text if cited is None else cited.before.rstrip()
    commas = free(prose, comma)
    if commas:
        middle = commas[len(commas) // 2]
        start = max([0, *(m.end() for m in commas if m.end() <= middle.start())])
        end = min(
            [len(prose.rstrip(STOPS)), *(m.start() for m in commas if m.start() >= middle.end())]
        )
        one, other = prose[start : middle.start()], prose[middle.end() : end]
        if one.casefold() != other.casefold():
            yield "two clauses swapped", prose[:start] + other + middle[0] + one + text[end:]
        yield "clause dropped", prose[: middle.start()] + text[end:]
        if not re.search(r"[\[\]*~`]", other) and other == other.strip() and WORD.search(other):
            yield "clause struck out", prose[: middle.end()] + f"~~{other}~~" + text[end:]
