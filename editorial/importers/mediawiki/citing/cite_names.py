"""Names of authors and editors as citation templates give them, into CSL names."""

from __future__ import annotations

import re

Name = dict[str, str]

_INITIALS = re.compile(r"\A(?:[^\W\d_]\.?[\s-]?){1,4}\Z")
# "Иванов И. И.": initials after the name show which part is which
_INITIAL = re.compile(r"(?:[^\W\d_]\.-?)+\Z")
_EAST_ASIAN = re.compile(r"[\u3400-\u9fff\u3040-\u30fa\uac00-\ud7a3々]{1,4}")
# Given names by which a Hungarian name written in its own order is known.
_HUNGARIAN = frozenset(
    re.findall(
        r"\w+",
        "Ádám Ágnes Ágoston Albert Andor András Andrea Anikó Anna Antal Árpád Attila Balázs Bálint Béla Bence Borbála "
        "Csaba Csilla Dániel Dávid Dénes Dezső Domokos Dorottya Edit Elemér Emese Endre Enikő Erika Erzsébet Eszter "
        "Éva Ferenc Gábor Gabriella Gergely Géza Gizella György Györgyi Gyula Hajnalka Ibolya Ignác Ildikó Ilona Imre "
        "Irén István Iván Jakab János Jenő József Judit Júlia Kálmán Károly Katalin Kinga Klára Kornél Kristóf "
        "Krisztina Lajos László Levente Lóránt Magdolna Margit Mária Márta Márton Máté Mátyás Melinda Mihály Miklós "
        "Mónika Mór Nándor Noémi Orsolya Ottó Ödön Pál Péter Piroska Rezső Róbert Rózsa Sándor Sára Tamás Teréz "
        "Tibor Tivadar Tünde Vilmos Vince Zita Zoltán Zsigmond Zsófia Zsolt Zsuzsa Zsuzsanna",
    )
)
_SUFFIX = re.compile(r"\A(?:jr|sr|ii|iii|iv|esq)\.?\Z", re.IGNORECASE)
_ET_AL = re.compile(
    r"[\s,;]*(?:\(?\bet\.? al(?:ii|\b)\.?\)?|\bи др\.|\bu\. ?a\.|\be altri\b)\s*\Z", re.IGNORECASE
)
_ROLE = re.compile(
    r"\s*[,(]?\s*\(?(?:eds?|hrsg|hg|ed\. lit|editors?|ред|dir|coord|trans|transl)\.?\)?\s*\Z",
    re.IGNORECASE,
)
_PARTICLES = frozenset(
    [
        "von",
        "van",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "das",
        "du",
        "la",
        "le",
        "ter",
        "ten",
        "zu",
        "zur",
        "vom",
        "al",
        "el",
        "ibn",
        "bin",
        "af",
    ]
)
_CORPORATE = frozenset(
    [
        "university",
        "universität",
        "université",
        "universidad",
        "institute",
        "institut",
        "institution",
        "press",
        "committee",
        "commission",
        "association",
        "ministry",
        "office",
        "department",
        "council",
        "news",
        "staff",
        "society",
        "agency",
        "bureau",
        "organization",
        "organisation",
        "foundation",
        "museum",
        "library",
        "center",
        "centre",
        "company",
        "corporation",
        "inc",
        "ltd",
        "group",
        "academy",
        "college",
        "school",
        "government",
        "times",
        "bbc",
        "nasa",
        "editors",
        "board",
        "team",
        "union",
        "federation",
        "party",
        "program",
        "project",
        "survey",
        "authority",
        "network",
        "magazine",
        "journal",
        "review",
        "editorial",
        "redaktion",
        "verlag",
        "observatory",
        "laboratory",
        "administration",
        "states",
        "national",
        "international",
        "world",
        "associated",
        "reuters",
        "royal",
        "american",
        "british",
        "correspondent",
        "reporter",
        "com",
        "org",
    ]
)


def names(text: str) -> list[Name]:
    """The names in a free-form field: "Smith, John; Doe, Jane", "A. Smith, B. Jones", "NASA".

    What may not be a person's name is kept unchanged as `literal`.
    """
    text = _ET_AL.sub("", " ".join(text.split())).strip(" ,;")
    text = _ROLE.sub("", text).strip(" ,;")
    if not text:
        return []
    if ";" in text:
        return [name for part in text.split(";") for name in names(part)][:100]
    for joint in (" and ", " & ", " und ", " et ", " y ", " и ", " e "):
        left, separator, right = text.rpartition(joint)
        if separator and _is_personal(right) and all(map(_is_personal, left.split(","))):
            return [*names(left), *names(right)]
    parts = [part.strip() for part in text.split(",") if part.strip()]
    if len(parts) == 1:
        return [_split_name(parts[0])]
    if len(parts) == 2 and _SUFFIX.match(parts[1]):
        return [_split_name(parts[0]) | {"suffix": parts[1]}]
    if len(parts) == 3 and _SUFFIX.match(parts[2]):
        return [{"family": parts[0], "given": parts[1], "suffix": parts[2]}]
    if all(_is_full_name(part) for part in parts):
        return [_split_name(part) for part in parts]
    if len(parts) == 2 and not _is_corporate(text):
        return [{"family": parts[0], "given": parts[1]}]
    if len(parts) % 2 == 0 and all(_INITIALS.match(part) for part in parts[1::2]):
        return [
            {"family": family, "given": given}
            for family, given in zip(parts[::2], parts[1::2], strict=True)
        ]
    return [{"literal": text[:300]}]


def in_hungarian_order(name: Name) -> Name:
    """A name of a Hungarian page: "Nagy János" is Mr Nagy, "John Smith" is Mr Smith."""
    given, family = name.get("given", "").split(), name.get("family", "").split()
    if not given or not family or given[0] in _HUNGARIAN or family[-1] not in _HUNGARIAN:
        return name
    return {**name, "family": given[0], "given": " ".join([*given[1:], *family])}


def vancouver(text: str) -> list[Name]:
    """The names of `vauthors`: "Smith JB, van der Berg A, ((World Health Organization))"."""
    people: list[Name] = []
    for part in text.split(","):
        name = _ET_AL.sub("", part).strip(" .")
        if name.startswith("((") or not name:
            if name:
                people.append({"literal": name.strip("()")})
            continue
        family, _, given = name.rpartition(" ")
        if family and given.isupper() and len(given) <= 4:
            people.append({"family": family, "given": " ".join(f"{letter}." for letter in given)})
        else:
            people.append({"literal": name})
    return people[:100]


def pair(last: str, first: str) -> Name | None:
    """The name of a last and first field; a last name alone may be an organisation's."""
    last, first = _ET_AL.sub("", last).strip(" ,;"), first.strip(" ,;")
    if last and first:
        return {"family": last, "given": first}
    if last or first:
        name = last or first
        return (
            {"family": name} if last and " " not in name and "," not in name else _single_name(name)
        )
    return None


def _single_name(text: str) -> Name:
    people = names(text)
    return people[0] if len(people) == 1 else {"literal": text[:300]}


def _is_corporate(text: str) -> bool:
    words = text.lower().replace(".", " ").replace("/", " ").split()
    return any(word.strip("()") in _CORPORATE for word in words) or any(map(str.isdecimal, words))


def _is_full_name(text: str) -> bool:
    """Does it read as given and family name together ("A. Smith")?"""
    return len(text.split()) >= 2 and _is_personal(text) and text.split()[0] not in _PARTICLES


def _is_personal(text: str) -> bool:
    words = text.split()
    if not 1 <= len(words) <= 5 or _is_corporate(text):
        return False
    return all(word in _PARTICLES or word[0].isupper() or not word[0].isascii() for word in words)


def _split_name(text: str) -> Name:
    """A name written given name first; the family name begins with its particles."""
    words = text.split()
    if len(words) == 2 and all(map(_EAST_ASIAN.fullmatch, words)):
        return {"family": words[0], "given": words[1]}
    if not 2 <= len(words) <= 5 or not _is_personal(text) or not _latin_or_cyrillic(text):
        return {"literal": text[:300]}
    if all(_INITIAL.match(word) for word in words[1:]):
        return {"family": words[0], "given": " ".join(words[1:])}
    begin = len(words) - 1
    suffix = ""
    if _SUFFIX.match(words[-1]) and len(words) > 2:
        suffix = words.pop()
        begin -= 1
    while begin > 1 and words[begin - 1] in _PARTICLES:
        begin -= 1
    name = {"family": " ".join(words[begin:]), "given": " ".join(words[:begin])}
    return name | {"suffix": suffix} if suffix else name


def _latin_or_cyrillic(text: str) -> bool:
    """In other scripts the family name may come first: such names are kept unchanged."""
    return all(ord(c) < 0x530 or 0x1E00 <= ord(c) < 0x2070 for c in text)
