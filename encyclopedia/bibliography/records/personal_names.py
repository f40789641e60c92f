"""Names of people and bodies as CSL-JSON holds them, and how they are written in notes and lists.

A family name may carry its particle ("van Gogh"), a given name too ("Alexander von"): small words before the
family name stay with it in short forms, those after the given name do not. Both go behind the given name where
the family name leads.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from encyclopedia.bibliography.records.citing_words import is_english, term
from encyclopedia.bibliography.records.rich_text import Text, join, marked, run
from encyclopedia.bibliography.records.text_marks import clean, read

# A family name in any of these scripts follows the given name; in others (Chinese, Japanese, Korean) it leads.
_GIVEN_FIRST = re.compile(
    "[-0-9a-zA-Z\u0e01-\u0e5b\u00c0-\u024f\u1e00-\u1eff\u0370-\u052f\u0531-\u058f\u0590-\u06ff\u0900-\u0dff"
    "\u10a0-\u10ff\u1f00-\u1fff\u2018\u2019]"
)
_PARTICLE_MARKS: Final = "'’-–."
MAX_LENGTH: Final = 1_000  # characters of one part of a name; what is longer is cut
_KEPT: Final = 1_000  # names whose words are kept: a page says the same few again and again
_FULL: Final = 6  # so many names are all given in a bibliography; of more, the first three


@dataclass(frozen=True, slots=True)
class Name:
    """One name; `literal` is a body's, or any other that is never split."""

    family: str = ""
    given: str = ""
    dropping: str = ""
    particle: str = ""
    suffix: str = ""
    comma_suffix: bool = False
    literal: str = ""
    static: bool = False  # the family name leads everywhere, as in Hungarian and East Asian names

    @property
    def given_first(self) -> bool:
        return not self.family or bool(_GIVEN_FIRST.search(self.family))

    @property
    def as_written(self) -> bool:
        """Whether the bearer writes it with a small letter (bell hooks), particles aside."""
        parts = [part.lstrip("'’\"“‘ ") for part in (self.given, self.family, self.literal)]
        return any(part[:1].islower() for part in parts)


def read_names(value: Any, *, most: int | None = None) -> list[Name]:
    """The names in a record's field, or the first so many; whatever is no name is left out."""
    if isinstance(value, str | Mapping):
        value = [value]
    if not isinstance(value, Sequence):
        return []
    return [name for item in value[:most] if (name := _read_name(item)) != Name()]


def _read_name(item: Any) -> Name:
    if isinstance(item, str):
        return Name(literal=clean(item[:MAX_LENGTH]))
    if not isinstance(item, Mapping):
        return Name()
    literal = _field(item, "literal")
    if literal:
        return Name(literal=literal)
    family, particle = _field(item, "family"), _field(item, "non-dropping-particle")
    given, dropping = _field(item, "given"), _field(item, "dropping-particle")
    suffix, comma = _field(item, "suffix"), item.get("comma-suffix") in (True, 1, "true")
    if not suffix and not _held(given) and "," in given:
        given, _, suffix = (part.strip() for part in given.partition(","))
        comma = comma or suffix.startswith("!")
        suffix = suffix.lstrip("! ")
    if not dropping and not _held(given):
        given, dropping = _without_last_particles(given)
    if not particle and not _held(family):
        particle, family = _without_first_particles(family)
    static = item.get("static-ordering") in (True, 1, "true")
    given = given if _held(given) else with_spaced_initials(given)
    return Name(_free(family), _free(given), dropping, particle, suffix, comma, static=static)


_INITIALS = re.compile(r"(?:[^\W\d_a-z]\.){2,5}")
_BARE_INITIALS = re.compile(r"[^\W\d_a-z](?:\s[^\W\d_a-z]){0,3}")


def with_spaced_initials(given: str) -> str:
    """ "J.R.R." as "J. R. R.", "J R" as "J. R.", "Mary J" as "Mary J." (Chicago 8.4)."""
    words = [
        re.sub(r"\.(?=\w)", ". ", word) if _INITIALS.fullmatch(word) else word
        for word in given.split()
    ]
    if _BARE_INITIALS.fullmatch(given) and len(given) > 1:
        return " ".join(f"{letter}." for letter in given.split())
    if (
        len(words) == 2
        and len(words[0]) > 2
        and "." not in given
        and re.fullmatch(r"[A-Z]", words[1])
    ):
        words[1] += "."
    return " ".join(words)


def _field(item: Mapping[Any, Any], key: str) -> str:
    value = item.get(key)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return clean(str(value)[:MAX_LENGTH])


def _held(part: str) -> bool:
    """In CSL-JSON, quotation marks around a part keep it in one piece."""
    return len(part) > 2 and part[0] == part[-1] == '"'


def _free(part: str) -> str:
    return part[1:-1] if _held(part) else part


def _is_particle(word: str) -> bool:
    return all(letter.islower() or letter in _PARTICLE_MARKS for letter in word)


def _without_last_particles(given: str) -> tuple[str, str]:
    words = given.split()
    at = next((n for n, word in enumerate(words) if _is_particle(word)), 0)
    if at and all(map(_is_particle, words[at:])):
        return " ".join(words[:at]), " ".join(words[at:])
    return given, ""


def _without_first_particles(family: str) -> tuple[str, str]:
    words = family.split()
    count = next((n for n, word in enumerate(words) if not _is_particle(word)), len(words))
    if count == len(words):
        return "", family
    if count:
        return " ".join(words[:count]), " ".join(words[count:])
    elided = re.fullmatch(r"([^'’\-–.]+['’\-–.])([^'’\-–.]+)", family)
    if elided and _is_particle(elided[1]):
        return elided[1], elided[2]
    return "", family


def spaced(*parts: str) -> str:
    """The parts with spaces between, except after an elided particle (d’, al-)."""
    result = ""
    for part in parts:
        if part:
            result += ("" if not result or result[-1] in "'’-–" else " ") + part
    return result


def _text(words: str, name: Name) -> Text:
    text = read(words, tags=False)
    return marked("asis", text) if name.as_written else text


@lru_cache(maxsize=_KEPT)
def full(name: Name) -> Text:
    """Given name first: "Martin Luther King Jr."."""
    if name.literal:
        return _text(name.literal, name)
    if name.static:
        return _text(spaced(name.particle, name.family, name.given), name)
    if not name.given_first:
        return _text(name.family + name.given, name)
    words = spaced(name.given, name.dropping, name.particle, name.family)
    between = ", " if name.comma_suffix else " "
    return _text(
        words + between + name.suffix if name.suffix and words else words or name.suffix, name
    )


@lru_cache(maxsize=_KEPT)
def inverted(name: Name) -> Text:
    """Family name first: "King, Martin Luther, Jr."; "Gogh, Vincent van"."""
    if name.literal or name.static or not name.given_first:
        return full(name)
    given = spaced(name.given, name.dropping, name.particle)
    return _text(", ".join(part for part in (name.family, given, name.suffix) if part), name)


@lru_cache(maxsize=_KEPT)
def short(name: Name) -> Text:
    """What a later note says: "King", "van Gogh", a body's whole name."""
    if name.literal or not name.family:
        return full(name)
    return _text(spaced(name.particle, name.family) if name.given_first else name.family, name)


def listed(
    names: Sequence[Name], *, bibliography: bool, form: str = "full", others: bool = False
) -> Text:
    """Several names in one: `form` is full, short, or inverted (the first with its family name leading).

    `others` says that there are more than the record names.

    Notes give the first of three or more, bibliographies up to six names, of more the first three.
    """
    texts = [
        short(name)
        if form == "short"
        else inverted(name)
        if form == "inverted" and place == 0
        else full(name)
        for place, name in enumerate(names[: _FULL + 1])
    ]
    if texts and not bibliography and (others or len(texts) > 2):
        return run(texts[0], (f" {term('et al.')}",))
    if len(texts) > _FULL:
        return join(", ", *texts[:3], (term("et al."),))
    if texts and others:
        return join(", ", *texts, (term("et al."),))
    if len(texts) < 2:
        return run(*texts)
    # A name whose family name leads anyway is not turned round, so that no comma parts it from the next.
    turned = form == "inverted" and not names[0].static
    comma = "," if is_english() and (len(texts) > 2 or turned) else ""
    comma = f"{comma} {term('and')} "
    return run(join(", ", *texts[:-1]), (comma,), texts[-1])
