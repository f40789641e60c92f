"""Where a program can be changed a little, for `mutant_list.py`: in its syntax tree, and in the conditions of triggers.

A place is named by its file, the function it is in, its text and its kind, so that it is found again when lines move.
"""

from __future__ import annotations

import ast
import copy
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

MAX_TEXT = 160
FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
# What people read is words, not behaviour: tests/test_sentences.py and translators look at it.
SENTENCES = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "npgettext"}
REMOVED = (ast.Raise, ast.AugAssign, ast.Continue, ast.Break, ast.Delete)
NO_BEHAVIOUR = ("annotation", "returns", "type_params", "ctx")
SQL_CHANGES = (
    (" AND ", " OR "),
    (" OR ", " AND "),
    ("NOT EXISTS", "EXISTS"),
    (" = ", " <> "),
    (" <> ", " = "),
    (" <= ", " < "),
    (" < ", " <= "),
    (" > ", " >= "),
    ("IS DISTINCT FROM", "IS NOT DISTINCT FROM"),
)
SQL = "sql: "
WHOLE_CONDITION = {"never refuses": "(1 = 0)", "condition negated": "(NOT ({}))"}


class Key(NamedTuple):
    """`nth`: which of the places with the same file, place, kind and text."""

    file: str
    place: str
    kind: str
    text: str
    nth: int


@dataclass
class Place:
    """`outer`: the outermost function, empty outside of functions. `change` and `probe` change the tree it is in."""

    key: Key
    line: int
    outer: str
    change: Callable[[], None]
    probe: Callable[[int], None]


def module(path: Path, file: str) -> tuple[ast.Module, list[Place]]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    counted: Counter[tuple[str, str, str]] = Counter()
    listed = []
    for kind, node, (names, outer, _, probe), change in _walk(tree, ("", "", tree, lambda n: None)):
        text = " ".join(ast.unparse(node).split())[:MAX_TEXT]
        same = (names, kind, text)
        listed.append(Place(Key(file, *same, counted[same]), node.lineno, outer, change, probe))
        counted[same] += 1
    return tree, listed


Around = tuple[str, str, ast.AST, Callable[[int], None]]
Change = tuple[str, ast.expr | ast.stmt, Around, Callable[[], None]]


def _walk(node: ast.AST, around: Around) -> Iterator[Change]:
    names, outer, _, _ = around
    scope = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
    inner = f"{names}.{node.name}".strip(".") if scope else names  # type: ignore[attr-defined]
    is_function = scope and not isinstance(node, ast.ClassDef)
    for field, value in ast.iter_fields(node):
        if field in NO_BEHAVIOUR:
            continue
        in_body = scope and field == "body"
        context = (
            inner if in_body else names,
            (outer or inner) if in_body and is_function else outer,
        )
        for index, child in enumerate(value if isinstance(value, list) else [value]):
            if not isinstance(
                child,
                ast.expr
                | ast.stmt
                | ast.comprehension
                | ast.arguments
                | ast.keyword
                | ast.match_case
                | ast.ExceptHandler
                | ast.withitem
                | ast.pattern,
            ):
                continue
            if _is_docstring(child) or isinstance(
                child, ast.Import | ast.ImportFrom | ast.JoinedStr
            ):
                continue
            at = index if isinstance(value, list) else None
            probe = _wrapping(node, field, at) if isinstance(child, ast.stmt) else around[3]
            here: Around = (*context, node, probe)
            for kind, shown, change in _changes(node, field, at, child):
                yield kind, shown, here, change
            if not (isinstance(child, ast.Call) and _name(child.func) in SENTENCES):
                yield from _walk(child, here)


def _changes(
    parent: ast.AST, field: str, at: int | None, node: ast.AST
) -> Iterator[tuple[str, ast.expr | ast.stmt, Callable[[], None]]]:
    def put(new: ast.AST) -> Callable[[], None]:
        return lambda: _put(parent, field, at, new)

    match node:
        case ast.Compare():
            ops = [FLIPPED[type(node.ops[0])](), *node.ops[1:]]
            yield "comparison flipped", node, lambda: setattr(node, "ops", ops)
        case ast.BoolOp():
            other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
            yield "and/or swapped", node, lambda: setattr(node, "op", other)
        case ast.Constant(value=bool(value)):
            yield "constant changed", node, lambda: setattr(node, "value", not value)
        case ast.Constant(value=int(value)):
            yield "constant changed", node, lambda: setattr(node, "value", value + 1)
        case ast.Constant(value=str(value)) if not isinstance(
            parent, ast.JoinedStr | ast.MatchValue
        ):
            yield "constant changed", node, lambda: setattr(node, "value", value + "X")
        case ast.Return(value=ast.expr() as value) if ast.unparse(value) != "None":
            yield "return value dropped", node, lambda: setattr(node, "value", ast.Constant(None))
        case ast.Expr() if not isinstance(node.value, ast.Constant):
            yield "statement removed", node, put(ast.Pass())
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield "statement removed", node, put(ast.Pass())
        case _ if isinstance(node, REMOVED):
            yield "statement removed", node, put(ast.Pass())
    if (
        field in ("test", "ifs")
        and isinstance(node, ast.expr)
        and not isinstance(node, ast.Compare)
    ):
        yield "condition negated", node, put(ast.UnaryOp(ast.Not(), node))
    if isinstance(node, ast.Call):
        for keyword in node.keywords:
            if keyword.arg:
                shown = ast.copy_location(ast.Call(node.func, [], [keyword]), keyword)
                yield "argument dropped", shown, lambda k=keyword: node.keywords.remove(k)  # type: ignore[misc]


def _put(parent: ast.AST, field: str, at: int | None, new: ast.AST) -> None:
    old = getattr(parent, field) if at is None else getattr(parent, field)[at]
    ast.copy_location(new, old)
    if at is None:
        setattr(parent, field, new)
    else:
        getattr(parent, field)[at] = new


def _wrapping(parent: ast.AST, field: str, at: int | None) -> Callable[[int], None]:
    """Puts a note that the statement is reached around it."""

    def wrap(number: int) -> None:
        old = getattr(parent, field)[at]
        noted = ast.Call(ast.Name("note_mutant", ast.Load()), [ast.Constant(number)], [])
        _put(parent, field, at, ast.If(noted, [copy.copy(old)], []))

    return wrap


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def compiled(path: Path, file: str, changed: Callable[[list[Place]], None]) -> object:
    """The code of the module after `changed` was called with its places."""
    tree, listed = module(path, file)
    changed(listed)
    return compile(ast.fix_missing_locations(tree), str(path), "exec", dont_inherit=True)


def in_condition(file: str, name: str, condition: str) -> Iterator[Key]:
    """The changes of one trigger's condition."""
    for kind in WHOLE_CONDITION:
        yield Key(file, name, SQL + kind, "", 0)
    for old, new in SQL_CHANGES:
        for nth, match in enumerate(re.finditer(re.escape(old), condition)):
            text = condition[max(0, match.start() - 40) : match.end() + 40]
            yield Key(file, name, f"{SQL}{old.strip()} → {new.strip()}", text, nth)


def changed_condition(key: Key, condition: str) -> str:
    kind = key.kind.removeprefix(SQL)
    if kind in WHOLE_CONDITION:
        return WHOLE_CONDITION[kind].format(condition)
    old, new = next(
        pair for pair in SQL_CHANGES if kind == " → ".join(part.strip() for part in pair)
    )
    starts = [match.start() for match in re.finditer(re.escape(old), condition)]
    start = starts[key.nth]
    return condition[:start] + new + condition[start + len(old) :]
