"""The manifest and the list of files: what the bundle says of itself, and whether its files are those."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .document_files import Unreadable, as_json, sha256
from .opening import Bundle, BundleError, BundleFault, is_safe, read

# Format 2 has events in two halves and a digest of the content; format 1 is still read.
FORMAT = 2
READ = {1, 2}
MANIFEST = "manifest.json"
FILES = "files.jsonl"
ENTRIES = "entries.jsonl"
# Where the encyclopedia itself is: not its history, its people, or what describes and verifies the bundle.
CONTENT = (
    "addresses.jsonl",
    "checks/",
    "drafts/",
    "editions/",
    "entries/",
    "pictures/",
    "sources/",
)
# What every manifest has, and of which type.
_SHAPE: dict[str, type] = {
    "format": int,
    "site": dict,
    "licence": dict,
    "made_at": str,
    "scope": dict,
    "head": dict,
    "counts": dict,
    "files": dict,
    "lacking": list,
    "digest": str,
}


@dataclass
class Contents:
    """The manifest, and of each file its size and SHA-256 (hex)."""

    manifest: dict[str, Any]
    files: dict[str, tuple[int, str]]

    @property
    def complete(self) -> bool:
        """Whether the bundle is an archive of the office: everything, drafts included."""
        return bool(self.manifest["scope"].get("drafts"))


def pretty(manifest: dict[str, Any]) -> bytes:
    """The only valid spelling of a manifest, so that no byte of it can change unnoticed."""
    return (json.dumps(manifest, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def digest_of(manifest: dict[str, Any]) -> str:
    """SHA-256 (hex) of the manifest without its own digest: it covers every byte of the bundle."""
    return sha256(pretty({name: v for name, v in manifest.items() if name != "digest"}))


def content_digest(files: Mapping[str, str]) -> str:
    """SHA-256 (hex) of what the encyclopedia says: two exports of the same content have the same one.

    `files` are the digests of files by path; only those of content count.
    """
    content = hashlib.sha256()
    for path in sorted(path for path in files if path.startswith(CONTENT)):
        content.update(f"{files[path]} {path}\n".encode())
    return content.hexdigest()


def read_contents(bundle: Bundle) -> tuple[Contents, list[BundleFault]]:
    """The manifest and list of files, and their faults. Raises BundleError when they cannot be read."""
    data = read(bundle, MANIFEST)
    manifest = _manifest(data)
    faults = []
    if pretty(manifest) != data:
        faults.append(BundleFault(MANIFEST, "is not formatted as it was written."))
    if digest_of(manifest) != manifest["digest"]:
        faults.append(BundleFault(MANIFEST, "was altered: its digest does not match its content."))
    files = dict(_files(bundle))
    list_hash = hashlib.sha256()
    for piece in bundle.pieces(FILES):
        list_hash.update(piece)
    if list_hash.hexdigest() != manifest["files"].get("sha256"):
        faults.append(BundleFault(FILES, "was altered: its digest is not the one in the manifest."))
    if len(files) != manifest["files"].get("count"):
        faults.append(BundleFault(FILES, "does not name as many files as the manifest says."))
    if "content" in manifest and manifest["content"] != content_digest(
        {path: sha for path, (_size, sha) in files.items()}
    ):
        faults.append(BundleFault(MANIFEST, "has another digest of the content than the files."))
    return Contents(manifest, files), faults


def _manifest(data: bytes) -> dict[str, Any]:
    try:
        manifest = as_json(data)
    except Unreadable as error:
        raise BundleError(f"{MANIFEST}: {error}") from error
    if not isinstance(manifest, dict):
        raise BundleError(f"{MANIFEST}: expected an object.")
    for name, kind in _SHAPE.items():
        if not isinstance(manifest.get(name), kind):
            raise BundleError(f"{MANIFEST}: expected {name}.")
    if manifest["format"] not in READ:
        raise BundleError(
            f"{MANIFEST}: is of format {manifest['format']}; this reads formats 1 to {FORMAT}."
        )
    return manifest


def _files(bundle: Bundle) -> Iterator[tuple[str, tuple[int, str]]]:
    for line in lines(bundle, FILES):
        path, size, digest = line.get("path"), line.get("size"), line.get("sha256")
        if not (isinstance(path, str) and isinstance(size, int) and isinstance(digest, str)):
            raise BundleError(f"{FILES}: expected path, size and sha256 on every line.")
        if not is_safe(path):
            raise BundleError(f"{FILES}: {path!r} is not a path that a bundle may have.")
        yield path, (size, digest)


def lines(bundle: Bundle, name: str) -> Iterator[dict[str, Any]]:
    """The objects of a file with one a line, read one by one. Raises BundleError."""
    for number, line in enumerate(_split(bundle, name), 1):
        if not line.endswith(b"\n"):
            raise BundleError(f"{name}, line {number}: breaks off.")
        try:
            row = as_json(line)
        except Unreadable as error:
            raise BundleError(f"{name}, line {number}: {error}") from error
        if not isinstance(row, dict):
            raise BundleError(f"{name}, line {number}: expected an object.")
        yield row


def _split(bundle: Bundle, name: str) -> Iterator[bytes]:
    rest = b""
    for piece in bundle.pieces(name):
        *complete, rest = (rest + piece).split(b"\n")
        if len(rest) > 64 << 20:
            raise BundleError(f"{name}: has a line without end.")
        yield from (line + b"\n" for line in complete)
    if rest:
        yield rest


def file_faults(bundle: Bundle, contents: Contents) -> Iterator[BundleFault]:
    """Every file that is missing, altered, or not in the list."""
    present = set(bundle.names()) - {MANIFEST, FILES}
    for name, (size, digest) in contents.files.items():
        if name not in present:
            yield BundleFault(name, "is missing.")
            continue
        present.discard(name)
        if bundle.size(name) != size:
            yield BundleFault(name, f"was altered: {bundle.size(name)} bytes instead of {size}.")
            continue
        file_hash = hashlib.sha256()
        try:
            for piece in bundle.pieces(name):
                file_hash.update(piece)
        except BundleError as error:
            yield BundleFault(name, str(error).removeprefix(f"{name}: "))
            continue
        if file_hash.hexdigest() != digest:
            yield BundleFault(name, "was altered: its digest does not fit.")
    for name in sorted(present):
        yield BundleFault(name, "is in the bundle but not in its list of files.")
