"""What surrounds the text of a Word file: its styles, lists, relations and properties (ECMA-376). Pure: no Django."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Final

from encyclopedia.harvesting.xml import DECLARATION, Xml, element

MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES: Final = {
    "xmlns__w": MAIN,
    "xmlns__r": RELATIONS,
    "xmlns__wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "xmlns__a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "xmlns__pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
_TYPES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PROPERTIES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES: Final = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_SERIF: Final = "Cambria"
# The first moment that a zip can hold: the file says when it was published elsewhere.
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)

BULLETS: Final = 1
NUMBERS: Final = 2


def w(name: str, *content: str, **attributes: str) -> Xml:
    """An element of WordprocessingML; its attributes are of the same namespace."""
    return element(
        f"w:{name}",
        *content,
        **{
            key if "__" in key else f"w__{key.rstrip('_')}": value
            for key, value in attributes.items()
        },
    )


def _style(
    identifier: str,
    name: str,
    *,
    kind: str = "paragraph",
    based: str = "Normal",
    following: str = "",
    paragraph: Sequence[Xml] = (),
    run: Sequence[Xml] = (),
) -> Xml:
    return w(
        "style",
        w("name", val=name),
        *([w("basedOn", val=based)] if based else []),
        *([w("next", val=following)] if following else []),
        w("qFormat"),
        *([w("pPr", *paragraph)] if paragraph else []),
        *([w("rPr", *run)] if run else []),
        type=kind,
        styleId=identifier,
        default="1" if identifier == "Normal" else "",
    )


def _spacing(before: int, after: int) -> Xml:
    """In twentieths of a point."""
    return w("spacing", before=str(before), after=str(after))


def _size(points: float) -> Xml:
    return w("sz", val=str(round(points * 2)))


def styles(language: str) -> Xml:
    """The styles, by names that Word knows in every language."""
    fonts = w("rFonts", ascii=_SERIF, hAnsi=_SERIF, cs="Times New Roman", eastAsia=_SERIF)
    defaults = w(
        "docDefaults",
        w(
            "rPrDefault",
            w("rPr", fonts, _size(11), w("lang", val=language, eastAsia=language, bidi=language)),
        ),
        w("pPrDefault", w("pPr", w("spacing", after="120", line="276", lineRule="auto"))),
    )
    headings = [
        _style(
            f"Heading{level}",
            f"heading {level}",
            following="Normal",
            paragraph=[w("keepNext"), _spacing(320, 100), w("outlineLvl", val=str(level - 1))],
            run=[w("b") if level < 3 else w("i"), _size(max(16 - 2 * level, 11) + 2)],
        )
        for level in range(1, 7)
    ]
    small = [_size(9)]
    return w(
        "styles",
        defaults,
        _style("Normal", "Normal", based=""),
        _style(
            "Title",
            "Title",
            following="Subtitle",
            paragraph=[_spacing(0, 80)],
            run=[w("b"), _size(24)],
        ),
        _style("Subtitle", "Subtitle", following="Normal", run=[w("i"), _size(13)]),
        _style("Author", "Author", run=[_size(10)]),
        *headings,
        _style("Quote", "Quote", paragraph=[w("ind", left="567", right="567")]),
        _style(
            "Code",
            "Code",
            paragraph=[w("ind", left="284")],
            run=[w("rFonts", ascii="Courier New", hAnsi="Courier New", cs="Courier New"), *small],
        ),
        _style("ListParagraph", "List Paragraph"),
        _style("Caption", "caption", paragraph=[_spacing(60, 240)], run=small),
        _style("Bibliography", "Bibliography", paragraph=[w("ind", left="425", hanging="425")]),
        _style("Colophon", "Colophon", paragraph=[_spacing(0, 40)], run=small),
        _style("Fact", "Fact"),
        _style("BibliographyHeading", "Bibliography heading", based="Heading1"),
        _style("FootnoteText", "footnote text", paragraph=[_spacing(0, 20)], run=small),
        _style("ExplanatoryNote", "Explanatory note", based="FootnoteText"),
        _style("CitationNeeded", "Citation needed", based="FootnoteText"),
        _style(
            "FootnoteReference",
            "footnote reference",
            kind="character",
            based="",
            run=[w("vertAlign", val="superscript")],
        ),
        _style(
            "Hyperlink",
            "Hyperlink",
            kind="character",
            based="",
            run=[w("color", val="0B4F8A"), w("u", val="single")],
        ),
        xmlns__w=MAIN,
    )


def numbering(starts: Sequence[int]) -> Xml:
    """The lists: bullets, and for each ordered list numbers that begin where it does."""
    levels = range(9)
    bullets = [
        w(
            "lvl",
            w("start", val="1"),
            w("numFmt", val="bullet"),
            w("lvlText", val="•–·"[level % 3]),
            w("pPr", w("ind", left=str(500 + 400 * level), hanging="300")),
            ilvl=str(level),
        )
        for level in levels
    ]
    numbers = [
        w(
            "lvl",
            w("start", val="1"),
            w("numFmt", val="decimal"),
            w("lvlText", val=f"%{level + 1}."),
            w("pPr", w("ind", left=str(500 + 400 * level), hanging="400")),
            ilvl=str(level),
        )
        for level in levels
    ]
    ordered = [
        w(
            "num",
            w("abstractNumId", val=str(NUMBERS)),
            *(
                w("lvlOverride", w("startOverride", val=str(start)), ilvl=str(level))
                for level in levels
            ),
            numId=str(NUMBERS + place),
        )
        for place, start in enumerate(starts)
    ]
    return w(
        "numbering",
        w(
            "abstractNum",
            w("multiLevelType", val="hybridMultilevel"),
            *bullets,
            abstractNumId=str(BULLETS),
        ),
        w(
            "abstractNum",
            w("multiLevelType", val="hybridMultilevel"),
            *numbers,
            abstractNumId=str(NUMBERS),
        ),
        w("num", w("abstractNumId", val=str(BULLETS)), numId=str(BULLETS)),
        *ordered,
        xmlns__w=MAIN,
    )


def relations(rows: Sequence[tuple[str, str, str, bool]]) -> Xml:
    """Relations: id, type's last word, target, whether it leads out of the file."""
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return element(
        "Relationships",
        *(
            element(
                "Relationship",
                Id=identifier,
                Type=kind if "://" in kind else f"{RELATIONS}/{kind}",
                Target=target,
                TargetMode="External" if is_outside else "",
            )
            for identifier, kind, target, is_outside in rows
        ),
        xmlns=package,
    )


def content_types() -> Xml:
    overrides = {
        "word/document.xml": f"{_TYPES}document.main+xml",
        "word/styles.xml": f"{_TYPES}styles+xml",
        "word/numbering.xml": f"{_TYPES}numbering+xml",
        "word/footnotes.xml": f"{_TYPES}footnotes+xml",
        "word/settings.xml": f"{_TYPES}settings+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    }
    defaults = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "jpg": "image/jpeg",
        "png": "image/png",
    }
    return element(
        "Types",
        *(
            element("Default", Extension=ending, ContentType=kind)
            for ending, kind in defaults.items()
        ),
        *(
            element("Override", PartName=f"/{name}", ContentType=kind)
            for name, kind in overrides.items()
        ),
        xmlns="http://schemas.openxmlformats.org/package/2006/content-types",
    )


def core_properties(values: Mapping[str, str], at: str) -> Xml:
    """What the file is: `values` by the names of Dublin Core; `at` is when it was published (W3CDTF)."""
    stamps = (
        element(f"dcterms:{name}", at, xsi__type="dcterms:W3CDTF")
        for name in ("created", "modified")
    )
    return element(
        "cp:coreProperties",
        *(element(name, value) for name, value in values.items() if value),
        *stamps,
        xmlns__cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
        xmlns__dc="http://purl.org/dc/elements/1.1/",
        xmlns__dcterms="http://purl.org/dc/terms/",
        xmlns__xsi="http://www.w3.org/2001/XMLSchema-instance",
    )


def custom_properties(values: Mapping[str, str]) -> Xml:
    return element(
        "Properties",
        *(
            element(
                "property",
                element("vt:lpwstr", value),
                fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}",
                pid=str(number),
                name_=name,
            )
            for number, (name, value) in enumerate(values.items(), start=2)
        ),
        xmlns=_PROPERTIES,
        xmlns__vt=_VALUES,
    )


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts in one file, the same bytes each time."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            data = content if isinstance(content, bytes) else (DECLARATION + content).encode()
            package.writestr(info, data)
    return out.getvalue()
