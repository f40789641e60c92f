"""A picture with its renditions, and the line that says what it is, whose, and under which licence."""

from __future__ import annotations

from collections.abc import Iterable

from encyclopedia.core.focus import is_focus
from encyclopedia.core.licences import licence_address
from encyclopedia.markup.escaping import attribute, text
from encyclopedia.markup.parsed import RenderedPicture

# How wide a picture in the text and a portrait beside it are shown, as the style sheets have it.
IN_TEXT = "(min-width: 46rem) 680px, 100vw"
PORTRAIT = "(min-width: 60rem) 260px, 7rem"


def image(picture: RenderedPicture, *, alt: str, sizes: str, lazy: bool) -> str:
    """The picture's element: the browser takes the rendition that fits, or the original where it reads no WebP."""
    loading = ' loading="lazy"' if lazy else ""
    focus = f' data-focus="{attribute(picture.focus)}"' if is_focus(picture.focus) else ""
    original = (
        f'<img src="{attribute(picture.url)}" alt="{attribute(alt)}" '
        f'width="{int(picture.width)}" height="{int(picture.height)}"{focus}{loading}>'
    )
    if not picture.renditions:
        return original
    offered = ", ".join(f"{url} {int(width)}w" for url, width in picture.renditions)
    return (
        f'<picture><source type="image/webp" srcset="{attribute(offered)}" '
        f'sizes="{attribute(sizes)}">{original}</picture>'
    )


def caption_line(caption: str, picture: RenderedPicture) -> str:
    """The caption (HTML), the credit and the licence in one line; empty when there is nothing to say."""
    return parted(
        (
            caption,
            picture.credit and f'<span class="credit">{text(picture.credit)}</span>',
            picture.licence and f'<span class="licence">{_licence(picture.licence)}</span>',
        )
    )


def parted(pieces: Iterable[str]) -> str:
    """Pieces of HTML in one line, with a dot between each two."""
    return " · ".join(filter(None, pieces))


def _licence(name: str) -> str:
    address = licence_address(name)
    return (
        f'<a rel="license" href="{attribute(address)}">{text(name)}</a>' if address else text(name)
    )
