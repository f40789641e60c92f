"""The bundle of the writing surface is what its committed sources make; CI also makes it again."""

from __future__ import annotations

import hashlib
import json
import re

from source_files import ROOT

WRITING = ROOT / "editorial/writing"
BUNDLE = (ROOT / "static/office/writing.js").read_text(encoding="utf-8")


def test_the_bundle_was_made_from_these_sources() -> None:
    digest = hashlib.sha256()
    for path in [
        *sorted((WRITING / "src").iterdir()),
        WRITING / "package-lock.json",
        WRITING / "build.mjs",
    ]:
        digest.update(path.read_bytes())
    assert f"digest is {digest.hexdigest()}" in BUNDLE, "run `make editor`"


def test_every_bundled_package_and_its_licence_are_named() -> None:
    packages = json.loads((WRITING / "package-lock.json").read_text())["packages"]
    licences = (WRITING / "LICENSES.txt").read_text(encoding="utf-8")
    bundled = {
        f"{path.removeprefix('node_modules/')} {package['version']}"
        for path, package in packages.items()
        if path and not package.get("dev")
    }
    assert len(bundled) > 10
    for name in bundled:
        assert name in BUNDLE
        assert name in licences


def test_the_lock_names_no_registry() -> None:
    assert not re.search(r"https?://", (WRITING / "package-lock.json").read_text())
