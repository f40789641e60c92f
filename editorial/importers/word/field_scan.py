"""The fields of a Word file, from first run to last: complex ones, which begin and end in runs of their own.

Pure: no Django. ECMA-376 part 1, section 17.16.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from editorial.importers.word.stories import Story


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
    """The outermost and inner fields in the order of their ends; one that never ends is none."""
    finished: list[WordField] = []
    stack: list[WordField] = []
    for run in story.all("r"):
        sign = run.find(f"{story.w}fldChar")
        kind = story.get(sign, "fldCharType") if sign is not None else ""
        if kind == "begin" and sign is not None:
            stack.append(WordField(run))
            stack[-1].data = sign.findtext(f"{story.w}fldData") or ""
        for open_field in stack:
            open_field.runs.append(run)
            if open_field.is_shown and not kind:
                open_field.result.append(run)
        if not stack:
            continue
        if kind == "separate":
            stack[-1].is_shown = True
        elif kind == "end":
            ended = stack.pop()
            finished.append(ended)
            if stack and not stack[-1].is_shown:
                stack[-1].data += ended.data
        elif not kind and not stack[-1].is_shown:
            stack[-1].instruction += "".join(
                part.text or "" for part in run.iter(f"{story.w}instrText")
            )
    return finished
