"""Splits running words into sentences, for claims and for the list of what has no citation.

The words come with white space folded and without marks and markers, so that where a sentence ends never depends on
layout. A stop ends a sentence only where that is certain, in every language: the word before must be whole for what
it looks like (`word_ends`), or likely so with a word behind that begins sentences and is no name; a figure behind
leaves it open. Where it is not certain, two sentences are one: a check's digest covers the whole sentence, and to cut
one in half would leave words that can be changed under a standing check.
"""

from __future__ import annotations

import re
import unicodedata
from enum import IntEnum

from encyclopedia.markup.languages import language_of
from encyclopedia.markup.languages.language import Language
from encyclopedia.markup.quoted import Quoted
from encyclopedia.markup.word_ends import Whole, whole

_STOP = re.compile(r"[.!?…]+|[。｡।॥۔։።]")
# Ends a sentence in languages whose abbreviations have another sign or none.
_OWN_SIGNS = frozenset("。｡।॥։።")
_CLOSERS = re.compile(r"[\"'”’“‘»«)\]›」』）］】》〉]*")
_BRACKETS = frozenset(")]）］】》〉")
_OPENERS = re.compile(r"(?:[—–-] )?[\"'“‘”«»„‚‹(\[—–¿¡-]*")
_QUOTES = frozenset('"“”„«»‹›‘‚:.!?…—–')
_EDGES = "\"'“”‘’«»„‚‹›([—–-¿¡"
# A number as much as a figure is; a single letter may be a word, but not before a comma.
_ROMAN = re.compile(r"(?:[IVXLCDM]{2,}|[XLCDM])(?![\w'’])|[IV],")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LAYOUT = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# "モーニング娘。の": a name that ends with the sign, and its particle.
_PARTICLE = re.compile(r"[はをがのにへともで](?![ぁ-ゖ])")
_OF_A_NAME = re.compile(
    r" (?:de[nrms]?|d[aeiou]s?|la|las|los|van|von|het|del|della|le|les|zu|zum|zur|av|af|y|e|und|og|och|i)\b"
)
# From how many letters on a word before a stop is seldom cut off before a title or a name.
_LONG = 5
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
    it. `language` is the words' (BCP 47). Soft hyphens and zero-width characters are nothing.
    """
    if _LAYOUT.search(words) is None:
        return _ends(words, language)
    visible = _LAYOUT.sub("", words)
    if not visible:
        return [len(words)] if words else []
    # Where each visible character stands; what is nothing belongs to the character before.
    places = [place for place, sign in enumerate(words) if not _LAYOUT.match(sign)]
    places.append(len(words))
    return [places[end] for end in _ends(visible, language)]


def _ends(words: str, code: str) -> list[int]:
    length = len(words)
    offsets: list[int] = []
    if _STOP.search(words, 0, max(0, length - 1)) is None:
        return [length] if length else []
    language = language_of(code)
    quoted = Quoted(words)
    start = 0
    for stop in _STOP.finditer(words):
        closers = _CLOSERS.match(words, stop.end())
        end = closers.end() if closers else stop.end()
        if end >= length:
            break
        if quoted.hold(stop.start(), end):
            continue
        if stop[0] in _OWN_SIGNS:
            certain = end == stop.end() and not _PARTICLE.match(words, end) and stop.start() > start
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
    follows = _follows(words, end + 1, language)
    if follows is Follows.NOTHING:
        return False
    signs, closers = stop[0], words[stop.end() : end]
    if closers:
        opened = quoted.opened(end)
        if opened is None:
            return False
        if not _BRACKETS.intersection(closers):
            # “It is done.” She said so: whatever follows a quotation that stands alone may belong to it.
            if opened <= start or words[:opened].rstrip()[-1:] in ".!?…":
                return False
            if signs != ".":
                return follows is Follows.STARTER and not language.caseless
        elif signs != "." or (opened > start and follows < Follows.ARTICLE):
            return False
    # A French "?" has a space before it.
    spaced = signs != "." and words[stop.start() - 1 : stop.start()] == " "
    token, before = _tokens(words, start, stop.start() - spaced)
    if signs != ".":
        if not (len(token) > 1 and token.islower() and token.isalpha()):
            return False
        return follows not in (Follows.ANY, Follows.TITLE) or (
            signs == "?" and not closers and _asks(words[start : stop.start()], language)
        )
    if not token:
        return False
    if token[-1] in "\"'”’“‘»«)]›":
        return quoted.opened(stop.start()) is not None
    wholeness = whole(token.lstrip(_EDGES), before, language)
    if wholeness is Whole.SURELY:
        return True
    if wholeness is Whole.LIKELY:
        return follows >= Follows.WEAK
    return wholeness is Whole.MAYBE and follows >= (
        Follows.PLAIN if len(token) >= _LONG else Follows.ARTICLE
    )


def _asks(sentence: str, language: Language) -> bool:
    """Whether it is a plain question of four words or more: no quotation that someone asks, and hardly a title."""
    sentence_words = sentence.split()
    return (
        len(sentence_words) > 3
        and sentence_words[0] in language.questions
        and not _QUOTES.intersection(sentence)
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
        return Follows.STARTER if word[0] in language.starters else Follows.ANY
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
    if written in language.starters:
        return Follows.STARTER
    if written in language.articles:
        return Follows.ARTICLE if plain else Follows.TITLE
    if written in language.pronouns and plain:
        return Follows.ARTICLE
    if written in language.weak_starters and plain:
        # "An der Lan", "De la Cruz": a name may go on so.
        return Follows.WEAK if _OF_A_NAME.match(rest_of_words) else Follows.PLAIN
    return Follows.ANY
