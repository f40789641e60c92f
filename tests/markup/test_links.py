"""Links to entries and to elsewhere."""

from __future__ import annotations

import pytest

from encyclopedia.markup import EntryLink, parse, render

LINKS = {"Leon Trotsky": "/person/trotsky/", "person/lenin": "/person/lenin/?a=1&b=2"}


def body(text: str) -> str:
    return render(parse(text), links=LINKS).body.strip().removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("typed", "target", "words"),
    [
        ("[[Leon Trotsky]]", "Leon Trotsky", "Leon Trotsky"),
        ("[[Leon Trotsky|Trotsky]]", "Leon Trotsky", "Trotsky"),
        (r"[[Leon Trotsky\|Trotsky]]", "Leon Trotsky", "Trotsky"),
        ("[[Leon Trotsky|the *old* man]]", "Leon Trotsky", "the old man"),
        ("[[ Leon\nTrotsky | the old\nman ]]", "Leon Trotsky", "the old man"),
        ("[[person/lenin|Lenin]]", "person/lenin", "Lenin"),
        ("[[R&amp;D]]", "R&D", "R&D"),
        (r"[[M\*A\*S\*H]]", "M*A*S*H", "M*A*S*H"),
        ("[[Iskra (1900)]]", "Iskra (1900)", "Iskra (1900)"),
    ],
)
def test_a_link_to_an_entry_is_read(typed: str, target: str, words: str) -> None:
    parsed = parse(f"One\ntwo {typed}s.")
    assert parsed.links == (EntryLink(target, words, 2),)
    assert parsed.problems == ()
    assert parsed.plain == f"One two {words}s."


def test_a_link_leads_to_its_entry() -> None:
    assert body("[[Leon Trotsky|the *old* man]]") == (
        '<a href="/person/trotsky/">the <em>old</em> man</a>'
    )
    assert body("[[person/lenin]]") == '<a href="/person/lenin/?a=1&amp;b=2">person/lenin</a>'


def test_a_missing_entry_is_shown_as_wanted_not_as_a_link() -> None:
    assert body("[[Nobody]]") == (
        '<span class="wanted" title="no entry yet">Nobody'
        '<span class="visually-hidden"> (no entry yet)</span></span>'
    )


def test_links_stand_in_tables_lists_headings_and_captions() -> None:
    text = (
        "# [[a]]\n\n- [[b]]\n\n> [[c]]\n\n| [[d]] |\n|---|\n| [[e\\|f]] |\n\n"
        "![alt](wanted:x 'see [[g]]')\n\n*[[h]]*"
    )
    assert [link.target for link in parse(text).links] == ["a", "b", "c", "d", "e", "g", "h"]


@pytest.mark.parametrize("typed", ["[[]]", "[[ ]]", "[[|x]]", "[[Leon Trotsky|]]"])
def test_an_empty_link_is_a_problem(typed: str) -> None:
    [problem] = parse(f"One.\n\nTwo {typed}.").problems
    assert (problem.code, problem.line) == ("empty-link", 3)


@pytest.mark.parametrize("typed", ["[[Trotsky", "[[a[b]]", "`[[Trotsky]]`", r"\[[Trotsky]]"])
def test_what_is_no_link_is_left_alone(typed: str) -> None:
    assert parse(typed).links == ()


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        (
            "[x](https://x.org/?a=1&b=2)",
            '<a href="https://x.org/?a=1&amp;b=2" rel="external nofollow noopener">x</a>',
        ),
        (
            '[x](http://x.org "A <b>")',
            '<a href="http://x.org" title="A &lt;b&gt;" rel="external nofollow noopener">x</a>',
        ),
        (
            "<https://x.org>",
            '<a href="https://x.org" rel="external nofollow noopener">https://x.org</a>',
        ),
        ("<ed@x.org>", '<a href="mailto:ed@x.org">ed@x.org</a>'),
        ("[x](#theory)", '<a href="#theory">x</a>'),
        (
            "[*x*][y]\n\n[y]: HTTPS://X.org",
            '<a href="HTTPS://X.org" rel="external nofollow noopener"><em>x</em></a>',
        ),
    ],
)
def test_a_link_elsewhere_is_kept(typed: str, html: str) -> None:
    parsed = parse(typed)
    assert parsed.problems == ()
    assert render(parsed, links={}).body == f"<p>{html}</p>\n"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "java&#10;script:alert(1)",
        "vbscript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://x.org",
        "//x.org",
        "/admin/logout/",
        "article/x",
        "https:x",
        "https:///x",
        "mailto:",
        "#",
    ],
)
def test_any_other_address_is_shown_as_text_and_is_a_problem(address: str) -> None:
    parsed = parse(f"One [words](<{address}>).")
    assert [problem.code for problem in parsed.problems] == ["link-address"]
    html = render(parsed, links={}).body
    assert "<a" not in html
    assert ">words</span>" in html


def test_a_link_without_an_address_is_a_problem() -> None:
    assert [problem.code for problem in parse("[words]()").problems] == ["empty-link"]


def test_links_do_not_stand_in_links() -> None:
    assert body("[<https://a.org>](https://b.org)") == (
        '<a href="https://b.org" rel="external nofollow noopener">https://a.org</a>'
    )
    assert (
        body("[[Leon Trotsky|<https://a.org>]]") == '<a href="/person/trotsky/">https://a.org</a>'
    )
    assert body("[see [[Leon Trotsky]]](https://b.org)") == (
        '[see <a href="/person/trotsky/">Leon Trotsky</a>](https://b.org)'
    )
