"""The place in a work at the end of a note's words: none may be lost, since the work alone says less."""

from __future__ import annotations

import pytest

from editorial.importers.references.note_places import place_of
from editorial.importers.texts.file_reading import read_any


@pytest.mark.parametrize(
    ("words", "locator", "before"),
    [
        ("Ozols, “Ink,” 112.", "p. 112", "Ozols, “Ink,”"),
        ('Ozols, "Ink," 112–13.', "pp. 112–13", 'Ozols, "Ink,"'),
        ("Ozols, “Why?” 112.", "p. 112", "Ozols, “Why?”"),
        ("Ozols, «Ink», 112.", "p. 112", "Ozols, «Ink»"),
        ("Ozols, “Ink,” 112, n. 3.", "p. 112, n. 3", "Ozols, “Ink,”"),
        ("Ozols, “Ink,” 112n3.", "p. 112, n. 3", "Ozols, “Ink,”"),
        ("Ozols, “Ink,” xii–xiv.", "pp. xii–xiv", "Ozols, “Ink,”"),
        ("Ozols, “Ink,” chap. 2.", "chap. 2", "Ozols, “Ink,”"),
        ("Trotsky, My Life, 55, 60–61.", "pp. 55, 60–61", "Trotsky, My Life"),
        ("Trotsky, My Life, 44, 46, and 50.", "pp. 44, 46, and 50", "Trotsky, My Life"),
        ("Trotsky, My Life, 44–45 und 50.", "pp. 44–45 und 50", "Trotsky, My Life"),
        ("Trotsky, My Life, at 44.", "p. 44", "Trotsky, My Life"),
        ("Trotsky, My Life, ch. 3, esp. 60–65.", "ch. 3, pp. 60–65", "Trotsky, My Life"),
        ("Weber, Wandlung, S. 44 f. und 50.", "pp. 44 f. und 50", "Weber, Wandlung"),
        ("Trotsky, My Life, p. 44 and passim.", "p. 44 and passim", "Trotsky, My Life"),
        ("Троцкий, Моя жизнь, с. 44 сл. и 50.", "pp. 44 ff. и 50", "Троцкий, Моя жизнь"),
        ("Weber, Wandlung, Bd. 1, S. 112 und 115.", "Bd. 1, pp. 112 und 115", "Weber, Wandlung"),
        ("Broué, Trotsky, t. 2, pp. 44-45 et 50.", "t. 2, pp. 44–45 et 50", "Broué, Trotsky"),
        ("Троцкий, Сочинения, т. 2, с. 44, 50.", "т. 2, pp. 44, 50", "Троцкий, Сочинения"),
        ("Nin, Obras, t. II, pp. 44 y 50.", "t. II, pp. 44 y 50", "Nin, Obras"),
        ("Weber, Wandlung, Kap. 3.", "Kap. 3", "Weber, Wandlung"),
        ("Trotsky, My Life, 45ff.", "pp. 45 ff.", "Trotsky, My Life"),
        ("Trotsky, My Life, 12 and passim.", "p. 12 passim", "Trotsky, My Life"),
        ("Trotsky, My Life, passim.", "passim", "Trotsky, My Life"),
        ("Trotsky, My Life, chap. 2, sec. 3.", "chap. 2, sec. 3", "Trotsky, My Life"),
        ("Trotsky, My Life, chaps. 2–3.", "chaps. 2–3", "Trotsky, My Life"),
        ("Deutscher, Prophet, 2:112.", "vol. 2, p. 112", "Deutscher, Prophet"),
        ("Deutscher, Prophet, II, 112-14.", "vol. II, pp. 112–14", "Deutscher, Prophet"),
        ("Deutscher, Prophet, vol. 2, 112.", "vol. 2, p. 112", "Deutscher, Prophet"),
    ],
)
def test_a_place_is_read_in_every_form(words: str, locator: str, before: str) -> None:
    assert place_of(words) == (locator, before)


@pytest.mark.parametrize(
    "words",
    [
        "“Trotsky Dies,” 1940.",
        "Marx, Capital, 1904–1905",
        "They were 12 and civil",
        "Cannon, mix",
        "Lenin, What, I.",
    ],
)
def test_years_and_words_are_no_place(words: str) -> None:
    assert place_of(words)[0] == ""


@pytest.mark.parametrize(
    ("note", "citation"),
    [
        ('Ozols, "Ink," 112.', "[@ozols-ink-1990, p. 112]"),
        ("See Ozols, “Ink,” 112n3.", "[See @ozols-ink-1990, p. 112, n. 3]"),
        (
            "Ozols, “Ink,” 112, who gives 1906.",
            "[@ozols-ink-1990, p. 112, who gives 1906]",
        ),
        (
            "Janis Ozols, “Ink and the Strike,” *Baltic Review* 12, no. 3 (1990): 101–30, at 110. He doubts it.",
            "[@ozols-ink-1990, p. 110][^2]\n\n[^2]: He doubts it.",
        ),
        (
            "Cf. Ozols, “Ink,” 112–13; Ozols, “Strike,” 5.",
            "[Cf. @ozols-ink-1990, pp. 112–13; @ozols-ink-1990, p. 5]",
        ),
    ],
)
def test_a_short_title_keeps_its_place(note: str, citation: str) -> None:
    text = (
        "One.[^1] Two.[^2]\n\n"
        "[^1]: Janis Ozols, “Ink and the Strike,” *Baltic Review* 12, no. 3 (1990): 101–30.\n\n"
        f"[^2]: {note}"
    )
    assert read_any(text, name="x.md").text == f"One.[@ozols-ink-1990] Two.{citation}"
