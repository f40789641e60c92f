"""Pieces of a paragraph written as markup. Pure: no Django.

Emphasis that CommonMark could not read back where it stands (in the middle of a word before
punctuation, say) is narrowed to what can be read back, or left out: the words always come first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from editorial.html.markup_text import escape, escape_line_start
from editorial.importers.writing.pieces import (
    PLAIN,
    Look,
    ParagraphPiece,
    joined,
    outside_links,
    plain,
)

_EDGE = r"(?:\\[!-/:-@\[-^{-~]|[.,;:!?\"'“”‘’„«»…()–—-])+"
_LEADING, _TRAILING = re.compile(_EDGE), re.compile(r"(?<!\\)" + _EDGE + r"\Z")
_BRACKETS = re.compile(r"\\.|[\[\]]", re.DOTALL)
_TICKS = re.compile("`+")


def written(pieces: Iterable[ParagraphPiece]) -> list[str]:
    """The paragraph's lines (one more than it has breaks), empty when nothing is to be read."""
    markup = _styled(_uncrossed(joined(outside_links(pieces))), ("bold", "italic"))
    lines = [escape_line_start(line.strip()) for line in markup.split("\n") if line.strip()]
    return [f"{line}\\" for line in lines[:-1]] + lines[-1:]


def written_on_one_line(pieces: Iterable[ParagraphPiece]) -> str:
    """The same for a heading, a table's cell or a caption, where no line may end."""
    flat = [ParagraphPiece("words", " ") if piece.kind == "break" else piece for piece in pieces]
    return "".join(written(flat))


def _uncrossed(pieces: list[ParagraphPiece]) -> list[ParagraphPiece]:
    """Without looks that begin inside a word where another ends or continues.

    CommonMark cannot tell an asterisk that ends from one that begins there.
    """
    result: list[ParagraphPiece] = []
    ended = False
    for piece in pieces:
        last = result[-1] if result else None
        inside = last is not None and last.kind == piece.kind == "words"
        if last is None or not inside or last.text[-1:].isspace() or piece.text[:1].isspace():
            ended = False
        elif _cross(last.look, piece.look):
            piece = replace(piece, look=PLAIN)
            ended = True
        elif ended or last.look != PLAIN:
            look = Look(piece.look.bold and last.look.bold, piece.look.italic and last.look.italic)
            piece = replace(piece, look=look)
            ended = ended or _ends(last.look, look)
        if " " in piece.text:
            ended = False
        result.append(piece)
    return result


def _ends(left: Look, right: Look) -> bool:
    return (left.bold and not right.bold) or (left.italic and not right.italic)


def _cross(left: Look, right: Look) -> bool:
    through = left.italic and right.italic and left.bold != right.bold
    return through or (_ends(left, right) and _ends(right, left))


def _styled(
    pieces: list[ParagraphPiece], looks: tuple[str, ...], before: str = "", after: str = ""
) -> str:
    """Markup of the pieces, wrapped in emphasis from the outermost look in.

    `before` and `after` are the characters that will be read next to it.
    """
    if not looks:
        return "".join(
            _single(
                piece,
                _last(pieces[number - 1]) if number else before,
                _first(pieces[number + 1]) if number + 1 < len(pieces) else after,
            )
            for number, piece in enumerate(pieces)
        )
    delimiter = "**" if looks[0] == "bold" else "*"
    groups = [
        (emphasised, list(group))
        for emphasised, group in groupby(pieces, lambda piece: _emphasised(piece, looks[0]))
    ]
    out: list[str] = []
    for number, (emphasised, group) in enumerate(groups):
        left = _last(groups[number - 1][1][-1]) if number else before
        right = _first(groups[number + 1][1][0]) if number + 1 < len(groups) else after
        inner = _styled(group, looks[1:], left, right)
        out.append(_wrapped(inner, delimiter, left, right) if emphasised is True else inner)
    return "".join(out)


def _emphasised(piece: ParagraphPiece, look: str) -> bool | str:
    """Whether the piece has the look; breaks stand between groups."""
    if piece.kind == "break":
        return "break"
    if piece.kind in {"link", "entry"}:
        return all(getattr(inner.look, look) for inner in piece.inside if not inner.is_blank)
    return bool(getattr(piece.look, look))


def _wrapped(inner: str, delimiter: str, before: str, after: str) -> str:
    core = inner.strip()
    if not core:
        return inner
    start = inner[: len(inner) - len(inner.lstrip())]
    end = inner[len(inner.rstrip()) :]
    if not _opens(core, start[-1:] or before) and (edge := _LEADING.match(core)):
        start, core = start + edge.group(), core[edge.end() :]
    if core and not _closes(core, end[:1] or after) and (edge := _TRAILING.search(core)):
        core, end = core[: edge.start()], edge.group() + end
    fits = core and core == core.strip()
    if fits and _opens(core, start[-1:] or before) and _closes(core, end[:1] or after):
        return f"{start}{delimiter}{core}{delimiter}{end}"
    return start + core + end


def _opens(core: str, before: str) -> bool:
    """Whether a delimiter before `core` would be left-flanking (CommonMark 0.31, section 6.2)."""
    first = core.lstrip("*")[:1]
    return bool(first) and (
        not _is_sign(first) or not before or before.isspace() or _is_sign(before)
    )


def _closes(core: str, after: str) -> bool:
    last = core.rstrip("*")[-1:]
    return bool(last) and (not _is_sign(last) or not after or after.isspace() or _is_sign(after))


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _single(piece: ParagraphPiece, before: str, after: str) -> str:
    if piece.kind == "words":
        return escape(piece.text, before, after or "\n")
    if piece.kind == "code":
        return _code(piece.text)
    if piece.kind == "break":
        return "\n"
    if piece.kind == "mark":
        return piece.text
    return _link(piece)


def _last(piece: ParagraphPiece) -> str:
    """The character that is read at the end of a piece."""
    if piece.kind == "words":
        return piece.text[-1:]
    return {"break": "", "code": "`"}.get(piece.kind, "]")


def _first(piece: ParagraphPiece) -> str:
    if piece.kind == "words":
        return piece.text[:1]
    return {"break": "", "code": "`"}.get(piece.kind, "[")


def _link(piece: ParagraphPiece) -> str:
    if piece.kind == "entry":
        words = plain(piece.inside)
        if words == piece.target:
            return f"[[{piece.target}]]"
        return f"[[{piece.target}|{escape(re.sub(r'[][|]', ' ', words), '|', ' ')}]]"
    if plain(piece.inside) == piece.target and not re.search(r"[\s<>\\]", piece.target):
        return f"<{piece.target}>"
    looks = replace(PLAIN, bold=True), replace(PLAIN, italic=True)
    inside = list(piece.inside)
    whole = [all(_has(inner, look) for inner in inside if not inner.is_blank) for look in looks]
    if any(whole):  # written around the link
        inside = [
            replace(
                inner,
                look=replace(
                    inner.look,
                    bold=inner.look.bold and not whole[0],
                    italic=inner.look.italic and not whole[1],
                ),
            )
            for inner in inside
        ]
    words = _styled(_uncrossed(joined(inside)), ("bold", "italic")).strip()
    words = _BRACKETS.sub(lambda m: m.group() if len(m.group()) > 1 else "\\" + m.group(), words)
    return f"[{words}]({piece.target})"


def _has(piece: ParagraphPiece, look: Look) -> bool:
    return (piece.look.bold and look.bold) or (piece.look.italic and look.italic)


def _code(text: str) -> str:
    text = " ".join(text.split())
    if not text:
        return ""
    fence = "`" * (max((len(run) for run in _TICKS.findall(text)), default=0) + 1)
    pad = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{fence}{pad}{text}{pad}{fence}"
