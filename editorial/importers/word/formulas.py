"""Word's formulas (Office MathML) as TeX. Pure: no Django.

ECMA-376 part 1, section 22.1. What has no sign of its own in TeX keeps its words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from xml.etree.ElementTree import Element

from pylatexenc.latexencode import get_builtin_uni2latex_dict  # type: ignore[import-untyped]

from editorial.importers.word.stories import MATH

_NARY = {"∑": "\\sum", "∏": "\\prod", "∐": "\\coprod", "⋃": "\\bigcup", "⋂": "\\bigcap"} | {
    "∫": "\\int",
    "∬": "\\iint",
    "∭": "\\iiint",
    "∮": "\\oint",
    "⋁": "\\bigvee",
    "⋀": "\\bigwedge",
}
_ACCENTS = {
    "̂": "hat",
    "̃": "tilde",
    "̄": "bar",
    "̅": "overline",
    "̇": "dot",
    "̈": "ddot",
    "⃗": "vec",
    "̌": "check",
    "́": "acute",
    "̀": "grave",
    "̆": "breve",
}
_BRACES = {"⏞": "overbrace", "⏟": "underbrace"}
FUNCTIONS = frozenset(
    re.findall(
        r"[^|]+",
        "sin|cos|tan|cot|sec|csc|sinh|cosh|tanh|arcsin|arccos|arctan|log|ln|"
        "exp|lim|max|min|sup|inf|det|gcd|dim|ker|deg|arg|hom|Pr",
    )
)
_DELIMITERS = {"{": "\\{", "}": "\\}", "⟨": "\\langle", "⟩": "\\rangle", "‖": "\\|", "": "."} | {
    "⌈": "\\lceil",
    "⌉": "\\rceil",
    "⌊": "\\lfloor",
    "⌋": "\\rfloor",
    "〈": "\\langle",
    "〉": "\\rangle",
}
_LETTER_COMMAND = re.compile(r"\\[A-Za-z]+\Z")
_WRAPPED = re.compile(r"\{?\\ensuremath\{(.*)\}\}?\Z")


def tex(formula: Element) -> str:
    """A formula (`m:oMath`, `m:oMathPara`) as TeX, without signs around it."""
    return " ".join(_all(formula).split())


def _all(element: Element | None) -> str:
    if element is None:
        return ""
    pieces: list[str] = []
    for child in element:
        piece = _one(child)
        if pieces and piece[:1].isalpha() and _LETTER_COMMAND.search(pieces[-1]):
            pieces.append(" ")
        pieces.append(piece)
    return "".join(pieces)


def _one(element: Element) -> str:
    tag = element.tag.removeprefix(MATH)
    if tag in _WRITTEN:
        return _WRITTEN[tag](element)
    if tag.endswith("Pr") or not element.tag.startswith(MATH):
        # Word's own runs stand in formulas too, with plain words in them.
        return "" if tag.endswith("Pr") else signs("".join(element.itertext()))
    return _all(element)


def _part(element: Element, tag: str) -> str:
    return _all(element.find(MATH + tag))


def _property(element: Element, name: str) -> str | None:
    """The value of a property, "" where it is set without one, None where it is not."""
    for properties in element:
        if properties.tag.endswith("Pr"):
            value = properties.find(MATH + name)
            if value is not None:
                return value.get(MATH + "val", "")
    return None


def _run(element: Element) -> str:
    words = "".join(text.text or "" for text in element.iter(MATH + "t"))
    if _property(element, "nor") is not None and any(sign.isalpha() for sign in words):
        return f"\\text{{{words}}}"
    return f"\\{words} " if words in FUNCTIONS else signs(words)


def signs(words: str) -> str:
    """Characters as TeX: letters of Greek and signs of operations by their commands."""
    pieces: list[str] = []
    for sign in words:
        piece = _sign(sign)
        if pieces and piece[:1].isalpha() and _LETTER_COMMAND.search(pieces[-1]):
            pieces.append(" ")
        pieces.append(piece)
    return "".join(pieces)


@cache
def _sign(sign: str) -> str:
    if sign.isascii():
        return {"\\": "\\backslash ", "{": "\\{", "}": "\\}"}.get(
            sign, "\\" + sign if sign in "#$%&_" else sign
        )
    if sign == "−":
        return "-"
    written = str(get_builtin_uni2latex_dict().get(ord(sign), ""))
    match = _WRAPPED.fullmatch(written)
    return match[1] if match else sign


def _fraction(element: Element) -> str:
    above, below = _part(element, "num"), _part(element, "den")
    kind = _property(element, "type")
    if kind == "noBar":
        return f"\\binom{{{above}}}{{{below}}}"
    return f"{above}/{below}" if kind in {"lin", "skw"} else f"\\frac{{{above}}}{{{below}}}"


def _base(element: Element) -> str:
    base = _part(element, "e")
    return base if len(base) < 2 or _LETTER_COMMAND.fullmatch(base) else f"{{{base}}}"


def _scripts(element: Element) -> str:
    below, above = element.find(MATH + "sub"), element.find(MATH + "sup")
    low = f"_{{{_all(below)}}}" if below is not None else ""
    return low + (f"^{{{_all(above)}}}" if above is not None else "")


def _root(element: Element) -> str:
    degree = _part(element, "deg")
    return f"\\sqrt{f'[{degree}]' if degree else ''}{{{_part(element, 'e')}}}"


def _nary(element: Element) -> str:
    sign = _property(element, "chr")
    symbol = _NARY.get(sign or "∫") or signs(sign or "∫")
    hidden = [
        name for name in ("sub", "sup") if _property(element, f"{name}Hide") not in {None, "0"}
    ]
    limits = "".join(
        f"{mark}{{{words}}}"
        for mark, name in (("_", "sub"), ("^", "sup"))
        if name not in hidden and (words := _part(element, name))
    )
    return f"{symbol}{limits} {_part(element, 'e')}"


def _delimited(element: Element) -> str:
    left, right = _property(element, "begChr"), _property(element, "endChr")
    between = _property(element, "sepChr")
    inner = [_all(part) for part in element.findall(MATH + "e")]
    opening = _DELIMITERS.get("(" if left is None else left, left or "(")
    closing = _DELIMITERS.get(")" if right is None else right, right or ")")
    joined = f" {signs('|' if between is None else between)} ".join(inner)
    return f"\\left{opening} {joined} \\right{closing}"


def _function(element: Element) -> str:
    return f"{_part(element, 'fName').rstrip()} {_part(element, 'e')}"


def _accent(element: Element) -> str:
    sign = _property(element, "chr")
    return f"\\{_ACCENTS.get(sign or '̂', 'hat')}{{{_part(element, 'e')}}}"


def _bar(element: Element) -> str:
    name = "overline" if _property(element, "pos") == "top" else "underline"
    return f"\\{name}{{{_part(element, 'e')}}}"


def _group(element: Element) -> str:
    name = _BRACES.get(_property(element, "chr") or "⏟", "underbrace")
    return f"\\{name}{{{_part(element, 'e')}}}"


def _matrix(element: Element) -> str:
    rows = [
        " & ".join(_all(cell) for cell in row.findall(MATH + "e"))
        for row in element.findall(MATH + "mr")
    ]
    return "\\begin{matrix} " + " \\\\ ".join(rows) + " \\end{matrix}"


def _lines(element: Element) -> str:
    rows = [_all(row) for row in element.findall(MATH + "e")]
    return "\\begin{aligned} " + " \\\\ ".join(rows) + " \\end{aligned}"


_WRITTEN: dict[str, Callable[[Element], str]] = {
    "r": _run,
    "f": _fraction,
    "sSup": lambda element: _base(element) + _scripts(element),
    "sSub": lambda element: _base(element) + _scripts(element),
    "sSubSup": lambda element: _base(element) + _scripts(element),
    "sPre": lambda element: f"{{}}{_scripts(element)}{_base(element)}",
    "rad": _root,
    "nary": _nary,
    "d": _delimited,
    "func": _function,
    "limLow": lambda element: f"{_part(element, 'e').rstrip()}_{{{_part(element, 'lim')}}}",
    "limUpp": lambda element: f"{_part(element, 'e').rstrip()}^{{{_part(element, 'lim')}}}",
    "acc": _accent,
    "bar": _bar,
    "groupChr": _group,
    "m": _matrix,
    "eqArr": _lines,
    "phant": lambda element: "",
}
