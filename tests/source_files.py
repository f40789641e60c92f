"""The files of the house, for tests that read the code."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def files(*places: str, suffix: str = ".py") -> Iterator[Path]:
    for place in places:
        path = ROOT / place
        yield from [path] if path.is_file() else sorted(path.rglob(f"*{suffix}"))


@cache
def syntax_tree(path: Path) -> ast.Module:
    """The file, parsed once for all the tests that look at it."""
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    """All of the file's syntax tree, walked once."""
    return tuple(ast.walk(syntax_tree(path)))


@cache
def imports(path: Path) -> frozenset[str]:
    """The modules that a file names, also those for types alone; of `from a import b` both `a` and `a.b`."""
    return frozenset(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def scripts() -> list[Path]:
    """What we wrote: of the bundle, its sources, whose list of the editor's own sentences is none of ours."""
    writing = set((ROOT / "editorial/writing/src").glob("*.js")) - {
        ROOT / "editorial/writing/src/phrases.js"
    }
    served = set((ROOT / "static").rglob("*.js")) - {ROOT / "static/office/writing.js"}
    return sorted(writing | served)
