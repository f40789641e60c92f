"""Pictures that a text asks for (`wanted:NAME`): which they are, and their files put in their places."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from editorial.actions.import_result import StepRemark
from editorial.storage import picture_files
from editorial.workflow import Refused
from encyclopedia.core import limits
from encyclopedia.core.documents import Document, DocumentPicture

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MAX_PICTURES = 300
_PICTURE = re.compile(
    r"!\[(?P<alt>(?:[^\[\]\\]|\\.)*)\]\(wanted:(?P<name>[^\s()\"<>]+)(?: \"(?P<caption>(?:[^\"\\]|\\.)*)\")?\)"
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKED = re.compile(r"[\[\]*`]")


def wanted_in(text: str) -> list[str]:
    """The names of the pictures that the text asks for, each once, in their order."""
    return list(dict.fromkeys(unquote(match["name"]) for match in _PICTURE.finditer(text)))


def put_in_place(
    text: str,
    before: Sequence[DocumentPicture],
    file_of: Callable[[str], bytes | None],
    by: User,
) -> tuple[str, tuple[DocumentPicture, ...], list[StepRemark]]:
    """The text with the pictures whose files there are, all pictures of the entry, and what was refused.

    `before` are the pictures that the entry has; `file_of` gives the file of a name, or None. What the library refuses
    stays wanted. `file_of` may raise Refused.
    """
    pictures = {picture.name: picture for picture in before}
    remarks: list[StepRemark] = []

    def shown(match: re.Match[str]) -> str:
        name = unquote(match["name"])
        if name not in pictures:
            if len(pictures) >= MAX_PICTURES or len(name) > limits.PICTURE:
                return match.group()
            try:
                content = file_of(name)
                if content is None:
                    return match.group()
                upload = picture_files.store(io.BytesIO(content), by=by, name=name)
            except Refused as refusal:
                remarks.append(StepRemark("", "picture", str(refusal), name))
                return match.group()
            alt, caption = (_ESCAPED.sub(r"\1", match[part] or "") for part in ("alt", "caption"))
            # A caption with links or citations stands in the text alone.
            plain = "" if _MARKED.search(match["caption"] or "") else caption
            pictures[name] = DocumentPicture(name, upload.pk, alt, plain)
        return match.group().replace("(wanted:", "(", 1)

    return _PICTURE.sub(shown, text), tuple(pictures.values()), remarks


def with_pictures_of(document: Document, before: Document) -> Document:
    """A document read anew, with the pictures that were put in their places in the one before."""
    pictures = {picture.name: picture for picture in before.pictures}
    own = {picture.name for picture in document.pictures}
    taken: dict[str, DocumentPicture] = {}

    def shown(match: re.Match[str]) -> str:
        name = unquote(match["name"])
        if name not in pictures or name in own:
            return match.group()
        taken[name] = pictures[name]
        return match.group().replace("(wanted:", "(", 1)

    text = _PICTURE.sub(shown, document.text)
    return replace(document, text=text, pictures=(*document.pictures, *taken.values()))
