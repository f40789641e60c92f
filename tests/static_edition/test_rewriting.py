"""A page among files: which of its links change, and what is left out."""

from __future__ import annotations

from editorial.static_edition.rewriting import files_of_styles, fragment, led_on, page


def leads(written: str) -> str:
    return f"to:{written}"


def test_links_pictures_and_forms_lead_elsewhere_and_what_has_a_host_stays() -> None:
    html = (
        '<a href="/article/x/?a=1&amp;b=2#fn-1">x</a><a href="@2/">2</a><img src="/media/d" '
        'srcset="/media/d-640.webp 640w, /media/d-90.webp 90w"><form action="/search/"></form>'
        '<a href="?after=7">next</a><a href="#fn-1">1</a><a href="https://example.org/">e</a>'
        '<a href="mailto:a@example.org">m</a>'
    )
    assert fragment(html, leads) == (
        '<a href="to:/article/x/?a=1&amp;b=2#fn-1">x</a><a href="to:@2/">2</a><img src="to:/media/d" '
        'srcset="to:/media/d-640.webp 640w, to:/media/d-90.webp 90w"><form action="to:/search/"></form>'
        '<a href="to:?after=7">next</a><a href="#fn-1">1</a><a href="https://example.org/">e</a>'
        '<a href="mailto:a@example.org">m</a>'
    )


def test_a_page_loads_one_classic_script_and_asks_no_server() -> None:
    html = (
        '<head>\n<link rel="preload" href="/static/f.woff2" as="font" crossorigin>\n'
        '<script type="module" src="/static/js/reader-page.js"></script>\n</head>'
        '<input name="q" data-suggest="/search/suggest.json">'
    )
    made = page(html, leads, '<script defer src="../edition.js"></script>')
    assert made == (
        '<head>\n<script defer src="../edition.js"></script>\n  </head><input name="q">'
    )


def test_what_a_reader_could_have_typed_stays_text() -> None:
    link = '/x/"><script>alert(1)</script>'
    assert "<script>" not in led_on(link, "en", link, link)
    assert "<script>" not in fragment('<a href="/x/">x</a>', lambda written: link)


def test_a_style_sheet_names_its_files() -> None:
    css = "a{background:url(\"../img/a.svg\")} b{src:url(f.woff2) format('woff2')} c{background:url(data:x)}"
    assert files_of_styles(css) == ["../img/a.svg", "f.woff2"]
