"""Verifying a bundle from beginning to end, and its command line. Standard library only."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from .bundle_entries import entries_faults
from .chain import EVENTS, Known, bundle_events, chain_faults, erasures
from .manifest import MANIFEST, Contents, file_faults, lines, read_contents
from .opening import Bundle, BundleError, BundleFault, open_bundle
from .recorded import AuditEvent, Records
from .suppressed_rows import suppressions

FINE, ALTERED, UNREADABLE = 0, 1, 2


def faults(
    path: Path, *, since: Iterable[str] = (), digest: str = "", bundle: Bundle | None = None
) -> Iterator[BundleFault]:
    """Everything in the bundle at `path` that is not as it was written; nothing when it is unaltered.

    `since` are heads known from outside, each a hash, `SEQ:HASH`, the path of a saved head.json, or that of an older
    bundle, every event of which must be in this one. `digest` is the bundle's own, as the export printed it. Raises
    BundleError for what cannot be read as a bundle.
    """
    own = bundle or open_bundle(path)
    try:
        yield from _faults(own, list(since), digest)
    finally:
        if bundle is None:
            own.close()


def _faults(bundle: Bundle, since: list[str], digest: str) -> Iterator[BundleFault]:
    known = known_heads(since)
    contents, contents_faults = read_contents(bundle)
    yield from contents_faults
    if digest and digest != contents.manifest["digest"]:
        yield BundleFault(
            MANIFEST, "is not the one that is known from outside: the bundle was replaced."
        )
    altered = list(file_faults(bundle, contents))
    yield from altered
    if altered:
        # Altered files are not worth reading further.
        return
    records = Records()
    yield from chain_faults(bundle, contents, known, records)
    yield from entries_faults(bundle, contents, records)


def known_heads(since: Iterable[str]) -> Known:
    """Heads known from outside. Raises BundleError."""
    known = Known()
    for head in since:
        seq, colon, value = head.partition(":")
        if colon and seq.isdigit():
            known.add(int(seq), value)
        elif len(head) == 64 and not Path(head).exists():
            known.hashes.add(head)
        elif head.endswith(".json") and Path(head).is_file():
            known.add(*_saved_head(Path(head)))
        else:
            for number, digest in _older_events(Path(head)):
                known.add(number, digest)
    return known


def _saved_head(path: Path) -> tuple[int, str]:
    """A saved answer of /history/head.json."""
    try:
        saved = json.loads(path.read_bytes())
        return int(saved["seq"]), str(saved["head"])
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise BundleError(f"{path}: is not a saved head ({error}).") from error


def _older_events(path: Path) -> Iterator[tuple[int, str]]:
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


def summary(contents: Contents) -> str:
    """One line on what was verified."""
    head, counts = contents.manifest["head"], contents.manifest["counts"]
    words = (
        f"Bundle verified: {counts.get('entries')} entries, {len(contents.files)} files, "
        f"head {head.get('seq')}:{head.get('hash')}, digest {contents.manifest['digest']}"
    )
    content = contents.manifest.get("content")
    return f"{words}, content {content}." if content else f"{words}."


def remarks(bundle: Bundle) -> Iterator[str]:
    """What is no fault and has to be known: which private halves were erased, which words suppressed."""
    contents = read_contents(bundle)[0]
    yield from erasures(bundle_events(bundle, contents))
    yield from suppressions(
        AuditEvent.of(event)
        for event in bundle_events(bundle, contents)
        if event.get("action") == "suppress"
    )


def main(arguments: list[str] | None = None) -> int:
    """Exit code: 0 verified, 1 altered (one line for each item), 2 not a bundle."""
    parser = argparse.ArgumentParser(description="Verify a bundle of an encyclopedia made by Stet.")
    parser.add_argument("bundle", type=Path, help="the folder or zip")
    parser.add_argument("--since", action="append", default=[], metavar="HEAD", help=SINCE)
    parser.add_argument(
        "--digest", default="", help="the bundle's digest, as its export printed it"
    )
    options = parser.parse_args(arguments)
    try:
        count = 0
        for fault in faults(options.bundle, since=options.since, digest=options.digest):
            count += 1
            print(fault, file=sys.stderr)  # noqa: T201
        if count:
            print(f"{count} faults found.", file=sys.stderr)  # noqa: T201
            return ALTERED
        bundle = open_bundle(options.bundle)
        for remark in remarks(bundle):
            print(remark)  # noqa: T201
        print(summary(read_contents(bundle)[0]))  # noqa: T201
        bundle.close()
    except BundleError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return UNREADABLE
    return FINE


SINCE = "HASH, SEQ:HASH, a saved head.json or an older bundle, known from outside; may be repeated"
