"""Verifying a bundle from beginning to end, and the command line of it. Standard library alone."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from .chain import EVENTS, Chain, chain_faults
from .entry_record import Record
from .manifest import MANIFEST, Listed, file_faults, lines, listed
from .opening import Bundle, BundleError, BundleFault, open_bundle

FINE, ALTERED, UNREADABLE = 0, 1, 2


def faults(
    path: Path, *, since: Iterable[str] = (), digest: str = "", bundle: Bundle | None = None
) -> Iterator[BundleFault]:
    """Everything in the bundle at `path` that is not as it was written; nothing when it is whole.

    `since` are heads known from outside, each a hash, `SEQ:HASH`, the path of a saved head.json, or that of an older
    bundle, every event of which must be in this one. `digest` is the bundle's own, as the export told it. Raises
    BundleError for what cannot be read as a bundle.
    """
    own = bundle or open_bundle(path)
    try:
        yield from _faults(own, list(since), digest)
    finally:
        if bundle is None:
            own.close()


def _faults(bundle: Bundle, since: list[str], digest: str) -> Iterator[BundleFault]:
    known, hashes = anchors(since)
    found, wrong = listed(bundle)
    yield from wrong
    if digest and digest != found.manifest["digest"]:
        yield BundleFault(
            MANIFEST, "is not the one that is known from outside: the bundle was made anew."
        )
    altered = list(file_faults(bundle, found))
    yield from altered
    if altered:
        # What the files say is not worth reading when they are not those that were written.
        return
    chain = Chain()
    yield from chain_faults(bundle, found, known, hashes, chain)
    yield from Record(bundle, found, chain).faults()


def anchors(since: Iterable[str]) -> tuple[dict[int, str], set[str]]:
    """Hashes by number, and hashes alone, of what is known from outside. Raises BundleError."""
    known: dict[int, str] = {}
    hashes: set[str] = set()
    for each in since:
        seq, colon, value = each.partition(":")
        if colon and seq.isdigit():
            known[int(seq)] = value
        elif len(each) == 64 and not Path(each).exists():
            hashes.add(each)
        elif each.endswith(".json") and Path(each).is_file():
            known.update(_head(Path(each)))
        else:
            known.update(_older(Path(each)))
    return known, hashes


def _head(path: Path) -> dict[int, str]:
    """The answer of /history/head.json as it was saved."""
    try:
        saved = json.loads(path.read_bytes())
        return {int(saved["seq"]): str(saved["head"])}
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise BundleError(f"{path}: is no saved head ({error}).") from error


def _older(path: Path) -> Iterator[tuple[int, str]]:
    bundle = open_bundle(path)
    try:
        for name in bundle.names():
            if name.startswith(EVENTS):
                for event in lines(bundle, name):
                    yield int(event["seq"]), str(event["hash"])
    except (KeyError, TypeError, ValueError) as error:
        raise BundleError(f"{path}: its events cannot be read ({error}).") from error
    finally:
        bundle.close()


def summary(found: Listed) -> str:
    """One line on what was verified."""
    head, counts = found.manifest["head"], found.manifest["counts"]
    return (
        f"The bundle is whole: {counts.get('entries')} entries, {len(found.files)} files, "
        f"head {head.get('seq')}:{head.get('hash')}, digest {found.manifest['digest']}."
    )


def main(arguments: list[str] | None = None) -> int:
    """Exit code: 0 whole, 1 altered (each item on a line of its own), 2 no bundle."""
    parser = argparse.ArgumentParser(description="Verify a bundle of an encyclopedia made by Stet.")
    parser.add_argument("bundle", type=Path, help="the folder or zip")
    parser.add_argument("--since", action="append", default=[], metavar="HEAD", help=SINCE)
    parser.add_argument("--digest", default="", help="the bundle's digest, as its export told it")
    given = parser.parse_args(arguments)
    try:
        count = 0
        for fault in faults(given.bundle, since=given.since, digest=given.digest):
            count += 1
            print(fault, file=sys.stderr)  # noqa: T201
        if count:
            print(f"{count} faults found.", file=sys.stderr)  # noqa: T201
            return ALTERED
        bundle = open_bundle(given.bundle)
        print(summary(listed(bundle)[0]))  # noqa: T201
        bundle.close()
    except BundleError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return UNREADABLE
    return FINE


SINCE = "HASH, SEQ:HASH, a saved head.json or an older bundle, known from outside; may be repeated"
