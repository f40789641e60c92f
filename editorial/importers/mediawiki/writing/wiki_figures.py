"""Files in brackets and galleries: pictures that are wanted, with their captions."""

from __future__ import annotations

import html
import re
from typing import Protocol
from urllib.parse import quote

from editorial.importers.mediawiki.context import ATOM, LINE_MARK, Context
from editorial.importers.mediawiki.wikitext.namespaces import FILE
from editorial.importers.mediawiki.writing.inline_pieces import PieceLine
from editorial.importers.mediawiki.writing.wiki_links import WikiTarget
from encyclopedia.core.messages import Message

_SIZE = re.compile(r"(?:\d+)?(?:x\d+)?\s*(?:px|пкс|ピクセル|piks?|像素)\Z", re.IGNORECASE)
_OPTIONS = frozenset(
    [
        "thumb",
        "thumbnail",
        "miniatur",
        "mini",
        "vignette",
        "miniatura",
        "miniaturadeimagen",
        "мини",
        "миниатюра",
        "miniatuur",
        "minyatür",
        "küçükresim",
        "náhled",
        "frame",
        "framed",
        "frameless",
        "gerahmt",
        "rahmenlos",
        "cadre",
        "sans_cadre",
        "marco",
        "sin_marco",
        "sinmarco",
        "riquadrato",
        "senza_cornice",
        "обрамить",
        "безрамки",
        "ram",
        "ramka",
        "bez_ramki",
        "border",
        "rand",
        "bordure",
        "borde",
        "bordo",
        "граница",
        "left",
        "right",
        "center",
        "centre",
        "none",
        "links",
        "rechts",
        "zentriert",
        "ohne",
        "gauche",
        "droite",
        "centré",
        "néant",
        "izquierda",
        "derecha",
        "centro",
        "centrado",
        "ninguno",
        "ninguna",
        "no",
        "sinistra",
        "destra",
        "esquerda",
        "direita",
        "nenhum",
        "лево",
        "слева",
        "справа",
        "центр",
        "без",
        "lewo",
        "prawo",
        "centruj",
        "brak",
        "gecentreerd",
        "geen",
        "vänster",
        "höger",
        "upright",
        "hochkant",
        "redresse",
        "verticale",
        "vertical",
        "superiordireito",
        "ritto",
        "baseline",
        "middle",
        "sub",
        "super",
        "top",
        "text-top",
        "bottom",
        "text-bottom",
        "縮圖",
        "缩略图",
        "サムネイル",
        "右",
        "左",
        "無",
        "无",
        "中央",
        "有框",
        "بندانگشتی",
        "تصغير",
        "چپ",
        "راست",
        "وسط",
        "يمين",
        "يسار",
        "ממוזער",
        "ימין",
        "שמאל",
    ]
)
_SETTINGS = frozenset(
    [
        "upright",
        "hochkant",
        "redresse",
        "vertical",
        "verticale",
        "ritto",
        "link",
        "verweis",
        "lien",
        "enlace",
        "ссылка",
        "page",
        "seite",
        "lang",
        "class",
        "start",
        "end",
        "thumb",
        "thumbnail",
        "type",
        "number",
    ]
)
_ALT = re.compile(
    r"(?:alt|alternativtext|texte alternatif|альт|альтернативный текст)\s*=\s*(.*)\Z",
    re.IGNORECASE | re.DOTALL,
)
_MAX_ICON_WIDTH = 60


class Render(Protocol):
    def __call__(self, text: str, context: Context, cell: bool = False) -> PieceLine: ...


def figure(file: WikiTarget, context: Context, render: Render, cell: bool = False) -> str:
    """A picture that is wanted, with its caption; empty for an icon in the run of the text."""
    caption, alt, small = "", "", False
    options = file.label.split("|") if file.label else []
    for option in options:
        text = option.strip()
        if match := _ALT.match(text):
            alt = match.group(1)
        elif _SIZE.match(text):
            width = re.match(r"x?(\d+)", text)
            small = small or (width is not None and int(width.group(1)) <= _MAX_ICON_WIDTH)
        elif text and not _is_option(text):
            caption = text
    framed = any(
        o.strip().lower().startswith(("thumb", "mini", "frame", "vignette", "мини"))
        for o in options
    )
    if (small and not framed) or (cell and not framed and not caption):
        context.tell("[[File:…]]", Message("wiki_icon"), file.target)
        return ""
    return figure_markup(file.target, alt, caption, context, render)


def _is_option(text: str) -> bool:
    """Is a part of a file link a word of layout, not its caption?"""
    word, equals, _ = text.casefold().replace(" ", "_").partition("=")
    return word in _SETTINGS if equals else word in _OPTIONS or word.partition("_")[0] == "upright"


def gallery_figure(entry_line: str, context: Context, render: Render) -> str:
    """One line of a gallery: a file, its options, its caption."""
    name, _, rest = LINE_MARK.sub("", entry_line).strip().partition("|")
    number, title = context.namespaces.split(html.unescape(name).replace("_", " ").strip())
    if not title or ATOM.search(title) or (number != FILE and "." not in title):
        context.tell("<gallery>", Message("wiki_gallery_line"), entry_line)
        return ""
    return figure(WikiTarget("file", title, f"thumb|{rest}"), context, render)


def figure_markup(name: str, alt: str, caption: str, context: Context, render: Render) -> str:
    name = " ".join(name.replace("_", " ").split())
    # Without one a person writes it: the file's name describes nothing, and stands in the place of the picture.
    words = render(alt, context).words if alt else ""
    rendered = render(caption, context, cell=True)
    title = re.sub(r'([\\"&])', r"\\\1", rendered.markup.replace("\\\n", " ").strip())
    alternative = re.sub(r"([\\\[\]*_`<&!])", r"\\\1", " ".join(words.split())[:300])
    address = quote(name, safe=".-_~")
    blocks = [
        f'![{alternative}](wanted:{address} "{title}")'
        if title
        else f"![{alternative}](wanted:{address})"
    ]
    return "\n\n".join([*blocks, *rendered.before, *rendered.after])
