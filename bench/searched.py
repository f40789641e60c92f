"""The entries that `search.py` searches: generated, the same at every call, and written into the search tables alone.

Names come from several languages, a few of them often and most of them seldom, so that many are spelt nearly alike;
texts have two hundred words of the sample's and invented ones, as often as their rank says.
"""

from __future__ import annotations

import random
import re
import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, islice
from typing import Any

from bulk_entries import write_rows
from django.db import connection, transaction
from invented import DAY, word
from published import open_readers_tables

from editorial.sample import load_documents
from encyclopedia.core.collation import initial, sort_key
from encyclopedia.core.names import name_key, slugify
from encyclopedia.models import Entry, SearchName, SearchText
from encyclopedia.models.searching import MAX_NAME
from encyclopedia.search import keys, works
from encyclopedia.search.folding import folded

WORDS, VOCABULARY = 200, 60_000
# Of ten entries four are articles, three persons, one an organisation and two sources.
KINDS = ("article",) * 4 + ("person",) * 3 + ("organisation",) + ("source",) * 2
# Given names; what families' names begin and end with.
NAMES = {
    "en": (
        "John William Mary Elizabeth Thomas James Margaret Robert Edward Alice George Henry Anne Charles Rose",
        "Ash Black Brad Bux Car Clif Col Dal Ed Farn Gold Had Har Hol Kirk Lang Mal Mid New Nor Old Pres Rich Wal Whit",
        "ton ley ford field wood man son well worth by ham more land stone er ridge low bury shaw den",
    ),
    "de": (
        "Karl Rosa Friedrich Clara Wilhelm Hans Anna Heinrich Käthe Otto Ernst Jürgen Elisabeth Günther Paul",
        "Müll Schmid Schneid Baum Berg Bern Brand Eich Feld Gross Heid Hoff Kauf Kling Lieb Löw Luxem Rosen Schwarz",
        "er mann berg stein bauer thal hardt meister ing feld haus burg wald ler bach ke el hoff heim",
    ),
    "fr": (
        "Jean Louise Pierre Marie François Jules Émile Jeanne Henri Simone André Hélène Louis René Marguerite",
        "Beau Bel Bon Char Clem Dup Du Font Gar Lam Lef Mar Mon Per Poi Ren Rou Saint Tho Vill",
        "ont ier eau ard ois enceau ette ain elle mont tin et rand neuve ville ançon as on euil lard",
    ),
    "ru": (
        "Владимир Лев Иосиф Надежда Николай Никита Григорий Александра Михаил Анна Иван Пётр Сергей Ольга Фёдор",
        "Алекс Бух Ворош Горб Дзерж Жд Зин Ив Кам Кир Круп Лен Мол Орл Петр Сверд Тух Троц Хрущ Щерб",
        "ов ев ин арин илов еев овьев анов енко ский инский ачев чук ых аков енин отов лов ачевский ицын",
    ),
}  # fmt: skip
CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщыэюя"
LATIN = "a b v g d e e zh z i y k l m n o p r s t u f kh ts ch sh shch y e yu ya".split()  # noqa: SIM905
RUSSIAN = {**dict(zip(CYRILLIC, LATIN, strict=True)), "ъ": "", "ь": ""}
LANGUAGES = ("en", "en", "en", "de", "fr", "ru")
BODIES = "Party League Union Committee Congress Federation Institute Army Council Society".split()  # noqa: SIM905
SUBJECTS = [
    "Revolution",
    "War",
    "Strike",
    "Treaty",
    "Conference",
    "Economy",
    "History",
    "Theory",
    "Reform",
    "Famine",
    "Question",
]


@dataclass(frozen=True, slots=True)
class Searched:
    """What search holds of one entry; `names` has the title first."""

    kind: str
    language: str
    names: Sequence[str]
    summary: str
    text: str
    record: dict[str, Any]


@dataclass
class Vocabulary:
    """Words as often as their rank says, and names of persons."""

    randomness: random.Random = field(default_factory=lambda: random.Random(1938))

    def __post_init__(self) -> None:
        texts = " ".join(document.text for document in load_documents())
        counted = Counter(re.findall(r"[^\W\d_]{2,}", texts.lower()))
        self.words = [spelt for spelt, _count in counted.most_common()]
        self.words += [word(5_000 + 7 * number) for number in range(VOCABULARY - len(self.words))]
        self.weights = list(accumulate(1 / (place + 2) for place in range(len(self.words))))

    def some(self, count: int) -> list[str]:
        return self.randomness.choices(self.words, cum_weights=self.weights, k=count)

    def rare(self, count: int) -> list[str]:
        """Words as titles have them: not the hundred that are everywhere."""
        return [
            self.words[100 + int(self.randomness.paretovariate(0.4)) % 20_000] for _ in range(count)
        ]

    def person(self, language: str) -> tuple[str, str]:
        given, beginnings, ends = map(str.split, NAMES[language])
        first = " ".join(self.randomness.sample(given, k=self.randomness.choice((1, 1, 2))))
        parts = [self._seldom(beginnings), self._seldom(ends)]
        if self.randomness.random() < 0.5:
            parts.insert(
                1,
                self.randomness.choice(["a", "e", "i", "o", "u", "en", "er", "al", "il"])
                if language != "ru"
                else self.randomness.choice(["а", "е", "и", "о", "у", "ен", "ер", "ал", "ил"]),
            )
        return first, "".join(parts)

    def _seldom(self, some: Sequence[str]) -> str:
        return some[min(int(self.randomness.paretovariate(0.5)), 4 * len(some)) % len(some)]


def romanised(name: str) -> str:
    return "".join(RUSSIAN.get(letter, letter) for letter in name.lower()).title()


def searched(size: int) -> Iterator[Searched]:
    """That many entries."""
    vocabulary = Vocabulary()
    return (_entry(vocabulary, number) for number in range(size))


def _entry(vocabulary: Vocabulary, number: int) -> Searched:
    randomness = vocabulary.randomness
    kind, language = KINDS[number % len(KINDS)], randomness.choice(LANGUAGES)
    given, family = vocabulary.person(language)
    words = vocabulary.some(WORDS if kind != "source" else 30)
    years = [str(randomness.randint(1750, 1990)) for _ in range(4)]
    for year in years:
        words.insert(randomness.randrange(len(words)), year)
    names, record = _named(vocabulary, kind, given, family, years, number)
    summary = " ".join(vocabulary.some(12))
    return Searched(
        kind, language if kind == "person" else "en", names, summary, " ".join(words), record
    )


def _named(
    vocabulary: Vocabulary, kind: str, given: str, family: str, years: Sequence[str], number: int
) -> tuple[list[str], dict[str, Any]]:
    randomness = vocabulary.randomness
    title = " ".join(vocabulary.rare(randomness.choice((1, 2, 2, 3)))).title()
    if kind == "person":
        names = [
            f"{romanised(given)} {romanised(family)}",
            f"{romanised(family)}, {romanised(given)}",
        ]
        if romanised(family) != family.lower().title():
            names.append(f"{given} {family}")
        return names, {}
    if kind == "organisation":
        name = f"{title} {randomness.choice(BODIES)}"
        return [name, "".join(part[0] for part in name.split()) + "O"], {}
    if kind == "source":
        digits = f"978{number:09d}"
        check = -sum(int(digit) * (1, 3)[at % 2] for at, digit in enumerate(digits)) % 10
        record = {
            "title": f"{title}: {' '.join(vocabulary.rare(4))}", "ISBN": f"{digits}{check}",
            "author": [{"family": romanised(family), "given": romanised(given)}],
            "issued": {"date-parts": [[int(years[0])]]},
        }  # fmt: skip
        return [record["title"], works.described(record)], record
    if randomness.random() < 0.3:
        title = f"{title} {randomness.choice(SUBJECTS)}"
    return [title, f"{title} of {years[0]}"] if randomness.random() < 0.4 else [title], {}


def write_searched(size: int) -> None:
    """Fill an empty, migrated database; no pages, and none of the triggers that refuse rows without an approval."""
    with transaction.atomic():
        open_readers_tables()
        entries, at = searched(size), 0
        while some := list(islice(entries, 5_000)):
            _write(some, at)
            at += len(some)
    with connection.cursor() as cursor:
        # As the databases do by themselves in the course of a day.
        cursor.execute(
            "ANALYZE"
            if connection.vendor == "sqlite"
            else "ANALYZE encyclopedia_entry, encyclopedia_searchtext, encyclopedia_searchname"
        )


def _write(entries: Sequence[Searched], start: int) -> None:
    numbered = [
        (number, uuid.UUID(int=random.Random(number).getrandbits(128)), entry)
        for number, entry in enumerate(entries, start + 1)
    ]
    write_rows(
        Entry,
        "id kind slug title name_key sort_key initial summary language edition published_at changed_at",
        (
            (
                pk,
                entry.kind,
                f"{slugify(entry.names[0])[:80]}-{number}",
                entry.names[0],
                name_key(entry.names[0]),
                sort_key(entry.names[0]),
                initial(sort_key(entry.names[0])),
                entry.summary,
                entry.language,
                1,
                DAY,
                DAY,
            )
            for number, pk, entry in numbered
        ),
    )
    write_rows(
        SearchText,
        "id entry_id title aliases summary body names keys plain",
        (_text(*row) for row in numbered),
    )
    write_rows(
        SearchName,
        "entry_id text_id name is_title kind",
        (row for some in numbered for row in _names(*some)),
    )


def _text(number: int, pk: uuid.UUID, entry: Searched) -> tuple[Any, ...]:
    of_keys = keys.of_entry(
        entry.names,
        [f"{entry.summary} {entry.text}"],
        language=entry.language,
        is_source=entry.kind == "source",
    )
    aliases = entry.names[1:] if entry.kind != "source" else []
    return (
        number, pk, folded(entry.names[0]), "\n".join(map(folded, aliases)), entry.summary, entry.text,
        "\n".join(entry.names), of_keys, entry.text,
    )  # fmt: skip


def _names(number: int, pk: uuid.UUID, entry: Searched) -> Iterator[tuple[Any, ...]]:
    yield pk, number, folded(entry.names[0])[:MAX_NAME], True, entry.kind
    others = (
        {folded(name)[:MAX_NAME] for name in entry.names[1:]}
        if entry.kind != "source"
        else works.numbers(f"key-{number}", entry.record)
    )
    for name in sorted(others):
        yield pk, number, name, False, entry.kind
