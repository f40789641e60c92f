"""The author's guide agrees with the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from encyclopedia.markup import parse, render

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "markup.md").read_text(encoding="utf-8")


def test_every_problem_is_in_the_guide_and_nothing_else() -> None:
    code = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "encyclopedia" / "markup").glob("*.py")
    )
    used = set(re.findall(r"(?:Fault|_problem)\(\s*\"([a-z-]+)\"", code))
    table = GUIDE.split("## What is a problem", 1)[1]
    described = {
        name
        for row in re.findall(r"^\| (`.*?) \|", table, re.M)
        for name in re.findall(r"`([a-z-]+)`", row)
    }
    assert used == described


def test_the_first_tables_examples_are_sound() -> None:
    rows = re.findall(r"^\| (`.*`.*?) \| ", GUIDE.split("\n## ", 1)[0], re.M)
    examples = [example for row in rows for example in re.findall(r"`([^`]+)`", row)]
    assert len(examples) == 9
    text = "Words stand before it.".join(
        ["", *(example.replace("\\|", "|") for example in examples[:4])]
    )
    text += f" Sold.{examples[4]} {examples[6]} {examples[7]}\n\n{examples[5]}\n\n{examples[8]}"
    assert parse(text.replace("\\|", "|"), pictures=["press"]).problems == ()


def test_the_worked_example_has_the_claims_it_names() -> None:
    [example] = re.findall(r"^> (The \*Herald\*.*)$", GUIDE, re.M)
    parsed = parse(example)
    assert [citation.claim for citation in parsed.citations] == [
        "The Herald was founded in Gent",
        "and sold in 1924.",
    ]
    for citation in parsed.citations:
        assert f"“{citation.claim}”" in GUIDE or f'"{citation.claim}"' in GUIDE


@pytest.mark.parametrize(("unit", "step", "deepest"), [("- ", "  ", 9), ("> ", "> ", 19)])
def test_the_depths_it_names_are_shown(unit: str, step: str, deepest: int) -> None:
    def nested(depth: int) -> str:
        return "\n".join(step * level + unit + f"w{level}." for level in range(depth))

    assert parse(nested(deepest)).problems == ()
    assert f"w{deepest - 1}." in render(parse(nested(deepest)), links={}).body
    assert {problem.code for problem in parse(nested(deepest + 1)).problems} == {"too-deep"}


def test_the_guide_itself_can_be_read() -> None:
    assert {problem.code for problem in parse(GUIDE).problems} <= {
        "citation-in-code",
        "link-address",
    }
