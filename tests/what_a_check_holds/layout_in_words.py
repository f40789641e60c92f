"""Changes of how the prose of a sentence is written, not of what is read."""

import unicodedata
from collections.abc import Iterator
from random import Random

from what_a_check_holds.cited_text import BLOCK_SIGN, IDEOGRAPH, LETTERS, UNSPACED, free, put, some

COMMON: dict[str, tuple[str, ...]] = {
    "zh": ("于", "在", "由", "据", "等", "但"),
    "ja": ("的", "者", "於", "年", "で"),
}
_STRAIGHT_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"'})


def invisible_characters(text: str, chance: Random) -> Iterator[tuple[str, str]]:
    inside = [
        m
        for m in free(text, r"(?<=[^\W\d_])(?P<letter>[^\W\d_])")
        if not unicodedata.combining(m[0])
    ]
    for name, character in (
        ("soft hyphen inside a word", "\u00ad"),
        ("zero-width space inside a word", "\u200b"),
        ("word joiner inside a word", "\u2060"),
        ("byte-order mark inside a word", "\ufeff"),
        ("&shy; inside a word", "&shy;"),
        ("&#8203; inside a word", "&#8203;"),
        ("&ZeroWidthSpace; inside a word", "&ZeroWidthSpace;"),
    ):
        for match in some(chance, inside, 1):
            yield name, text[: match.start()] + character + text[match.start() :]
    spaces = free(text, r"(?<=\w) (?=\w)")
    for name, character in (
        ("zero-width space between words", "\u200b"),
        ("word joiner between words", "\u2060"),
        ("byte-order mark between words", "\ufeff"),
    ):
        for match in some(chance, spaces, 1):
            yield name, text[: match.end()] + character + text[match.end() :]
    if inside:
        chosen = {match.start() for match in inside if match.start() % 3 == 0}
        yield (
            "soft hyphens in many words",
            "".join(
                f"\u00ad{letter}" if place in chosen else letter
                for place, letter in enumerate(text)
            ),
        )


def white_space(text: str, language: str, chance: Random) -> Iterator[tuple[str, str]]:
    spaces = free(text, r"(?<=\S) (?=\S)")
    breaks = [m for m in spaces if not BLOCK_SIGN.match(text[m.end() :])]
    for name, words in (
        ("no-break space", "\u00a0"),
        ("narrow no-break space", "\u202f"),
        ("thin space", "\u2009"),
        ("double space", "  "),
        ("tab", "\t"),
        ("&nbsp; for a space", "&nbsp;"),
        ("&#160; for a space", "&#160;"),
    ):
        for match in some(chance, spaces, 1):
            yield name, put(text, match, words)
    if spaces:
        chosen = {match.start() for match in spaces}
        for name, gap in (
            ("every space a no-break space", "\u00a0"),
            ("every space doubled", "  "),
        ):
            yield (
                name,
                "".join(gap if place in chosen else letter for place, letter in enumerate(text)),
            )
    for name, words in (
        ("line break", "\n"),
        ("line break and indent", "\n   "),
        ("line break of Windows", "\r\n"),
        ("trailing space and line break", " \n"),
        ("hard line break", "  \n"),
        ("hard line break by backslash", "\\\n"),
    ):
        for match in some(chance, breaks, 1):
            yield name, put(text, match, words)
    if len(breaks) > 3:
        chosen = {match.start() for match in breaks[1::3]}
        yield (
            "wrapped to short lines",
            "".join("\n" if place in chosen else letter for place, letter in enumerate(text)),
        )
    if language in UNSPACED:
        for match in some(
            chance, free(text, rf"(?<={IDEOGRAPH.pattern})(?P<next>{IDEOGRAPH.pattern})"), 2
        ):
            yield (
                "line break between characters",
                text[: match.start()] + "\n" + text[match.start() :],
            )
    yield "trailing spaces", text + "   "
    yield "trailing line break", text + "\n"
    if not text.startswith(" "):
        yield "leading spaces", "  " + text


def typography(text: str) -> Iterator[tuple[str, str]]:
    for match in free(text, r"(?<=[^\W\d_])'(?=[^\W\d_])"):
        yield "curly apostrophe for a straight one", put(text, match, "’")
    for match in free(text, r"(?<=[^\W\d_])’(?=[^\W\d_])"):
        yield "straight apostrophe for a curly one", put(text, match, "'")
    for match in free(text, r'"(?P<words>[^"\[\]]+)"'):
        yield "curly quotation marks for straight ones", put(text, match, f"“{match['words']}”")
    for match in free(text, r"[“„”](?P<words>[^“„”\[\]]+)[“”]"):
        yield (
            "straight quotation marks for curly ones",
            put(text, match, match[0].translate(_STRAIGHT_QUOTES)),
        )
    yield "normal form NFD", unicodedata.normalize("NFD", text)
    yield "normal form NFC", unicodedata.normalize("NFC", text)


def markdown_signs(text: str, language: str, chance: Random) -> Iterator[tuple[str, str]]:
    if language in UNSPACED:
        common = [m for word in COMMON[language] for m in free(text, rf"(?<=\w){word}(?=\w)")]
    else:
        common = [
            m
            for m in free(text, rf"(?<![\w*.'’·/&-]){LETTERS}(?![\w*.'’·/&-])")
            if m[0].islower() or language == "ar"
        ]
        common = [m for m in common if len(m[0]) > 2]
    for name, sign in (
        ("bold", "**"),
        ("emphasis", "*"),
        ("bold emphasis", "***"),
        ("bold with underscores", "__"),
        ("emphasis with underscores", "_"),
    ):
        if "_" in sign and language in UNSPACED:
            continue
        for match in some(chance, common, 1):
            yield f"{name} for a common word", put(text, match, f"{sign}{match[0]}{sign}")
    for match in some(chance, free(text, r"(?<=\w)[.,:;()!?–—-](?=\s)"), 2):
        if match[0].isascii():
            yield "punctuation escaped", put(text, match, f"\\{match[0]}")
    for match in some(chance, free(text, r"(?<=[A-Za-z])[a-z](?=[a-z])"), 1):
        yield "a letter as an entity", put(text, match, f"&#{ord(match[0])};")
    for match in some(chance, free(text, r"[éèáíóúñüöäçãåżłß]"), 1):
        yield "an accented letter as an entity", put(text, match, f"&#x{ord(match[0]):X};")
    for match in free(text, r"(?<= )&(?= )"):
        yield "&amp; for &", put(text, match, "&amp;")
