"""How long the markup takes: a long article, and hostile texts.

Run with `python bench/markup.py`. Promises: 100 kB with 800 citations is parsed and rendered in under 100 ms, and no
text of that size takes over a second, whatever it holds. Each text is also timed with markdown-it-py's CommonMark
alone, in the same run: the floor of the ratios. Times are of the processor: on an idle machine they equal the time
that passes.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from markdown_it import MarkdownIt
from rich.console import Console
from rich.markup import escape
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from encyclopedia.markup import parse, render, sanitiser

SIZE = 100_000
CITATIONS = 800
WORDS = "of the paper that was founded by a council in the harbour and printed before they sold it"
FLOOR = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def article() -> str:
    """100 kB of prose with 800 citations, of 120 sources, with links, emphasis, lists and headings."""
    words = WORDS.split()
    parts: list[str] = []
    for number in range(CITATIONS):
        if number % 40 == 0:
            parts.append(f"\n\n## Part {number // 40}\n\n")
        elif number % 5 == 0:
            parts.append("\n\n- " if number % 35 == 0 else "\n\n")
        middle = [words[(number * 7 + place * 3) % len(words)] for place in range(10)]
        middle[2] = f"*{middle[2]}*" if number % 6 == 0 else middle[2]
        middle[5] = f"[[Entry {number % 90}|{middle[5]}]]" if number % 4 == 0 else middle[5]
        parts.append(f"In {1400 + number} it was {' '.join(middle)}")
        if number % 4 == 3:
            parts.append(f" [see @olsen-{number % 120}, pp. {number}–{number + 3}]. ")
        elif number % 9 == 0:
            parts.append(f'.[@ito-{number % 120}, p. {number}, "the exact words"] ')
        else:
            parts.append(f".[@marchetti-{number % 120}, p. {number % 60}] ")
    text = "".join(parts)
    filler = "\n\nNobody doubts it, though few have read it, and it is seldom cited."
    return (text + filler * ((SIZE - len(text)) // len(filler)))[:SIZE]


def filled(unit: str, before: str = "", after: str = "") -> str:
    return before + unit * ((SIZE - len(before) - len(after)) // len(unit)) + after


def hostile() -> dict[str, str]:
    """Texts of 100 kB that would slow a careless parser down, or exhaust its stack."""
    half = SIZE // 2
    units = [
        *(
            "[",
            "[@",
            "[@a",
            "[@a]",
            "[@?",
            "[@?]",
            '[@a, "',
            "[@a, “",
            "[@a, p. 1, ",
            "[see @",
            "[x @",
        ),
        *(
            "[[",
            "[[a|",
            "[[a|*b*]]",
            "[^",
            "[^a]",
            "[^a]: x\n",
            "[a](",
            "[a](<b",
            "[a][b",
            "[a]: x\n",
        ),
        *(
            "![",
            "![a](b)\n\n",
            "`",
            "` ",
            "*",
            "*a ",
            "a* ",
            "**a *b ",
            "_a*",
            "~~a ",
            "<",
            "<a",
            "&",
        ),
        *(
            "\\",
            "\\[",
            ">",
            "> ",
            ">a\n",
            "- ",
            "- a\n",
            "* a\n\n  b\n",
            "1. a\n",
            "|",
            "|a|b|\n",
            "#\n",
        ),
        *(
            "# a\n",
            "a\n===\n",
            "a\n",
            "a  \n",
            "\n",
            " ",
            "\t",
            "\0",
            "\x01\n",
            ". ",
            "A. ",
            "Dr. ",
            '"',
        ),
        *(
            '"a ',
            "“",
            "( ",
            "…",
            "x",
            "x.",
            "。",
            "word [@a] ",
            "*a[@b]* ",
            "    [@a]\n",
            "`[@a]` ",
        ),
        *("<http://a.b> ", "[a](b) ", "\u202e", "😀 ", "*[@a [[ `![ > ", "[x [@a] y](http://z) "),
    ]
    texts = {f"{unit!r} over and over": filled(unit) for unit in units}
    head = "|a|b|\n|-|-|\n"
    texts |= {
        "brackets that close": "[" * half + "]" * half,
        "one bracket at the end": filled("[", after="]"),
        "pictures in pictures": "![" * 20_000 + "](a)" * 15_000,
        "links in links": "[a" * 20_000 + "](b)" * 15_000,
        "33,000 works in one bracket": filled("@a;", "[", "@b]"),
        "commas in one bracket": filled(",", "[@a", "]"),
        "one endless locator": filled("p. 1 ", "[@a, ", "]"),
        "one endless range": filled("1-", "[@a, ", "2]"),
        "quotations closed once": filled("[@a, “", after="”"),
        "escapes in a quotation": filled("\\", '[@a "', '"]'),
        "one claim, 12,000 markers": "x" * half + "[@a]" * 12_500,
        "claims in one sentence": filled("x[@a]"),
        "a citation in every cell": filled("|[@a]|b|\n", head),
        "a table 8,000 wide": "|" + "a|" * 8_000 + "\n|" + "-|" * 8_000 + "\n" + "|[@a]|\n" * 9_000,
        "a heading of 50 kB over cells": "|" + "x" * half + "|\n|-|\n" + "|[@a]|\n" * 7_000,
        "nested lists": "".join("  " * depth + "- a\n" for depth in range(300)),
        "nested quotations": "".join(">" * (depth % 300) + "a\n" for depth in range(650)),
        "emphasis 16,000 deep": "*a " * 16_000 + "a*" * 16_000,
        "notes": "".join(f"x[^{n}]\n\n[^{n}]: y\n\n" for n in range(4_500)),
        "headings that collide": "".join(f"# a\n# a-{n}\n" for n in range(7_500)),
        "links defined": "".join(f"[{n}]: /x\n" for n in range(8_000)),
        "a link used": filled("[a]", "[a]: https://x.org\n\n"),
        "one long address": filled("a", "[x](http://", "/)"),
        "backticks of every length": "".join("`" * n + " " for n in range(440)),
        "spaces in a link": filled(" ", "[[a|", "b]"),
        "spaces in a line": filled(" ", "a", "b"),
    }
    return texts


def ours(text: str) -> str:
    rendered = render(parse(text), links={})
    return rendered.body + "".join(rendered.notes.values())


def milliseconds(action: Callable[[], object], runs: int) -> float:
    times = []
    for _ in range(runs):
        start = time.process_time()
        action()
        times.append((time.process_time() - start) * 1000)
    return statistics.median(times)


def show_article(console: Console) -> None:
    text = article()
    parsed = parse(text)
    html = ours(text)
    floor = milliseconds(lambda: FLOOR.render(text), 15)
    rows: list[tuple[str, Callable[[], object]]] = [
        ("parse", lambda: parse(text)),
        ("render", lambda: render(parsed, links={})),
        ("parse and render (promise: 100 ms)", lambda: ours(text)),
        ("clean", lambda: sanitiser.clean(html)),
    ]
    table = Table(
        title=f"{len(text) / 1000:.0f} kB, {len(parsed.citations)} citations, "
        f"{len(parsed.sentences)} sentences",
        title_justify="left",
    )
    table.add_column("step")
    for heading in ("median ms", "× floor"):
        table.add_column(heading, justify="right")
    table.add_row("floor: markdown-it-py alone", f"{floor:.1f}", "1.0")
    for name, action in rows:
        elapsed = milliseconds(action, 15)
        table.add_row(name, f"{elapsed:.1f}", f"{elapsed / floor:.1f}")
    console.print(table)


def show_hostile(console: Console, count: int = 12) -> None:
    timings = []
    for name, text in hostile().items():
        # The better of two: it depends least on how busy the machine is.
        elapsed = min(milliseconds(lambda text=text: ours(text), 1) for _ in range(2))  # type: ignore[misc]
        html = ours(text)
        timings.append(
            (elapsed, name, text, milliseconds(lambda html=html: sanitiser.clean(html), 1))
        )  # type: ignore[misc]
    timings.sort(reverse=True)
    table = Table(
        title=f"The {count} slowest of {len(timings)} hostile texts of 100 kB (promise: 1,000 ms)",
        title_justify="left",
    )
    table.add_column("text")
    for heading in ("parse and render ms", "clean ms", "floor ms", "× floor"):
        table.add_column(heading, justify="right")
    for elapsed, name, text, cleaned in timings[:count]:
        floor = milliseconds(lambda text=text: FLOOR.render(text), 1)  # type: ignore[misc]
        table.add_row(
            escape(name),
            f"{elapsed:.0f}",
            f"{cleaned:.0f}",
            f"{floor:.0f}",
            f"{elapsed / floor:.1f}",
        )
    console.print(table)


def main() -> None:
    console = Console(width=120)
    show_article(console)
    show_hostile(console)


if __name__ == "__main__":
    main()
