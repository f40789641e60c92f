"""Changes of what a citation says: its locator, its quotation, its stance, the words it reaches."""

import re
import unicodedata
from collections.abc import Iterator
from random import Random

from what_a_check_holds.citation_words import CONTRA, SIDES, TURNED
from what_a_check_holds.cited_text import (
    IDEOGRAPH,
    PROTECTED,
    UNSPACED,
    WORD,
    Cited,
    free,
    put,
    some,
    whole_word,
)
from what_a_check_holds.claim_words import ADDED, LATIN_NAMES, NAMES, NEGATION
from what_a_check_holds.counting_words import MONTHS, NUMBERS, next_digit, next_roman
from what_a_check_holds.other_letters import other_letter, without_accent


def locator_changed(cited: Cited, language: str, chance: Random) -> Iterator[tuple[str, str]]:
    locator = cited.locator
    bare = locator.strip(" ,")
    if not bare:
        yield "locator added", cited.with_locator(", p. 4711")
        return
    yield "locator dropped", cited.with_locator("")
    yield "locator lengthened", cited.with_locator(f"{locator}, n. 7")
    for match in re.finditer(r"\d", locator):
        yield (
            "locator digit changed",
            cited.with_locator(put(locator, match, next_digit(match[0]))),
        )
    for match in re.finditer(r"(?<![\w.])(?:[IVXLC]+|[ivxlc]+)(?![\w.])", locator):
        following = next_roman(match[0])
        if following is not None:
            yield (
                "locator's roman numeral changed",
                cited.with_locator(put(locator, match, following)),
            )
    for one, other in SIDES:
        for here, there in ((one, other), (other, one)):
            for match in re.finditer(whole_word(here, language), locator):
                yield "locator's side changed", cited.with_locator(put(locator, match, there))
    for match in re.finditer(r"(?<=\d)[rv](?!\w)", locator):
        yield (
            "locator's side changed",
            cited.with_locator(put(locator, match, "v" if match[0] == "r" else "r")),
        )
    for numbers in (NUMBERS[language], MONTHS[language]):
        for place, number in enumerate(numbers):
            for match in re.finditer(whole_word(number, language), locator):
                yield (
                    "locator's word changed",
                    cited.with_locator(put(locator, match, numbers[(place + 1) % len(numbers)])),
                )
    words = [m for m in WORD.finditer(locator) if len(m[0]) > 2 or language in UNSPACED]
    for match in some(chance, words, 2):
        yield "locator's word changed", cited.with_locator(put(locator, match, "Zabor"))
    label = re.match(r"[,\s]*(?P<label>[^\W\d_]+\.?)", locator)
    if label is not None:
        yield (
            "locator's label changed",
            cited.with_locator(
                put(locator, label, "vol." if label["label"] != "vol." else "no.", "label")
            ),
        )


def quotation_changed(cited: Cited, language: str, chance: Random) -> Iterator[tuple[str, str]]:
    quotation = cited.quotation
    spaced = language not in UNSPACED
    if quotation is None:
        prose = re.sub(r"[^\w\s]+", " ", PROTECTED.sub(" ", cited.before)).split()
        last = " ".join(prose[-2:]) if spaced else "".join(prose)[-4:]
        yield "quotation added", cited.text(rest=f'{cited.rest.rstrip()}, "{last}"')
        return
    said = quotation["words"]
    yield "quotation dropped", cited.text(rest=cited.locator + cited.rest[quotation.end() :])
    words = list((WORD if spaced else IDEOGRAPH).finditer(said))
    for match in some(chance, words, 3):
        other = NAMES.get(language, LATIN_NAMES)[0]
        yield "quotation's word changed", cited.with_quotation(put(said, match, other))
        place = chance.randrange(len(match[0]))
        yield (
            "quotation's letter changed",
            cited.with_quotation(
                put(
                    said,
                    match,
                    match[0][:place] + other_letter(match[0][place]) + match[0][place + 1 :],
                )
            ),
        )
    for match in some(chance, words[1:-1] or words[:0], 1):
        left, right = said[: match.start()], said[match.end() :]
        yield (
            "quotation's word dropped",
            cited.with_quotation(left + (right.lstrip() if spaced else right)),
        )
        yield "quotation with an omission", cited.with_quotation(f"{left}(…){right}")
        yield "quotation's word in brackets", cited.with_quotation(f"{left}({match[0]}){right}")
    if len(words) > 1:
        yield (
            "quotation shortened at its end",
            cited.with_quotation(said[: words[-1].start()].rstrip()),
        )
        yield "quotation shortened at its start", cited.with_quotation(said[words[1].start() :])
    yield (
        "quotation lengthened",
        cited.with_quotation(said + (" " if spaced else "") + ADDED[language][1]),
    )
    yield (
        "quotation negated",
        cited.with_quotation(NEGATION[language] + (" " if spaced else "") + said),
    )
    for match in re.finditer(r"[^\W\d_]", said):
        bare = without_accent(match[0])
        if bare is not None and not unicodedata.combining(
            said[match.end() : match.end() + 1] or "a"
        ):
            yield "quotation's accent removed", cited.with_quotation(put(said, match, bare))
    for match in re.finditer(r"\d", said):
        yield (
            "quotation's digit changed",
            cited.with_quotation(put(said, match, next_digit(match[0]))),
        )


def citation_turned(cited: Cited, language: str) -> Iterator[tuple[str, str]]:
    yield "key changed", cited.text(key="b")
    for prefix in CONTRA[language]:
        yield f"prefix {prefix}", cited.text(prefix=f"{prefix} ")
    if cited.prefix.strip():
        yield (
            f"{cited.prefix.strip()} and contra",
            cited.text(prefix=f"{cited.prefix.strip()} contra "),
        )
    for words in TURNED[language]:
        yield f"suffix {words}", cited.text(rest=f"{cited.rest.rstrip()}, {words}")


def reach_changed(cited: Cited, language: str) -> Iterator[tuple[str, str]]:
    """Other words before the marker than before, or the sentence as another kind of sentence."""
    before, marker, after = cited.before.rstrip(), cited.marker(), cited.after
    space = cited.before[len(before) :]
    commas = free(before, r"[,\uff0c\u3001]" if language in UNSPACED else "[,\u060c](?= )")
    if commas:
        head, tail = before[: commas[-1].start()], before[commas[-1].start() :]
        if WORD.search(head) and WORD.search(tail):
            yield "last clause moved behind the marker", head + space + marker + tail + after
    gaps = free(before, IDEOGRAPH) if language in UNSPACED else free(before, r"\s+")
    if len(gaps) > 2:
        yield (
            "last words moved behind the marker",
            before[: gaps[-2].start()] + space + marker + before[gaps[-2].start() :] + after,
        )
        yield (
            "marker moved to the first words",
            before[: gaps[0].start()] + space + marker + before[gaps[0].start() :] + after,
        )
    for stop, question in ((".", "?"), ("\u3002", "\uff1f")):
        if after.strip() == stop:
            yield "question for a statement", cited.before + marker + after.replace(stop, question)
        elif not after.strip() and before.endswith(stop):
            yield (
                "question for a statement",
                before[: -len(stop)] + question + space + marker + after,
            )
