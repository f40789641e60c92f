"""The fields of a Word file, from first run to last: complex ones, which begin and end in runs of their own.

Pure: no Django. ECMA-376 part 1, section 17.16.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from editorial.importers.word.stories import Story

MAX_NESTED = 20


@dataclass(slots=True)
class WordField:
    """`runs` are all from `begin` to the end, `result` those that are shown; `data` is in base 64 (`w:fldData`)."""

    begin: Element
    instruction: str = ""
    data: str = ""
    runs: list[Element] = field(default_factory=list)
    result: list[Element] = field(default_factory=list)
    is_shown: bool = False


def make_complex(story: Story) -> None:
    """Write simple fields as complex ones, and give every sign of a field a run of its own."""
    for simple in story.all("fldSimple"):
        data = simple.find(f"{story.w}fldData")
        begin = story.make("fldChar", fldCharType="begin")
        if data is not None:
            simple.remove(data)
            begin.append(data)
        story.replace(
            simple,
            story.make("r", begin),
            story.make("r", story.make("instrText", text=story.get(simple, "instr"))),
            story.make("r", story.make("fldChar", fldCharType="separate")),
            *simple,
            story.make("r", story.make("fldChar", fldCharType="end")),
        )
    for run in story.all("r"):
        parts = [part for part in run if part.tag != f"{story.w}rPr"]
        if len(parts) > 1 and any(part.tag == f"{story.w}fldChar" for part in parts):
            story.replace(run, *_alone(story, run, parts))


def _alone(story: Story, run: Element, parts: list[Element]) -> Iterator[Element]:
    look = run.find(f"{story.w}rPr")
    for part in parts:
        alone = story.make("r", part)
        if look is not None:
            alone.insert(0, deepcopy(look))
        yield alone


def fields(story: Story) -> list[WordField]:
    """The outermost and inner fields in the order of their ends; one that never ends is none.

    Fields in more than MAX_NESTED others are not looked at.
    """
    runs = story.all("r")
    finished: list[WordField] = []
    stack: list[tuple[int, WordField]] = []
    too_deep = 0
    # Where what each open field shows begins among the runs.
    shown_from: dict[int, int] = {}
    for at, run in enumerate(runs):
        sign = run.find(f"{story.w}fldChar")
        kind = story.get(sign, "fldCharType") if sign is not None else ""
        if kind == "begin" and sign is not None:
            if len(stack) == MAX_NESTED:
                too_deep += 1
                continue
            opened = WordField(run)
            opened.data = sign.findtext(f"{story.w}fldData") or ""
            stack.append((at, opened))
        elif too_deep:
            too_deep -= kind == "end"
        elif not stack:
            continue
        elif kind == "separate":
            stack[-1][1].is_shown = True
            shown_from[stack[-1][0]] = at
        elif kind == "end":
            begin, ended = stack.pop()
            ended.runs = runs[begin : at + 1]
            if ended.is_shown:
                ended.result = [
                    part
                    for part in runs[shown_from[begin] : at]
                    if part.find(f"{story.w}fldChar") is None
                ]
            finished.append(ended)
            if stack and not stack[-1][1].is_shown:
                stack[-1][1].data += ended.data
        elif not kind and not stack[-1][1].is_shown:
            stack[-1][1].instruction += "".join(
                part.text or "" for part in run.iter(f"{story.w}instrText")
            )
    return finished
