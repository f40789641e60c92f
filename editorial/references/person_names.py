"""A single name: which of its words are the family name, in which order they stand. Pure: no Django."""

from __future__ import annotations

import re
from typing import Final

from editorial.references.known_words import is_given_name, is_place
from editorial.references.parsed_reference import JSON

PARTICLES: Final = frozenset(
    re.findall(
        r"\S+",
        "af al d' da das de del della den der di do dos du e el la las le les los ten ter van von vom y zu zur",
    )
)
# A list of names does not begin with one of these, whatever follows.
ARTICLES: Final = frozenset(
    [
        "the",
        "a",
        "an",
        "der",
        "die",
        "das",
        "ein",
        "eine",
        "les",
        "el",
        "los",
        "las",
        "il",
        "lo",
        "gli",
        "un",
        "une",
        "una",
        "uno",
        "histoire",
        "история",
    ]
)
_INITIALS: Final = re.compile(r"(?:[^\W\d_]{1,2}\.\s?-?){1,4}|[A-ZА-ЯÀ-Þ]\.?-?[A-ZА-Я]?\.?")
_WORD: Final = re.compile(r"[^\W\d_](?:[\w'’ʹ.·-]*[\w'’.])?")
CORPORATE: Final = re.compile(
    r"(?i)\b(?:university|universit\w+|institut\w*|committee|commission|association|ministry|department|council"
    r"|society|"
    r"agency|bureau|organi[sz]ation|foundation|museum|library|company|corporation|academy|academia|government|party|"
    r"partei|parti|partido|partito|union|federation|congress|parliament|office|zentralkomitee|bundes\w*|комитет"
    r"|комиссия|"
    r"министерство|академия|институт|real)\b"
)
SUFFIX: Final = re.compile(r"(?:Jr|Sr|II|III|IV)\.?")


def one_name(words: str, language: str = "", *, alone: bool = False) -> JSON | None:
    """A single name in any order, or None where the words are none."""
    words = words.strip(" ,;:")
    words = re.sub(r"(?<=\w\.)(?=[^\W\d_]{3,})", " ", words)
    suffix = ""
    parts = words.split()
    if len(parts) > 2 and SUFFIX.fullmatch(parts[-1]):
        suffix = parts.pop()
    if not parts or len(parts) > 7 or not all(map(_is_name_word, parts)) or is_place(words):
        return None
    if len(parts) == 1:
        return (
            {"family": parts[0]} if alone and parts[0][:1].isupper() and len(parts[0]) > 2 else None
        )
    if parts[0].casefold() in ARTICLES and not (len(parts) > 1 and _is_initial(parts[-1])):
        return None
    if not parts[-1][:1].isupper() and not parts[-1].casefold().startswith(("d'", "d’")):
        return None
    family, given = _divided(parts, language)
    if not family or not given:
        return None
    name = named(family, given)
    return name | {"suffix": suffix} if suffix else name


def _divided(parts: list[str], language: str) -> tuple[str, str]:
    """Family name and given name."""
    behind = next((n for n, part in enumerate(parts) if _is_initial(part)), len(parts))
    if (
        0 < behind < len(parts)
        and all(map(_is_initial, parts[behind:]))
        and not (
            behind > 1 and is_given_name(parts[0]) and len(parts) - behind == 1 and len(parts) == 2
        )
    ):
        return " ".join(parts[:behind]), " ".join(parts[behind:])
    shouted = [len(part) > 1 and part.isupper() and not _is_initial(part) for part in parts]
    if shouted[0] and not all(shouted):
        end = (
            max(
                n
                for n, loud in enumerate(shouted)
                if loud
                and all(
                    shouted[m] or _is_particle(parts[m]) or parts[m].isupper() for m in range(n)
                )
            )
            + 1
        )
        return " ".join(parts[:end]), " ".join(parts[end:])
    if shouted[-1] and not all(shouted):
        start = len(parts) - 1
        while start > 1 and (shouted[start - 1] or _is_particle(parts[start - 1])):
            start -= 1
        return " ".join(parts[start:]), " ".join(parts[:start])
    if (
        len(parts) == 2
        and is_given_name(parts[1])
        and not is_given_name(parts[0])
        and not _is_initial(parts[0])
    ) and language in ("it", "fr", "ru", "es"):
        return parts[0], parts[1]
    start = len(parts) - 1
    if language == "es" and len(parts) > 2:
        start = 1
        while (
            start < len(parts) - 1
            and (is_given_name(parts[start]) or _is_initial(parts[start]))
            and parts[start + 1 :]
        ):
            start += 1
        if start < len(parts) - 2 and not any(map(_is_particle, parts[start:])) and len(parts) > 4:
            start = len(parts) - 2
    elif len(parts) > 3 and "y" in parts[1:-1]:
        start = parts.index("y") - 1
    while start > 1 and _is_particle(parts[start - 1]):
        start -= 1
    if (
        start == len(parts) - 1
        and len(parts) > 2
        and parts[-2] in ("Le", "La", "De", "Della", "Di", "Del", "Von", "Van", "O", "Du", "Des")
    ):
        start -= 1
    return " ".join(parts[start:]), " ".join(parts[:start])


def named(family: str, given: str) -> JSON:
    if re.search(r"[.\w]\s?(?<![^\W\d_])[^\W\d_]\Z", given):
        given += "."
    return {"family": _calmed(family), "given": _calmed(given)}


def _calmed(words: str) -> str:
    """ "TUÑÓN DE LARA" → "Tuñón de Lara"; anything else as it is."""
    letters = [sign for sign in words if sign.isalpha()]
    if len(letters) < 3 or not words.isupper() or "." in words:
        return words
    calmed = (
        "-".join(part.capitalize() for part in words.split("-"))
        if " " not in words
        else words.title()
    )
    parts = calmed.split()
    return " ".join(
        part.lower() if n and _is_particle(part) else part for n, part in enumerate(parts)
    )


def _is_particle(word: str) -> bool:
    return word.casefold() in PARTICLES or word.casefold().rstrip("’'") == "d"


def _is_initial(word: str) -> bool:
    return _INITIALS.fullmatch(word) is not None


def _is_name_word(word: str) -> bool:
    if _is_initial(word) or _is_particle(word):
        return True
    if (
        not _WORD.fullmatch(word)
        or (word.endswith(".") and len(word) > 4)
        or re.match(r"[Ll]['’]", word)
    ):
        return False
    return word[0].isupper() or word.casefold().startswith(("d'", "d’", "al-", "el-"))


def is_family(words: str) -> bool:
    parts = words.split()
    if (
        not parts
        or len(parts) > 5
        or not all(map(_is_name_word, parts))
        or any(map(_is_initial, parts))
    ):
        return False
    if is_place(words) or (
        len(parts) > 1
        and has_given(parts[0])
        and not words.isupper()
        and not _is_particle(parts[0])
    ):
        return False
    return any(part[0].isupper() for part in parts)


def is_given(words: str) -> bool:
    parts = words.split()
    if not parts or len(parts) > 4 or is_place(words) or CORPORATE.search(words):
        return False
    if not all(map(_is_name_word, parts)):
        return False
    # "Smith, Ann. Tides": the name ends with its full stop.
    if any(part.endswith(".") and is_given_name(part[:-1]) for part in parts[:-1]):
        return False
    return parts[0][0].isupper()


def has_given(words: str) -> bool:
    first = words.split()[0] if words.split() else ""
    return _is_initial(first) or is_given_name(first)


def shows_a_name(words: str) -> bool:
    parts = words.split()
    return (
        any(map(_is_initial, parts))
        or is_given_name(parts[0])
        or is_given_name(parts[-1])
        or parts[0].isupper()
    )
