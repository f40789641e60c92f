"""The rooms, from the lowest to the highest, and the pure cores, checked by reading the imports."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from source_files import ROOT, files, imports

# A room is a folder, or a single file; a file's room is the longest path that fits. Lower rooms first: a room imports
# only rooms that come before it.
ROOMS = (
    "encyclopedia/core/messages.py",
    "encyclopedia/dates",
    "encyclopedia/core",
    "encyclopedia/markup",
    "encyclopedia/timelines",
    "encyclopedia/analysis",
    "encyclopedia/bibliography/records",
    "encyclopedia/bibliography/citation_style.py",
    "encyclopedia/bibliography/chicago",
    "encyclopedia/bibliography/formats",
    "encyclopedia/bibliography",
    "encyclopedia/wording",
    "encyclopedia/pictures.py",
    "encyclopedia/stored_files.py",
    "encyclopedia/renditions.py",
    "encyclopedia/bucket.py",
    "encyclopedia/logs.py",
    "encyclopedia/screen_languages.py",
    "encyclopedia/named_tasks.py",
    "encyclopedia/mail.py",
    "encyclopedia/downloads/formats.py",
    "encyclopedia/downloads/kept_names.py",
    "encyclopedia/models",
    "encyclopedia/search",
    "encyclopedia/rendering",
    "encyclopedia/projection",
    "encyclopedia/harvesting/xml.py",
    "encyclopedia/downloads",
    "encyclopedia/export.py",
    "encyclopedia/house",
    "encyclopedia/serving",
    "encyclopedia/views",
    "encyclopedia/api",
    "encyclopedia/feeds.py",
    "encyclopedia/sitemaps.py",
    "encyclopedia/harvesting",
    "encyclopedia/bodiless.py",
    "encyclopedia/context.py",
    "encyclopedia/urls.py",
    "encyclopedia/wsgi.py",
    "encyclopedia",
    "editorial/wording",
    "editorial/html",
    "editorial/evidence",
    "editorial/references",
    "editorial/importers/fields",
    "editorial/importers/references",
    "editorial/importers/notes",
    "editorial/importers/writing",
    "editorial/importers/word",
    "editorial/importers/odt",
    "editorial/importers/texts",
    "editorial/importers/mediawiki",
    "editorial/fetching",
    "editorial/catalogues",
    "editorial/verifying",
    "editorial/permissions.py",
    "editorial/comments/anchors.py",
    "editorial/comments/parts.py",
    "editorial/comments/mentions.py",
    "editorial/comments/typed_words.py",
    "editorial/models",
    "editorial/roles.py",
    "editorial/acts.py",
    "editorial/moves.py",
    "editorial/done_words.py",
    "editorial/comments/signatures.py",
    "editorial/workflow.py",
    "editorial/gate/demands.py",
    "editorial/gate/policy.py",
    "editorial/gate/second_checks.py",
    "editorial/gate/hidden_checks.py",
    "editorial/record/suppressed.py",
    "editorial/notices",
    "editorial/contributions",
    "editorial/gate",
    "editorial/storage",
    "editorial/record",
    "editorial/projection",
    "editorial/comments",
    "editorial/actions",
    "editorial/exporters",
    "editorial/importers/bundles",
    "editorial/importers/jobs",
    "editorial/tasks.py",
    "editorial/forms",
    "editorial/admin",
    "editorial/desk",
    "editorial/accounts",
    "editorial/keeping/folders.py",
    "editorial/operating",
    "editorial/keeping",
    "editorial/static_edition",
    "editorial/reports",
    "editorial/comments/views.py",
    "editorial/comments/routes.py",
    "editorial/correcting",
    "editorial/commissions",
    "editorial/office_site.py",
    "editorial/api",
    "editorial/urls.py",
    "editorial/sample",
    "editorial/management",
    "editorial",
)


PURE = (
    "encyclopedia/dates",
    "encyclopedia/core",
    "encyclopedia/markup",
    "encyclopedia/timelines",
    "encyclopedia/analysis",
    "encyclopedia/bibliography",
    "encyclopedia/house/colours.py",
    "encyclopedia/api/cursors.py",
    "encyclopedia/api/described_problems.py",
    "encyclopedia/api/document_members.py",
    "encyclopedia/api/examples.py",
    "encyclopedia/api/known_parameters.py",
    "encyclopedia/api/operations.py",
    "encyclopedia/api/parameters.py",
    "encyclopedia/api/problems.py",
    "encyclopedia/api/schemas.py",
    "encyclopedia/api/shapes.py",
    "editorial/html",
    "editorial/evidence",
    "editorial/fetching",
    "editorial/catalogues/agreement.py",
    "editorial/catalogues/gathering.py",
    "editorial/catalogues/known.py",
    "editorial/catalogues/readers",
    "editorial/catalogues/works.py",
    "editorial/references",
    "editorial/importers/fields",
    "editorial/importers/references",
    "editorial/importers/notes",
    "editorial/importers/writing",
    "editorial/importers/word",
    "editorial/importers/odt",
    "editorial/importers/texts",
    "editorial/importers/mediawiki",
    "editorial/comments/anchors.py",
    "editorial/comments/parts.py",
    "editorial/comments/mentions.py",
    "editorial/comments/typed_words.py",
    "editorial/correcting/picking.py",
    "editorial/contributions/beside.py",
    "editorial/contributions/lineage.py",
    "editorial/contributions/pieces.py",
    "editorial/contributions/telling_words.py",
    "editorial/gate/demands.py",
    "editorial/gate/judging.py",
    "editorial/gate/machine_reading.py",
    "editorial/projection/repointing.py",
    "editorial/exporters/markdown.py",
    "editorial/verifying",
    "editorial/api/bodies.py",
)


def module_file(module: str) -> Path | None:
    """The file of a module of this project, if there is one; a package's is its __init__.py."""
    path = ROOT / module.replace(".", "/")
    candidates = (path.with_suffix(".py"), path / "__init__.py")
    return next((candidate for candidate in candidates if candidate.is_file()), None)


def imported_files(path: Path) -> set[Path]:
    """The files of this project that a file imports; a package only where no module of it is imported."""
    named = {module: module_file(module) for module in imports(path)}
    packages = {module.rpartition(".")[0] for module, file in named.items() if file}
    return {file for module, file in named.items() if file and module not in packages} - {path}


def house() -> Iterator[Path]:
    """Every file in a room; migrations are history and are left out."""
    for path in files("encyclopedia", "editorial"):
        if "migrations" not in path.parts:
            yield path


def room_of(path: Path) -> str:
    place = path.relative_to(ROOT).as_posix()
    return max((room for room in ROOMS if f"{place}/".startswith(f"{room}/")), key=len)


def test_every_room_of_the_list_exists() -> None:
    assert [room for room in ROOMS if not (ROOT / room).exists()] == []
    assert {room_of(path) for path in house()} == set(ROOMS)


def test_no_room_imports_one_above_it() -> None:
    upwards = [
        f"{path.relative_to(ROOT)} imports {imported.relative_to(ROOT)}"
        for path in house()
        for imported in sorted(imported_files(path))
        if ROOMS.index(room_of(imported)) > ROOMS.index(room_of(path))
    ]
    assert upwards == []


def test_no_files_import_each_other_in_a_circle() -> None:
    TopologicalSorter({path: imported_files(path) for path in house()}).prepare()


def test_the_encyclopedia_never_imports_the_office() -> None:
    guilty = [
        str(path.relative_to(ROOT))
        for path in files("encyclopedia")
        if any(name.split(".")[0] == "editorial" for name in imports(path))
    ]
    assert guilty == []


@pytest.mark.parametrize("place", PURE)
def test_the_pure_cores_import_no_django(place: str) -> None:
    pure_files = list(files(place))
    assert pure_files
    guilty = [
        str(path.relative_to(ROOT))
        for path in pure_files
        if any(name.split(".")[0] == "django" for name in imports(path))
    ]
    assert guilty == []


def test_the_gate_and_the_workflow_do_not_import_the_actions() -> None:
    for path in files(
        "editorial/models", "editorial/moves.py", "editorial/workflow.py", "editorial/gate"
    ):
        carrying = ("editorial.actions", "editorial.forms", "editorial.admin")
        assert not any(name.startswith(carrying) for name in imports(path)), path
