"""Pictures: shown as figures with caption, credit and licence, or as wanted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from encyclopedia.markup import Figure, MarkerWords, RenderedPicture, parse, render, sanitiser

STORED = RenderedPicture(
    "/media/p.jpg", 640, 480, "Stored & caption", "Photo: A <b>", "CC BY 4.0", "Stored alt"
)


def body(text: str, **pictures: RenderedPicture) -> str:
    return render(parse(text, pictures=list(pictures)), links={}, pictures=pictures).body


def test_a_picture_alone_in_its_paragraph_is_a_figure() -> None:
    parsed = parse('One.\n\n![A *press*](press "The press.[@a, p. 3]")\n', pictures=["press"])
    assert parsed.figures == (Figure("press", "A press", "The press.", 3, False),)
    assert [(citation.claim, citation.line) for citation in parsed.citations] == [("The press.", 3)]
    assert parsed.problems == ()


def test_a_figure_shows_size_caption_credit_and_licence() -> None:
    assert body('![A "press"](press "The *press*.")', press=STORED) == (
        '<figure class="figure">\n'
        '<img src="/media/p.jpg" alt="A &quot;press&quot;" width="640" height="480" loading="lazy">\n'
        '<figcaption>The <em>press</em>. · <span class="credit">Photo: A &lt;b&gt;</span> · '
        '<span class="licence"><a rel="license" '
        'href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a></span></figcaption>\n'
        "</figure>\n"
    )


def test_the_browser_chooses_among_the_renditions_of_a_figure() -> None:
    renditions = (("/media/p-320.webp", 320), ("/media/p-640.webp", 640))
    html = body("![A press](press)", press=replace(STORED, renditions=renditions))
    assert (
        '<picture><source type="image/webp" srcset="/media/p-320.webp 320w, /media/p-640.webp 640w" '
        'sizes="(min-width: 46rem) 680px, 100vw"><img src="/media/p.jpg" alt="A press" '
        'width="640" height="480" loading="lazy"></picture>'
    ) in html
    assert sanitiser.clean(html) == html


@pytest.mark.parametrize(
    "offered", ["https://x.org/a.webp 320w", "/media/a.webp 320w, //x.org/b 1w", "javascript:x 1w"]
)
def test_renditions_are_never_those_of_another_site(offered: str) -> None:
    html = f'<figure class="figure"><picture><source srcset="{offered}"></picture></figure>'
    assert "srcset" not in sanitiser.clean(html)


def test_without_words_of_its_own_a_figure_takes_the_stored_ones() -> None:
    html = body("![](press)", press=STORED)
    assert 'alt="Stored alt"' in html
    assert "<figcaption>Stored &amp; caption · " in html


def test_a_picture_may_be_wanted_on_purpose() -> None:
    parsed = parse('![A press](wanted:press "The press.")')
    assert parsed.figures == (Figure("press", "A press", "The press.", 1, True),)
    assert parsed.problems == ()
    assert render(parsed, links={}, words=MarkerWords(picture_wanted="Bild gesucht: {}")).body == (
        '<figure class="figure wanted">\n<div class="placeholder">Bild gesucht: press</div>\n'
        "<figcaption>A press · The press.</figcaption>\n</figure>\n"
    )


@pytest.mark.parametrize(
    "target",
    ["other", "https://x.org/a.jpg", "//x.org/a.jpg", "data:image/png;base64,AA", "/a.jpg"],
)
def test_any_other_picture_is_a_problem_and_never_fetched(target: str) -> None:
    parsed = parse(f"One.\n\n![alt]({target})", pictures=["press"])
    assert [(problem.code, problem.line) for problem in parsed.problems] == [("unknown-picture", 3)]
    assert parsed.figures[0].wanted
    assert "<img" not in render(parsed, links={}, pictures={"press": STORED}).body


@pytest.mark.parametrize("name", ["my press.jpg", "préss", "100%", "a&b", "a%20b", "(1)"])
def test_a_pictures_name_may_have_any_characters(name: str) -> None:
    parsed = parse(f"![alt](<{name}>)", pictures=[name, "other"])
    assert [figure.name for figure in parsed.figures] == [name]
    assert parsed.problems == ()


def test_a_picture_within_a_line_is_a_problem_and_shows_its_words() -> None:
    parsed = parse("One\ntwo ![a *press*](press) three.", pictures=["press"])
    assert [(problem.code, problem.line) for problem in parsed.problems] == [("picture-in-line", 2)]
    assert parsed.figures == ()
    assert '<span class="picture">a press</span>' in render(parsed, links={}).body


def test_words_after_a_picture_make_it_stand_within_a_line() -> None:
    parsed = parse("![a](press) and words.", pictures=["press"])
    assert [problem.code for problem in parsed.problems] == ["picture-in-line"]
    assert parsed.plain == "a and words."


def test_a_picture_whose_file_is_missing_is_shown_as_wanted() -> None:
    parsed = parse("![alt](press)", pictures=["press"])
    assert "Picture wanted: press" in render(parsed, links={}).body


def test_markers_in_alternative_text_are_a_problem() -> None:
    parsed = parse("![The press.[@a]](wanted:press)")
    assert [problem.code for problem in parsed.problems] == ["citation-in-alt"]
    assert parsed.citations == ()


def test_pictures_stand_in_lists_and_quotations() -> None:
    parsed = parse("- ![a](wanted:x)\n\n> ![b](wanted:y)\n\n![c][z]\n\n[z]: wanted:z 'caption'")
    assert [(figure.name, figure.caption) for figure in parsed.figures] == [
        *(("x", ""), ("y", ""), ("z", "caption"))
    ]
