"""Pieces of WordprocessingML that stand for themselves: words, fields, pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from encyclopedia.downloads.pictures import Printable
from encyclopedia.downloads.tree import Node, Nodes
from encyclopedia.downloads.word_frame import w
from encyclopedia.harvesting.xml import Xml, element

# In English Metric Units: the width of the text on A4, and one pixel of 96 to the inch.
_TEXT_WIDTH: Final = 5_760_000
_MAX_HEIGHT: Final = 7_200_000
_PIXEL: Final = 9_525


def words_run(words: str) -> Xml:
    return w("t", words, xml__space="preserve")


def field_runs(code: str, result: Sequence[Xml]) -> Iterator[Xml]:
    """A field of Word: its code, and what it shows."""
    yield w("r", w("fldChar", fldCharType="begin"))
    yield w("r", w("instrText", f" {code} ", xml__space="preserve"))
    yield w("r", w("fldChar", fldCharType="separate"))
    yield from result
    yield w("r", w("fldChar", fldCharType="end"))


def bookmarked(content: Xml, name: str, number: int) -> Iterator[Xml]:
    """A place to which fields lead by its name; `number` is that of no other."""
    yield element("w:bookmarkStart", w__id=str(number), w__name=name)
    yield content
    yield w("bookmarkEnd", id=str(number))


def drawing(digest: str, picture: Printable, alt: str, number: int) -> Xml:
    """A picture in its line, as wide as the text at most."""
    scale = min(
        1.0,
        _TEXT_WIDTH / (picture.width * _PIXEL),
        _MAX_HEIGHT / (picture.height * _PIXEL),
    )
    size = {
        "cx": str(round(picture.width * _PIXEL * scale)),
        "cy": str(round(picture.height * _PIXEL * scale)),
    }
    name = f"{digest[:16]}.{picture.ending}"
    outer = {"id": str(number), "name_": name, "descr": alt}
    shape = element(
        "pic:pic",
        element("pic:nvPicPr", element("pic:cNvPr", **outer), element("pic:cNvPicPr")),
        element(
            "pic:blipFill",
            element("a:blip", r__embed=f"p{number}"),
            element("a:stretch", element("a:fillRect")),
        ),
        element(
            "pic:spPr",
            element("a:xfrm", element("a:off", x="0", y="0"), element("a:ext", **size)),
            element("a:prstGeom", element("a:avLst"), prst="rect"),
        ),
    )
    graphic = element(
        "a:graphic",
        element(
            "a:graphicData", shape, uri="http://schemas.openxmlformats.org/drawingml/2006/picture"
        ),
    )
    return w(
        "drawing",
        element(
            "wp:inline",
            element("wp:extent", **size),
            element("wp:docPr", **outer),
            graphic,
            distT="0",
            distB="0",
            distL="0",
            distR="0",
        ),
    )


# The order in which the schema has properties.
_ORDER: Final = (
    *("pStyle", "keepNext", "numPr", "spacing", "ind", "jc"),
    *("rStyle", "rFonts", "b/", "i/", "strike", "sz", "vertAlign", "rtl"),
)


def in_order(properties: Iterable[Xml]) -> list[Xml]:
    """Properties in the order that the schema has, each once."""
    return sorted(dict.fromkeys(properties), key=_place)


def _place(item: Xml) -> int:
    return next(
        (at for at, name in enumerate(_ORDER) if item.startswith(f"<w:{name}")), len(_ORDER)
    )


def without_stop(nodes: Nodes) -> Nodes:
    """A note without the stop at its end: the field goes on, or sets its own."""
    line = list(nodes)
    while line and line[-1].kind == "text" and not line[-1].text.strip():
        line.pop()
    if line and line[-1].kind == "text":
        line[-1] = Node("text", text=line[-1].text.rstrip().removesuffix("."))
    return tuple(line)
