"""Splits running words into sentences, for claims and for the list of what has no citation.

The words come with white space folded and without marks and markers, so that where a sentence ends never depends on
layout. A stop ends a sentence only where that is certain, in every language: the word before must be whole for what
it looks like (`word_ends`), or likely so with a word behind that begins sentences and is no name; a figure behind
leaves it open, except after a finite verb. "!" and "?" may belong to a title or to somebody's words, and end a sentence
only behind a plain one. Where it is not certain, two sentences are one: a check's digest covers the whole sentence,
and to cut one in half would leave words that can be changed under a standing check.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum
from itertools import pairwise

from encyclopedia.core.checked_words import LOOSE_SPACE
from encyclopedia.markup.languages import language_of
from encyclopedia.markup.languages.language import Language
from encyclopedia.markup.quoted import Quoted
from encyclopedia.markup.word_ends import VOWELS, Whole, whole

_STOP = re.compile(r"[.!?…]+|[！？]+|[。｡।॥۔։።]")
# Ends a sentence in languages whose abbreviations have another sign or none.
_OWN_SIGNS = frozenset("。｡।॥։።")
_WIDE_SIGNS = frozenset("！？")
_CLOSERS = frozenset("\"'”’“‘»«)]›」』）］】》〉")
_BRACKETS = frozenset(")]）］】》〉")
_OPENERS = re.compile(r"(?:[—–-] )?(?:« |[\"'“‘”«»„‚‹(\[—–¿¡-])*")
# A title, or words that somebody says, may begin behind them.
_QUOTES = frozenset('"“”„«»‹›‘‚:.!?…—–「」『』《》〈〉（）：！？')
_TITLE_SIGNS = frozenset('"“”„«»‹›‘‚')
_EDGES = "\"'“”‘’«»„‚‹›([—–-¿¡"
# A number as much as a figure is; a single letter may be a word, but not before a comma.
_ROMAN = re.compile(r"(?:[IVXLCDM]{2,}|[XLCDM])(?![\w'’])|[IV],")
_DAY = re.compile(r"\d{1,2}(?:er|º)? ([^\W\d_]+)")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LAYOUT = re.compile(f"[\u00ad\u0640\u200b-\u200f\u2060\ufeff]|{LOOSE_SPACE.pattern}")
# "モーニング娘。の": a name that ends with the sign, and its particle.
_PARTICLE = re.compile(r"[はをがのにへともで](?![ぁ-ゖ])|から|まで|より|という|といった|など")
# Chinese and Japanese words that follow a title or somebody's words.
_GOES_ON = re.compile(r"[ぁ-ゖ，、；：,的是之与與和及而就都也地说說问問喊]")
_LOUD = frozenset("!?")
_MARKS = frozenset("¿¡")
_DASHES = frozenset("—–-")
_OF_A_NAME = re.compile(
    r" (?:de[nrms]?|d[aeiou]s?|la|las|los|van|von|het|del|della|le|les|zu|zum|zur|av|af|y|e|und|og|och|i)\b"
)
# From how many letters on a word before a stop is seldom cut off before a title or a name.
_LONG = 5
# A title or a cry has seldom more words.
_FEW = 3
# A longer sentence before "!" or "?" is not read.
_MAX_LOUD = 400
# How many characters around a stop are looked at.
_NEAR = 60


class Follows(IntEnum):
    """What follows a stop: a word that begins no sentence, any, one that may begin a name …"""

    NOTHING = 0
    ANY = 1
    WEAK = 2
    TITLE = 3
    PLAIN = 4
    ARTICLE = 5
    STARTER = 6


def ends(words: str, language: str = "en") -> list[int]:
    """Where the sentences of `words` end: offsets, ascending, the last one its length.

    A sentence goes from the end before, less one space, to its own; closing quotes and brackets after a stop belong to
    it. `language` is the words' (BCP 47). Soft hyphens, zero-width characters and loose spaces are nothing.
    """
    if _LAYOUT.search(words) is None:
        return _ends(words, language)
    visible = _LAYOUT.sub("", words)
    if not visible:
        return [len(words)] if words else []
    # Where each visible character stands; what is nothing belongs to the character before.
    places: list[int] = []
    start = 0
    for layout in _LAYOUT.finditer(words):
        places.extend(range(start, layout.start()))
        start = layout.end()
    places.extend(range(start, len(words) + 1))
    return [places[end] for end in _ends(visible, language)]


def _ends(words: str, code: str) -> list[int]:
    length = len(words)
    offsets: list[int] = []
    language = language_of(code)
    words = words.replace(language.question_sign, "?")
    if _STOP.search(words, 0, max(0, length - 1)) is None:
        return [length] if length else []
    quoted = Quoted(words)
    start = 0
    for stop in _STOP.finditer(words):
        end = stop.end()
        while words[end : end + 1] in _CLOSERS and not quoted.opens(end):
            end += 1
        if end >= length:
            break
        if quoted.hold(stop.start(), end):
            continue
        if stop[0] in _OWN_SIGNS:
            before = stop.start() - 1
            certain = (
                end == stop.end()
                and before >= start
                and not _PARTICLE.match(words, end)
                and language.before_sign.match(words, before) is not None
            )
        elif stop[0][0] in _WIDE_SIGNS:
            certain = end == stop.end() and _wide_question(words, start, stop, language)
        else:
            certain = words[end] == " " and _certain(words, start, stop, end, language, quoted)
        if certain:
            offsets.append(end)
            start = end + (words[end] == " ")
    if length:
        offsets.append(length)
    return offsets


def _certain(
    words: str, start: int, stop: re.Match[str], end: int, language: Language, quoted: Quoted
) -> bool:
    """Whether the sentence that begins at `start` certainly ends with this stop, which a space follows."""
    signs, closers = stop[0], words[stop.end() : end]
    # A French "?" has a space before it, and often an Arabic full stop.
    spaced = (signs != "." or language.caseless) and words[stop.start() - 1 : stop.start()] == " "
    token, before = _tokens(words, start, stop.start() - spaced)
    follows = _follows(words, end + 1, language)
    if follows is Follows.NOTHING:
        return signs == "." and not closers and _before_figure(words, end + 1, token, language)
    if closers:
        opened = quoted.opened(end)
        if opened is None:
            return False
        if not _BRACKETS.intersection(closers):
            # “It is done.” She said so: whatever follows a quotation that stands alone may belong to it.
            if opened <= start or words[:opened].rstrip()[-1:] in ".!?…":
                return False
            # The words “It is done.” Lenin repeated: so may a name behind a whole sentence.
            if signs != "." or not words[opened + 1 :].lstrip(_EDGES)[:1].islower():
                least = Follows.ARTICLE if signs == "." else Follows.STARTER
                if follows < least or language.caseless:
                    return False
                if signs != ".":
                    return True
        elif signs != "." or (opened > start and follows < Follows.ARTICLE):
            return False
    if signs != ".":
        # None of "!", "?" and "…" need end anything: a title or a name may have one.
        begins = follows not in (Follows.ANY, Follows.TITLE)
        if begins and len(token) > 1 and token.islower() and token.isalpha():
            return True
        # – Who knocks? – Witos asked.
        if words[end + 1] in _DASHES or not _LOUD.issuperset(signs):
            return False
        if stop.start() - start > _MAX_LOUD:
            return False
        return _plain(words[start : stop.start()].strip(), signs, begins, language)
    # In words all in capitals a title looks like a party.
    if not token or (len(token) > 1 and token.isupper() and words[end + 1 : end + 3].isupper()):
        return False
    if token[-1] in "\"'”’“‘»«)]›":
        return quoted.opened(stop.start()) is not None
    wholeness = whole(token.lstrip(_EDGES), before, language)
    if wholeness is Whole.SURELY:
        return True
    # «В круге первом» may be the title that "пов." stands before.
    if wholeness is Whole.NO or (words[end + 1] in _TITLE_SIGNS and not language.caseless):
        return False
    if wholeness is Whole.LIKELY:
        return follows >= Follows.WEAK
    return follows >= (Follows.PLAIN if len(token) >= _LONG else Follows.ARTICLE)


def _before_figure(words: str, at: int, token: str, language: Language) -> bool:
    """Whether no number of what the word before is an abbreviation of: after a finite verb, or on "28 stycznia"."""
    if not words[at : at + 1].isdigit() or token != token.lower():
        return False
    if language.finite.fullmatch(token):
        return True
    day = _DAY.match(words, at)
    return (
        day is not None
        and day[1].lower() in language.months
        # "воскрес. 3 мая" is cut off behind a consonant.
        and len(token) >= _LONG
        and token[-1] in VOWELS
        and whole(token, "", language) is Whole.SURELY
    )


def _plain(sentence: str, signs: str, begins: bool, language: Language) -> bool:
    """Whether it is four words or more without a quotation that someone cries, or a title: no capital begins one."""
    sentence_words = sentence.split()
    marked = sentence[:1] in _MARKS
    readable = marked or language.questions
    if not readable or len(sentence_words) + marked <= _FEW:
        return False
    if _QUOTES.intersection(sentence):
        return False
    first, *others = sentence_words
    # "To the question, who shall pay? Hardie gave no answer."
    if any(
        before[-1] == "," and word[:1].upper() + word[1:] in language.questions
        for before, word in pairwise(sentence_words)
    ):
        return False
    if signs == "?" and language.asking.fullmatch(sentence):
        return True
    asked_within = language.questions.intersection(others)
    if signs == "?" and first in language.questions:
        return not asked_within
    if language.caseless:
        return begins and not asked_within
    return not any(word.lstrip(_EDGES)[:1].isupper() for word in others)


def _wide_question(words: str, start: int, stop: re.Match[str], language: Language) -> bool:
    """The same where words have no spaces: its first or its last words show a question."""
    if stop[0] != "？" or stop.start() - start > _MAX_LOUD:
        return False
    sentence = words[start : stop.start()]
    return (
        language.asking.fullmatch(sentence) is not None
        and not _QUOTES.intersection(sentence)
        and not _GOES_ON.match(words, stop.end())
    )


def _tokens(words: str, start: int, stop: int) -> tuple[str, str]:
    """What stands between the last space and the stop, and the word before it."""
    near = words[max(start, stop - _NEAR) : stop]
    before, _space, token = near.rpartition(" ")
    return token, before.rpartition(" ")[2].strip(_EDGES + ",;:)]")


def _follows(words: str, at: int, language: Language) -> Follows:
    opening = _OPENERS.match(words, at)
    first = opening.end() if opening else at
    near = unicodedata.normalize("NFC", words[first : first + _NEAR])
    word = _WORD.match(near)
    if word is None:
        return Follows.NOTHING
    if language.caseless:
        if near[0].islower():
            return Follows.NOTHING
        begins = word[0] in language.starters or language.beginnings.fullmatch(word[0])
        return Follows.STARTER if begins else Follows.ANY
    if not (near[0].isupper() or near[0].istitle()):
        return Follows.NOTHING
    if _ROMAN.match(near):
        return Follows.NOTHING
    if opening and opening[0][-1:] in ("¿", "¡"):
        return Follows.STARTER
    return _as_starter(word, near, language)


def _as_starter(word: re.Match[str], near: str, language: Language) -> Follows:
    written, apostrophe, rest = word[0].replace("’", "'").partition("'")
    rest_of_words = near[word.end() :]
    if rest_of_words.startswith("."):
        return Follows.ANY
    if apostrophe and written.lower() in language.elided:
        return Follows.STARTER if rest[0].islower() else Follows.ANY
    after = rest_of_words.lstrip(" ,")[:1]
    plain = after.islower() or after.isdigit()
    if written in language.starters or (plain and language.beginnings.fullmatch(written)):
        return Follows.STARTER
    if written in language.articles:
        return Follows.ARTICLE if plain else Follows.TITLE
    if written in language.pronouns and plain:
        return Follows.ARTICLE
    if written in language.weak_starters and plain:
        # "An der Lan", "De la Cruz": a name may go on so.
        return Follows.WEAK if _OF_A_NAME.match(rest_of_words) else Follows.PLAIN
    return Follows.TITLE if written in language.determiners else Follows.ANY
