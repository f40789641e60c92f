"""MathML, as LibreOffice keeps formulas, as TeX. Pure: no Django. What has no sign of its own keeps its words."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from editorial.importers.odt.namespaces import MATHML
from editorial.importers.word.formulas import FUNCTIONS, signs

_TWO = {
    "mfrac": "\\frac{{{0}}}{{{1}}}",
    "msup": "{{{0}}}^{{{1}}}",
    "msub": "{{{0}}}_{{{1}}}",
    "mroot": "\\sqrt[{1}]{{{0}}}",
    "munder": "{0}_{{{1}}}",
    "mover": "{0}^{{{1}}}",
}
_THREE = {"msubsup": "{{{0}}}_{{{1}}}^{{{2}}}", "munderover": "{0}_{{{1}}}^{{{2}}}"}
_LEFT_OUT = frozenset(["annotation", "annotation-xml", "mphantom"])


def tex_of(element: Element) -> str:
    """A `math` element as TeX, without signs around it."""
    return " ".join(_one(element).split())


def _one(element: Element) -> str:
    tag = element.tag.removeprefix(MATHML)
    if tag in _LEFT_OUT:
        return ""
    words = (element.text or "").strip()
    if tag == "mi":
        return f"\\{words} " if words in FUNCTIONS else signs(words)
    if tag in {"mn", "mo"}:
        return f"{signs(words)} " if tag == "mo" else signs(words)
    if tag == "mtext":
        return f"\\text{{{words}}}"
    parts = [_one(child) for child in element]
    if tag in _TWO and len(parts) == 2:
        return _TWO[tag].format(*parts)
    if tag in _THREE and len(parts) == 3:
        return _THREE[tag].format(*parts)
    if tag == "msqrt":
        return f"\\sqrt{{{''.join(parts)}}}"
    if tag == "mtable":
        return "\\begin{matrix} " + " \\\\ ".join(parts) + " \\end{matrix}"
    if tag == "mtr":
        return " & ".join(parts)
    return " ".join(parts)
