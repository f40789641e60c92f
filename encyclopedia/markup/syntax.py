"""The parser: CommonMark, tables, strikethrough and our additions; text → markdown-it's tokens."""

from __future__ import annotations

import re
from types import SimpleNamespace
from urllib.parse import unquote

from markdown_it import MarkdownIt, helpers
from markdown_it.rules_inline import (
    autolink,
    backtick,
    emphasis,
    entity,
    escape,
    newline,
    strikethrough,
)
from markdown_it.token import Token
from markdown_it.utils import EnvType

from encyclopedia.core.citations import fold
from encyclopedia.markup.additions import note_definition, own, reference_unless_ours
from encyclopedia.markup.characters import keepable
from encyclopedia.markup.inline_parser import (
    MAX_DEPTH,
    InlineParser,
    Rule,
    image_if_closed,
    link_if_closed,
    link_label,
    placed,
)

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_RULES: dict[str, tuple[Rule, ...]] = {
    "\n": (placed(newline),),
    "\\": (placed(escape),),
    "`": (placed(backtick),),
    "~": (strikethrough.tokenize,),
    "*": (emphasis.tokenize,),
    "_": (emphasis.tokenize,),
    "[": (own, placed(link_if_closed)),
    "]": (),
    "!": (placed(image_if_closed),),
    "<": (placed(autolink),),
    "&": (entity,),
}


_INLINE = InlineParser(_RULES)


class _Parser(MarkdownIt):
    """Accepts any address: which links are shown as links is decided when tokens are read."""

    def __init__(self) -> None:
        super().__init__("commonmark", {"html": False, "maxNesting": MAX_DEPTH})
        self.inline = _INLINE
        self.configure("commonmark", {"html": False, "maxNesting": MAX_DEPTH})
        self.enable(["table", "strikethrough"])
        self.core.ruler.enableOnly(["normalize", "block"])
        self.helpers = SimpleNamespace(  # type: ignore[assignment]
            parseLinkDestination=helpers.parseLinkDestination,
            parseLinkTitle=helpers.parseLinkTitle,
            parseLinkLabel=link_label,
        )
        blocks = self.block.ruler
        blocks.at("reference", reference_unless_ours, {"alt": []})
        blocks.before(
            "reference",
            "note",
            note_definition,
            {"alt": ["paragraph", "reference", "blockquote", "list"]},
        )

    def validateLink(self, url: str) -> bool:
        return True


def block_tokens(text: str) -> tuple[list[Token], EnvType]:
    """The block tokens of a text, and the addresses it defines, for its inline tokens."""
    environment: EnvType = {}
    return _PARSER.parse(text, environment), environment


def inline_tokens(content: str, environment: EnvType) -> list[Token]:
    """The inline tokens of a block's content, or of a caption."""
    return _PARSER.inline.parse(content, _PARSER, environment, [])


def is_plain(content: str) -> bool:
    """Whether the content is one line that holds no mark of any kind."""
    return _INLINE.is_plain(content)


def address(name: str) -> str:
    """A picture's name as it comes back from a link's destination."""
    return _PARSER.normalizeLink(name)


def name(destination: str) -> str:
    """A picture's name from a link's destination, to be shown."""
    return fold(keepable(_CONTROL.sub(" ", unquote(destination))))


_PARSER = _Parser()
