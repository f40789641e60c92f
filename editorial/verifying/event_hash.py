"""The hash of an event: over all columns (format 1), or over the hashes of its two halves (format 2). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .document_files import canonical_json, sha256

WHOLE, HALVES = 1, 2
COLUMNS = ("seq", "action", "manuscript", "revision", "by", "at", "reason", "data", "previous")
PUBLIC = ("format", "seq", "action", "manuscript", "revision", "at", "data")
# `salt` is 128 random bits in hex: without them, who knows all possible answers could find out a short reason.
PRIVATE = ("by", "reason", "private", "salt")
ERASED: dict[str, Any] = {"by": None, "reason": "", "private": {}, "salt": ""}


LINK = ("seq", "previous", "hash")
# What a bundle may have of an event: all of it, its public half, or its place in the chain.
FULL_WHOLE = frozenset({*COLUMNS, "hash"})
FULL_HALVES = frozenset({*PUBLIC, *PRIVATE, *LINK, "private_hash"})
PUBLIC_HALF = frozenset({*PUBLIC, *LINK, "private_hash"})
PLACE_WHOLE = frozenset(LINK)
PLACE_HALVES = frozenset({*LINK, "public_hash", "private_hash"})


def public_hash(event: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of what was done."""
    return sha256(canonical_json({name: event[name] for name in PUBLIC}))


def private_hash(event: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of who did it, why, and what else is private."""
    return sha256(canonical_json({name: event[name] for name in PRIVATE}))


def event_hash(event: Mapping[str, Any]) -> str:
    """The hash of an event, of its columns by name; in format 2 `private_hash` stands for the private half."""
    if not is_halved(event):
        return sha256(canonical_json({name: event[name] for name in COLUMNS}))
    public = event["public_hash"] if "public_hash" in event else public_hash(event)
    halves = {"public": public, "private": event["private_hash"], "previous": event["previous"]}
    return sha256(canonical_json(halves))


def is_halved(event: Mapping[str, Any]) -> bool:
    return event.get("format") == HALVES or "public_hash" in event


def is_erased(event: Mapping[str, Any]) -> bool:
    """Whether nothing of the private half is left but its hash."""
    return is_halved(event) and all(event.get(name) == value for name, value in ERASED.items())


def altered(event: Mapping[str, Any]) -> str:
    """What is wrong with an event by itself, as the end of a sentence; "" when its hashes fit."""
    shapes = {PUBLIC_HALF, FULL_HALVES, PLACE_HALVES} if is_halved(event) else {FULL_WHOLE}
    if set(event) not in shapes or not isinstance(event.get("data", {}), dict):
        return "does not have the columns of an event."
    if event_hash(event) != event["hash"]:
        return "was altered: its hash does not match its content."
    if "salt" in event and not is_erased(event) and private_hash(event) != event["private_hash"]:
        return "was altered: its private half does not match its hash."
    return ""
