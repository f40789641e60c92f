from __future__ import annotations

import random

import pytest
from evidence.printing import NOUNS, plain_pages, printed
from hypothesis import given
from hypothesis import strategies as st

from editorial.evidence.locator_pages import pages_named
from editorial.evidence.quotations import (
    BookPage,
    Change,
    Difference,
    EvidenceText,
    Match,
    locate,
)

PAGES = [
    BookPage(
        "12",
        "THE LEAGUE 12\nBerzins long ago said that unifi-\ncation is impossible. Berzins knew it, and"
        " from that time on there was no better prin-",
    ),
    BookPage(
        "13",
        "ter. The co-\nleader of the “ﬁrst” self-government—she wrote—was in 1905–1907 alone, 5 m.²",
    ),
    BookPage("14", "Other words on another page, about peace and bread."),
]


def looked_up(quotation: str, locator: str = "") -> Match:
    return locate(quotation, PAGES, locator)


@pytest.mark.parametrize(
    "quotation",
    [
        "Berzins long ago said that unification is impossible.",
        "berzins long ago",
        "no better printer. The co-leader",
        "the ‘first’ self-government – she wrote – was",
        'the "first" self–government -- she wrote -- was in 1905-1907',
        "said  that\nunification",
        "uni\u00adfication is impossible",
        "[Berzins] knew it [sic], and from that time",
        "… Berzins knew it …",
    ],
)
def test_what_typesetting_and_copying_do_is_nothing(quotation: str) -> None:
    assert looked_up(quotation).status == "found"


@pytest.mark.parametrize(
    ("quotation", "changes"),
    [
        (
            "Berzins … unification is impossible",
            [Change("omission", source="long ago said that", length=4)],
        ),
        (
            "impossible … there was no better",
            [Change("omission", "", "Berzins knew it, and from that time on", 8, False, 1)],
        ),
        ("Berzins [...] knew it", [Change("omission")]),
        ("[b]erzins knew it", [Change("stands_for", "[b]erzins", "Berzins")]),
        ("[He] knew it, and from", [Change("stands_for", "[He]", "Berzins")]),
        ("[Still,] Berzins knew it, and from", [Change("added", "[Still,]")]),
        (
            "Berzins long ago said that [it] is impossible",
            [Change("stands_for", "[it]", "unification")],
        ),
        ("Berzins knew it, and [therefore] from that time", [Change("added", "[therefore]")]),
        ("another page[s], about peace", [Change("stands_for", "page[s]", "page")]),
        ("Berzins long ago said [4] that", [Change("added", "[4]")]),
        ("there was no better [sort]", [Change("added", "[sort]")]),
    ],
)
def test_brackets_and_omissions_are_told(quotation: str, changes: list[Change]) -> None:
    match = looked_up(quotation)
    assert match.status == "changed"
    assert match.changes == tuple(changes)


@pytest.mark.parametrize(
    ("quotation", "differences"),
    [
        ("Berzins knew that, and from that time", [("that", "it")]),
        ("Berzins knew it and from that time", [("it and", "it, and")]),
        ("it, and From that time", [("From", "from")]),
        ("Berzins knew it, and on there was no", [("", "from that time")]),
        ("another page about peace", [("page about", "page, about")]),
        ("self government she wrote", None),
        ("The co-leader of the very “first” self-government", [("very", "")]),
        ("in 1905–1908 alone", [("1905–1908", "1905–1907")]),
        ("peace and roses", [("roses", "bread")]),
        ("bread and peace", [("bread and peace", "peace and bread")]),
    ],
)
def test_near_misses_show_what_differs(
    quotation: str, differences: list[tuple[str, str]] | None
) -> None:
    match = looked_up(quotation)
    if differences is None:
        assert match.status in {"near", "missing"}
        return
    assert match.status == "near"
    assert match.differences == tuple(Difference(*difference) for difference in differences)


def test_a_hyphen_at_the_end_of_a_line_may_be_the_printers() -> None:
    assert looked_up("The co-leader").status == looked_up("The coleader").status == "found"
    assert looked_up("self-government").status == "found"
    assert looked_up("selfgovernment").status == "near"


def test_places_are_exact_to_the_character() -> None:
    match = looked_up("impossible. Berzins knew")
    text = PAGES[0].text
    assert (match.page, match.last_page) == ("12", "12")
    assert text[match.start : match.end] == "impossible. Berzins knew"
    across = looked_up("no better printer. The")
    assert (across.page, across.last_page) == ("12", "13")
    assert PAGES[0].text[across.start :].startswith("no better prin-")
    assert PAGES[1].text[: across.end] == "ter. The"


def test_the_page_of_the_locator_decides_between_found_and_elsewhere() -> None:
    assert looked_up("peace and bread", "p. 14").status == "found"
    elsewhere = looked_up("peace and bread", "p. 12")
    assert (elsewhere.status, elsewhere.page) == ("elsewhere", "14")
    assert looked_up("no better printer. The", "p. 12").status == "found"
    assert looked_up("no better printer. The", "p. 13").status == "found"
    assert looked_up("no better printer. The", "p. 14").status == "elsewhere"
    assert looked_up("peace and bread", "ch. 3").status == "found"
    assert locate("peace", [BookPage("", "for peace")], "p. 9").status == "found"


def test_of_several_places_the_one_on_the_page_is_named() -> None:
    pages = [BookPage(str(number), "the same words here") for number in range(1, 9)]
    assert locate("same words", pages, "p. 5").page == "5"
    assert locate("same words", pages).page == "1"


@pytest.mark.parametrize(
    ("locator", "labels"),
    [
        ("p. 12", "12"),
        ("pp. 12–14", "12 13 14"),
        ("pp. 123–5, 130", "123 124 125 130"),
        ("vol. 2, p. 14", "14"),
        ("12", "12"),
        ("12-13", "12 13"),
        ("p. xiv", "xiv"),
        ("p. 45 f.", "45 46"),
        ("ch. 3", ""),
        ("pp. 14–12", "14 12"),
        ("", ""),
        ("fig. 7, page 9", "9"),
        ("S. 12ff.", "12 13 14 15 16 17"),
        ("Bd. 2, S. 5", "5"),
        ("стр. 12–14", "12 13 14"),
        ("Т. 2. С. 5", "5"),
        ("págs. 3-4", "3 4"),
        ("ص ١٢", "12"),
        ("S. Miller", ""),
    ],
)
def test_locators_name_pages(locator: str, labels: str) -> None:
    assert pages_named(locator) == frozenset(labels.split())


def test_running_heads_are_not_part_of_the_text_but_can_be_quoted() -> None:
    words = ["one", "two", "three", "four", "five"]
    pages = [
        BookPage(str(n), f"A HISTORY\n{word} begins here\nand ends as {word}\n{n}")
        for n, word in enumerate(words, 1)
    ]
    assert locate("ends as one two begins", pages).status == "found"
    assert locate("A HISTORY two begins", pages).status == "found"


# True and faulty quotations from an invented book of eighty pages.

CHANCE = random.Random(1905)
PLAIN = plain_pages(CHANCE, 80)
LIBRARY = EvidenceText(printed(CHANCE, PLAIN, first=1))
PAIRS = 60


def quotations(seed: int) -> list[tuple[str, int]]:
    """True quotations of eight to forty words with the number of their page."""
    chance = random.Random(seed)
    sample: list[tuple[str, int]] = []
    while len(sample) < PAIRS:
        page = chance.randrange(len(PLAIN))
        words = PLAIN[page].split(" ")
        length = chance.randint(8, 40)
        start = chance.randrange(len(words) - length)
        sample.append((" ".join(words[start : start + length]), page + 1))
    return sample


def bare(word: str) -> str:
    return word.strip("“”.,;:!?—–")


@pytest.mark.parametrize(("quotation", "page"), quotations(1))
def test_every_true_quotation_is_found(quotation: str, page: int) -> None:
    match = LIBRARY.locate(quotation, f"p. {page}")
    assert (match.status, match.page, match.differences) == ("found", str(page), ())


@pytest.mark.parametrize(("quotation", "page"), quotations(2)[:30])
def test_every_marked_omission_is_allowed(quotation: str, page: int) -> None:
    words = quotation.split(" ")
    middle = len(words) // 2
    shortened = " ".join([*words[: middle - 1], "[…]", *words[middle + 1 :]])
    match = LIBRARY.locate(shortened, f"pp. {page}-{page + 1}")
    assert match.status == "changed"
    assert [change.source for change in match.changes if bare(words[middle]) in change.source]


@pytest.mark.parametrize(("quotation", "page"), quotations(3))
def test_every_changed_word_is_caught_and_shown(quotation: str, page: int) -> None:
    chance = random.Random(quotation)
    words = quotation.split(" ")
    at = chance.choice([n for n, word in enumerate(words) if bare(word)])
    replacement = chance.choice(
        [noun for noun in NOUNS if noun != bare(words[at]) and "-" not in noun]
    )
    words[at] = words[at].replace(bare(words[at]), replacement)
    match = LIBRARY.locate(" ".join(words), f"p. {page}")
    assert match.status == "near"
    assert match.page == str(page)
    assert any(replacement in difference.quoted for difference in match.differences)


@pytest.mark.parametrize(("quotation", "page"), quotations(4))
def test_every_wrong_page_is_caught_and_the_right_one_named(quotation: str, page: int) -> None:
    wrong = page + random.Random(quotation).choice([-7, -1, 1, 30])
    match = LIBRARY.locate(quotation, f"p. {wrong}")
    assert (match.status, match.page) == ("elsewhere", str(page))


@pytest.mark.parametrize(("quotation", "page"), quotations(5))
def test_every_silent_omission_is_caught_and_shown(quotation: str, page: int) -> None:
    chance = random.Random(quotation)
    words = quotation.split(" ")
    size = chance.randint(1, 3)
    at = chance.choice([n for n in range(2, len(words) - size - 1) if bare(words[n])])
    left_out = [bare(word) for word in words[at : at + size] if bare(word)]
    match = LIBRARY.locate(" ".join(words[:at] + words[at + size :]), f"p. {page}")
    assert match.status == "near"
    source_words = " ".join(difference.source for difference in match.differences)
    assert all(word in source_words for word in left_out)


@pytest.mark.parametrize(("quotation", "page"), quotations(6))
def test_every_changed_order_is_caught(quotation: str, page: int) -> None:
    chance = random.Random(quotation)
    words = [word for word in quotation.split(" ") if bare(word)]
    pairs = [n for n in range(len(words) - 1) if bare(words[n]) != bare(words[n + 1])]
    at = chance.choice(pairs)
    words[at : at + 2] = [words[at + 1], words[at]]
    match = LIBRARY.locate(" ".join(words), f"p. {page}")
    assert match.status == "near"
    assert match.page == str(page)


@given(st.text(alphabet="ab -\n\u00ad.…[]“’ﬁ1é–()sic", max_size=60), st.text(max_size=20))
def test_any_words_of_a_page_are_found_there(text: str, before: str) -> None:
    library = EvidenceText([BookPage("1", f"{before} {text} end"), BookPage("2", "more")])
    match = library.locate(
        text.replace("[", "").replace("]", "").replace("…", "").replace("..", "")
    )
    assert match.status in {"found", "near", "missing"}
    library.locate(text)
    library.locate(before, text)


@pytest.mark.parametrize(
    "part", ["a ", "a-\n", "[", "[…] a ", "… ", "[a] ", "-", "\u00ad", " ", "\n", "the . . . "]
)
def test_hostile_repetition_is_bounded(part: str) -> None:
    text = part * (20_000 // len(part))
    locate(text[:4000], [BookPage("1", text), BookPage("2", "a " * 20_000)], text[:200])
