"""The keys under which an entry is found by other spellings, and those that a query asks for. Pure: no Django.

A key is a word of ASCII, its first letter says of what it is made:

    s  a word of a name, or its number     n  a number of the text
    m  the stem of a word of a name        t  the stem of a word of the entry, after its language
    k  the consonants of its sound         i  its initial
    d  its letters without one of them     e  its consonants without one of them
    b  its sound with vowels               x  "xs" for a source, "xe" for every other entry

Two words that differ in one letter, or in the order of two, share one that is made by leaving a letter out. So all is
looked up, nothing compared, and both databases find the same. A key that ends in a star is asked for as the beginning
of others: so a word that is not yet typed to its end is found by how it sounds so far.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from encyclopedia.search.folding import words
from encyclopedia.search.query import Query
from encyclopedia.search.sounds import begun, romanised, skeleton_of, skeletons, spoken
from encyclopedia.search.stems import SAME, may_be_joined, number, stem, stems, without_stop_words

# Of a long title, by the words it begins with.
MAX_WORDS = 16
# Shorter words have too many others at one letter's distance.
MIN_LETTERS, MIN_CONSONANTS = 4, 5
MAX_LETTERS = 16
# Fewer sounds, or consonants alone, are the beginning of too many words.
MIN_SOUNDS, MIN_BEGUN_CONSONANTS = 4, 3
STAR = "*"
SOURCE, ENTRY = "xs", "xe"
# So long is the code of the language before a stem. A stem of a name is without it: a query is asked in every language,
# a word whose stem is the same in most of them would be looked up as often, and likeness decides later.
CODE = 2
# The keys of one word, of which an entry must have one.
Alternatives = frozenset[str]


def of_entry(names: Iterable[str], texts: Iterable[str], *, language: str, is_source: bool) -> str:
    """All keys of an entry, from its names and its texts as they are written, in order and with spaces."""
    keys = {SOURCE if is_source else ENTRY}
    for name in names:
        spelt = [name[word.start : word.end] for word in words(name)][:MAX_WORDS]
        for word in spelt:
            keys |= _one_off(word)
            keys.add("i" + romanised(word)[:1])
            keys |= {"b" + sound.lower() for sound in spoken(word)}
        for word in (*spelt, *_joined(spelt)):
            own_stem = stem(word, language)
            keys |= _alike(word, {own_stem})
            keys.add("t" + own_stem)
    for text in texts:
        distinct = {text[word.start : word.end] for word in words(text)}
        keys |= {"t" + stem(word, language) for word in distinct}
        keys |= {"n" + word for word in distinct if word.isascii() and word.isdigit()}
    return " ".join(sorted(keys - {"t", "i"}))


def of_names(query: Query, *, with_text: bool = False, one_off: bool = False) -> list[Alternatives]:
    """What an entry must have that is called like the query: in its names, numbers also in its text (`with_text`).

    `one_off`: also where one letter of each word differs.
    """
    spelt = query.spelt
    every = [_asked(word) for word in spelt]
    for word_keys, word in zip(every, spelt, strict=True):
        if one_off:
            word_keys |= _one_off(word)
        if with_text and word.isascii() and word.isdigit():
            word_keys.add("n" + word)
    for start, end in _joints(spelt):
        keys = _asked("".join(spelt[start:end]))
        for at in range(start, end):
            # Where no spaces are written, a character says little without its neighbour.
            unspaced = end - start == 2 and any(query.joined[start:end][1:])
            every[at] = keys if unspaced else every[at] | keys
    return [frozenset(every[at]) for at in without_stop_words(spelt) if every[at]]


def of_beginning(query: Query) -> list[list[Alternatives]]:
    """As `of_names` with `one_off`, where the last word sounds like the beginning of one: by all sounds, by consonants.

    Entries and sources apart. None where too little of it is typed.
    """
    *_words, last = query.spelt
    others = of_names(query.without_last(), one_off=True) if len(query.spelt) > 1 else []
    sounds = begun(last)
    whole = {"b" + sound.lower() + STAR for sound in sounds if len(sound) >= MIN_SOUNDS}
    consonants = {
        "k" + skeleton + STAR
        for sound in sounds
        if len(skeleton := skeleton_of(sound)) >= MIN_BEGUN_CONSONANTS
    }
    return [
        [*others, frozenset(own), frozenset({kind})]
        for own in (whole, consonants)
        for kind in (ENTRY, SOURCE)
        if own
    ]


def of_text(query: Query) -> list[Alternatives]:
    """What an entry must have that speaks of these words in other forms; nothing where no other forms are known."""
    spelt = query.spelt
    return [
        frozenset({"t" + form for form in stems(word)} | {"n" + romanised(word)})
        for word in map(spelt.__getitem__, without_stop_words(spelt))
    ]


def _asked(word: str) -> set[str]:
    keys = _alike(word, stems(word))
    if len(word) == 1:
        keys.add("i" + romanised(word))
    return keys - {"i"}


def _alike(word: str, own_stems: set[str]) -> set[str]:
    """The keys of one word as it is, by its stems (with their languages) and its sound."""
    short = romanised(word)
    value = number(short)
    bare_stems = {form[CODE:] for form in own_stems - {""}}
    forms = {short, SAME.get(short, "")} | ({str(value)} if value is not None else set())
    spoken = {sound for form in {word, *bare_stems} for sound in skeletons(form)}
    return (
        {"s" + form for form in forms if form}
        | {"m" + form for form in bare_stems}
        | {"k" + sound for sound in spoken}
    )


def _one_off(word: str) -> set[str]:
    letters = romanised(word)
    keys = set()
    if MIN_LETTERS <= len(letters) <= MAX_LETTERS and not letters.isdigit():
        keys |= {"d" + left for left in _left_out(letters)}
    for consonants in skeletons(word):
        if len(consonants) >= MIN_CONSONANTS:
            keys |= {"e" + left for left in _left_out(consonants)}
    return keys


def _left_out(letters: str) -> Iterator[str]:
    yield letters
    for at in range(len(letters)):
        yield letters[:at] + letters[at + 1 :]


def _joined(spelt: Sequence[str]) -> Iterator[str]:
    """Neighbours as one word: Novemberrevolution for November Revolution, NKVD for N.K.V.D."""
    return ("".join(spelt[start:end]) for start, end in _joints(spelt))


def _joints(spelt: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where two words that are no numbers stand side by side, and where three single letters or more do."""
    for at, pair in enumerate(pairwise(spelt)):
        if may_be_joined(pair):
            yield at, at + 2
    start = 0
    for at in range(len(spelt) + 1):
        if at < len(spelt) and len(spelt[at]) == 1 and spelt[at].isalpha():
            continue
        if at - start > 2:
            yield start, at
        start = at + 1
