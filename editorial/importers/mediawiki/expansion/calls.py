"""The parts of a call in double braces, and how they are written again."""

from __future__ import annotations

from editorial.importers.mediawiki.wikitext.nodes import Node, WikiLink, WikiTag
from editorial.importers.mediawiki.wikitext.scanner import parse

_PREFIXES = ("subst:", "safesubst:", "msgnw:", "msg:")


def bare(raw: str) -> str:
    """The name of a call without "subst:"."""
    name = raw.strip()
    for prefix in _PREFIXES:
        if name.lower().startswith(prefix):
            name = name[len(prefix) :].strip()
    return name


def split(part: list[Node]) -> tuple[list[Node] | None, list[Node]]:
    """A part of a call as the nodes of its name and of its value; no name where it has none."""
    for number, node in enumerate(part):
        if isinstance(node, str) and (equals := node.find("=")) >= 0:
            return [*part[:number], node[:equals]], [node[equals + 1 :], *part[number + 1 :]]
    return None, part


def has_sign(part: list[Node]) -> bool:
    return any(isinstance(node, str) and "=" in node for node in part)


def guarded(value: str) -> str:
    """The value with its own bars written so that they part no arguments."""
    pieces: list[str] = []
    last = 0
    for node in parse(value):
        if isinstance(node, str):
            continue
        begin = node.start if isinstance(node, WikiTag | WikiLink) else node.first
        if begin >= last:
            pieces += [value[last:begin].replace("|", "{{!}}"), value[begin : node.end]]
            last = node.end
    return "".join([*pieces, value[last:].replace("|", "{{!}}")])


def unlosable(values: dict[str, str]) -> list[str]:
    """The references in arguments: where a template leaves one out, its call is read as unknown and keeps it."""
    references: list[str] = []
    for value in values.values():
        if "<ref" in value.lower():
            references += [
                value[node.start : node.end]
                for node in parse(value)
                if isinstance(node, WikiTag) and node.name == "ref"
            ]
    return references
