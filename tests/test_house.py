"""The house rules, held by reading the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from encyclopedia.core.documents import KINDS
from encyclopedia.models import Kind

ROOT = Path(__file__).resolve().parent.parent
# A room is a folder, or a file that stands alone; the longest path that fits is a file's room. Lower rooms first: a
# room imports only rooms that stand before it.
ROOMS = (
    "encyclopedia/dates",
    "encyclopedia/core",
    "encyclopedia/markup",
    "encyclopedia/analysis",
    "encyclopedia/bibliography/records",
    "encyclopedia/bibliography/chicago",
    "encyclopedia/bibliography/formats",
    "encyclopedia/bibliography",
    "encyclopedia/pictures.py",
    "encyclopedia/mail.py",
    "encyclopedia/models",
    "encyclopedia/search",
    "encyclopedia/rendering",
    "encyclopedia/projection",
    "encyclopedia/export.py",
    "encyclopedia/serving",
    "encyclopedia/views",
    "encyclopedia/api",
    "encyclopedia/feeds.py",
    "encyclopedia/sitemaps.py",
    "encyclopedia/bodiless.py",
    "encyclopedia/context.py",
    "encyclopedia/urls.py",
    "encyclopedia/wsgi.py",
    "encyclopedia",
    "editorial/html",
    "editorial/evidence",
    "editorial/importers/references",
    "editorial/importers/writing",
    "editorial/importers/texts",
    "editorial/importers/mediawiki",
    "editorial/models",
    "editorial/workflow.py",
    "editorial/notices.py",
    "editorial/gate",
    "editorial/record",
    "editorial/storage",
    "editorial/projection",
    "editorial/actions",
    "editorial/exporters/verifying",
    "editorial/exporters",
    "editorial/importers/bundles",
    "editorial/importers/jobs",
    "editorial/tasks.py",
    "editorial/forms",
    "editorial/admin",
    "editorial/desk",
    "editorial/office_site.py",
    "editorial/api",
    "editorial/urls.py",
    "editorial/roles.py",
    "editorial/sample",
    "editorial/management",
    "editorial",
)
PURE = (
    "encyclopedia/dates",
    "encyclopedia/core/citations.py",
    "encyclopedia/core/differences.py",
    "encyclopedia/core/documents.py",
    "encyclopedia/core/limits.py",
    "encyclopedia/core/names.py",
    "encyclopedia/core/standing.py",
    "encyclopedia/markup",
    "encyclopedia/analysis",
    "encyclopedia/bibliography",
    "encyclopedia/core/chunks.py",
    "encyclopedia/core/described_types.py",
    "encyclopedia/core/entry_shape.py",
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
    "editorial/importers/references",
    "editorial/importers/writing",
    "editorial/importers/texts",
    "editorial/importers/mediawiki",
    "editorial/gate/judging.py",
    "editorial/projection/repointing.py",
    "editorial/exporters/markdown.py",
    "editorial/exporters/verifying",
    "editorial/api/bodies.py",
)
LINES = 300
BANNED_NAMES = {"utils", "helpers", "services", "managers", "misc", "common"}


def files(*places: str, suffix: str = ".py") -> Iterator[Path]:
    for place in places:
        path = ROOT / place
        yield from [path] if path.is_file() else sorted(path.rglob(f"*{suffix}"))


def imports(path: Path) -> Iterator[str]:
    """The modules that a file names, also those for types alone; of `from a import b` both `a` and `a.b`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def module_file(module: str) -> Path | None:
    """The file of a module of this house, if there is one; a package's is its __init__.py."""
    path = ROOT / module.replace(".", "/")
    candidates = (path.with_suffix(".py"), path / "__init__.py")
    return next((candidate for candidate in candidates if candidate.is_file()), None)


def imported_files(path: Path) -> set[Path]:
    """The files of this house that a file imports; a package only where none of its modules is what was named."""
    named = {module: module_file(module) for module in imports(path)}
    packages = {module.rpartition(".")[0] for module, file in named.items() if file}
    return {file for module, file in named.items() if file and module not in packages} - {path}


def house() -> Iterator[Path]:
    """Every file that stands in a room; migrations tell of the past."""
    for path in files("encyclopedia", "editorial"):
        if "migrations" not in path.parts:
            yield path


def room_of(path: Path) -> str:
    place = path.relative_to(ROOT).as_posix()
    return max((room for room in ROOMS if f"{place}/".startswith(f"{room}/")), key=len)


def test_every_room_of_the_list_stands() -> None:
    assert [room for room in ROOMS if not (ROOT / room).exists()] == []
    assert {room_of(path) for path in house()} == set(ROOMS)


def test_no_room_imports_one_above_it() -> None:
    upwards = [
        f"{path.relative_to(ROOT)} imports {other.relative_to(ROOT)}"
        for path in house()
        for other in sorted(imported_files(path))
        if ROOMS.index(room_of(other)) > ROOMS.index(room_of(path))
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
    found = list(files(place))
    assert found
    guilty = [
        str(path.relative_to(ROOT))
        for path in found
        if any(name.split(".")[0] == "django" for name in imports(path))
    ]
    assert guilty == []


def test_the_gate_and_the_workflow_are_apart_from_the_actions() -> None:
    for path in files(
        "editorial/models", "editorial/moves.py", "editorial/workflow.py", "editorial/gate"
    ):
        carrying = ("editorial.actions", "editorial.forms", "editorial.admin")
        assert not any(name.startswith(carrying) for name in imports(path)), path


def test_a_permission_is_typed_in_one_place() -> None:
    declared = "|".join(dict(apps.get_model("editorial", "Manuscript")._meta.permissions))
    typed = re.compile(rf"[\"'](?:editorial\.)?(?:view_[a-z]+|{declared})[\"']")
    places = {
        str(path.relative_to(ROOT))
        for path in files("editorial")
        if "migrations" not in path.parts and typed.search(path.read_text(encoding="utf-8"))
    }
    assert places == {"editorial/models/manuscripts.py", "editorial/permissions.py"}


def test_a_string_is_declared_safe_in_one_place() -> None:
    places = [
        str(path.relative_to(ROOT))
        for path in files("encyclopedia", "editorial")
        if re.search(r"\bmark_safe\(|\bSafeString\(|\|safe\b", path.read_text(encoding="utf-8"))
    ]
    assert places == ["encyclopedia/rendering/trusted.py"]


def test_no_template_switches_escaping_off_but_for_plain_text_mail() -> None:
    guilty = [
        str(path.relative_to(ROOT))
        for path in files("templates", suffix=".html")
        if re.search(r"\|\s*safe\b|autoescape off", path.read_text(encoding="utf-8"))
    ]
    assert guilty == []


def test_no_template_holds_inline_script_or_style() -> None:
    inline = re.compile(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\bsrc=)(?![^>]*ld\+json)", re.I)
    guilty = [
        str(path.relative_to(ROOT))
        for path in files("templates", suffix=".html")
        if inline.search(path.read_text(encoding="utf-8"))
    ]
    assert guilty == []


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    watched = [
        *files("encyclopedia", "editorial", "tests", "bench"),
        *files("static", suffix=".js"),
        *files("static", suffix=".css"),
    ]
    long = {
        str(path.relative_to(ROOT)): count
        for path in watched
        if "/migrations/" not in str(path)
        and "/vendor/" not in str(path)
        and "/dist/" not in str(path)
        and (count := len(path.read_text(encoding="utf-8").splitlines())) > LINES
    }
    assert long == {}


def test_no_room_is_a_junk_room() -> None:
    names = {path.stem for path in files("encyclopedia", "editorial")}
    assert names & BANNED_NAMES == set()


def test_no_signal_handlers_and_no_logic_in_save() -> None:
    for path in files("encyclopedia", "editorial"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        assert "django.dispatch" not in set(imports(path)), path
        assert "django.db.models.signals" not in set(imports(path)), path
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and "models" in path.parts:
                assert "save" not in {
                    item.name for item in node.body if isinstance(item, ast.FunctionDef)
                }, path


def test_an_account_that_acted_can_never_be_deleted() -> None:
    for model in apps.get_app_config("editorial").get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and field.related_model.__name__ == "User":
                assert field.remote_field.on_delete is models.PROTECT, (model, field.name)


def test_documents_and_tables_know_the_same_kinds() -> None:
    assert tuple(Kind.values) == KINDS


def test_the_readers_tables_know_nothing_of_the_office() -> None:
    for model in apps.get_app_config("encyclopedia").get_models():
        for field in model._meta.get_fields(include_hidden=True):
            related = field.related_model
            if related is not None and not isinstance(related, str):
                assert related._meta.app_label != "editorial", (model, field.name)


def test_every_static_file_is_there_and_is_asked_for() -> None:
    asked_for = {
        name
        for path in files("templates", suffix=".html")
        for name in re.findall(r"{% static '([^']+)' %}", path.read_text(encoding="utf-8"))
    }
    for path in files("static", suffix=".js"):
        asked_for |= {
            str((path.parent / name).relative_to(ROOT / "static"))
            for name in re.findall(r'from "\./([^"]+)"', path.read_text(encoding="utf-8"))
        }
    present = {
        str(path.relative_to(ROOT / "static"))
        for path in (ROOT / "static").rglob("*")
        if path.is_file()
    }
    assert asked_for == present
