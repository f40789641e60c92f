"""What leaves the markup is exactly what the sanitiser lets through, whatever is typed."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from portions import Portion

from encyclopedia.markup import RenderedPicture, parse, render
from encyclopedia.markup.sanitiser import SANITISER, clean

PRESS = RenderedPicture("/media/p.jpg", 6, 4, "C & c\u00a0d", "<b>", '"L"', "<alt>")
PICTURES = {"press": replace(PRESS, renditions=(("/media/p-3.webp", 3), ("/media/p-6.webp", 6)))}
EVERYTHING = """\
# Head "of" it[@a] & more\u00a0here

One *two* **three** ~~four~~ `five "6"`.[@a, p. 3][@b; @c][^n] [[Gent|*there*]] [[Nobody & co]]
[x](https://x.org/?a=1&b="2" "T < 'u' \u00a0") <ed@x.org> [y](#z) [no](javascript:x "T")  \n\
six.[@? who & "why"] Seven ![eight](nine) ten.[@a, p. 3]

- one\n- *two[@a]*\n\n7. three\n\n> four\n\n---\n\n```c++ x\n\n<a>&nbsp;\u00a0\n```

| a | b | c |\n|:--|--:|:-:|\n| [@a] | `b` | |

![alt "a" <b>](press "Cap *tion*.[@a]")\n\n![](wanted:"x"&y 'c')\n\n## A\n### B\n#### C\n##### D

[^n]: Note.[@d]\n\n    - more
"""


def rendered(text: str) -> str:
    html = render(
        parse(text, pictures=list(PICTURES)), links={"Gent": '/a/?b="1"&c=<2>'}, pictures=PICTURES
    )
    return html.body + "".join(html.notes.values())


class Inspector(HTMLParser):
    """Fails on any element, attribute or address that `render` must not make."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in SANITISER["tags"]
        for name, value in attrs:
            assert name in SANITISER["attributes"].get(tag, ()), f"{tag} {name}"
            if name in ("href", "src"):
                address = (value or "").lower()
                assert address.startswith(("https://", "http://", "mailto:", "#", "/"))
                assert not address.startswith("//")

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = handle_pi = handle_comment


def inspect(text: str) -> None:
    html = rendered(text)
    assert clean(html) == html
    Inspector().feed(html)


def test_a_text_with_everything_passes_unchanged() -> None:
    html = rendered(EVERYTHING)
    assert clean(html) == html
    inspect(EVERYTHING)
    for tag in SANITISER["tags"]:
        assert f"<{tag}" in html, f"nothing shows that <{tag}> is needed"


@pytest.mark.slow
def test_commonmarks_examples_pass_unchanged(shared_data: Path) -> None:
    examples = json.loads((shared_data / "commonmark-0.31.2.json").read_text(encoding="utf-8"))
    for example in examples:
        inspect(example["markdown"])
        # What the examples allow as HTML is typed as text as well.
        inspect(example["html"])


@pytest.mark.slow
def test_naughty_strings_pass_unchanged(shared_data: Path, portion: Portion) -> None:
    strings = json.loads((shared_data / "blns.json").read_text(encoding="utf-8"))
    assert len(strings) > 400
    for string in strings:
        inspect(string)
    for string in portion(strings, 5):
        inspect("\n\n".join(frame.replace("@@", string) for frame in FRAMES))


@pytest.mark.slow
def test_payloads_stay_text(shared_data: Path, portion: Portion) -> None:
    payloads = (shared_data / "xss-payloads.txt").read_text(encoding="utf-8").splitlines()
    assert len(payloads) > 3000
    for payload in portion(payloads, 4):
        inspect(payload)
    for payload in portion(payloads, 30):
        inspect("\n\n".join(frame.replace("@@", payload) for frame in FRAMES))


FRAMES = [
    "[words](@@)",
    '[words](<@@> "@@")',
    "<@@>",
    "[words][r]\n\n[r]: @@",
    "[[@@]]",
    "[[@@|@@]]",
    "![@@](@@)",
    '![@@](wanted:@@ "@@")',
    "Words.[@@@]",
    'Words.[@a, @@, "@@"]',
    "Words.[@? @@]",
    "Words[^@@].\n\n[^@@]: @@",
    "# @@",
    "| @@ |\n|---|\n| @@[@a] |",
    "```@@\n@@\n```",
    "*@@* `@@` ~~@@~~",
]


@given(st.text(max_size=60))
def test_any_characters_pass_unchanged(text: str) -> None:
    inspect(text)


@given(
    st.lists(
        st.sampled_from([*FRAMES, "\n\n", "> ", "- ", "*", "&#13;", "&nbsp;", "<"]), max_size=6
    )
)
def test_any_mixture_passes_unchanged(frames: list[str]) -> None:
    inspect("".join(frames).replace("@@", "x\u00a0y"))


@pytest.mark.parametrize(
    ("html", "cleaned"),
    [
        ("<script>x</script>a", "a"),
        ('<p onclick="x">a</p>', "<p>a</p>"),
        ('<a href="javascript:x">a</a>', "<a>a</a>"),
        ('<p style="x">a</p>', "<p>a</p>"),
        ('<span class="admin">a</span>', "<span>a</span>"),
        ('<sup class="ref" id="a b">a</sup>', '<sup class="ref">a</sup>'),
        ('<a role="button">a</a>', "<a>a</a>"),
        ("<iframe></iframe><svg><a></a></svg><form>a</form>", "a"),
        ("<!-- x -->a", "a"),
    ],
)
def test_the_sanitiser_takes_out_what_render_never_makes(html: str, cleaned: str) -> None:
    assert clean(html) == cleaned
