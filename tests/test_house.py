"""The house rules, held by reading the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parent.parent
PURE = (
    "encyclopedia/markup",
    "encyclopedia/bibliography",
    "encyclopedia/dates",
    "encyclopedia/core/documents.py",
    "encyclopedia/core/citations.py",
    "encyclopedia/core/analysis.py",
    "encyclopedia/core/comparison.py",
    "encyclopedia/core/limits.py",
    "encyclopedia/core/names.py",
    "encyclopedia/core/standing.py",
    "editorial/gate/judging.py",
    "editorial/projection/repointing.py",
    "editorial/importers/mediawiki",
    "editorial/evidence",
    "editorial/exporters/markdown.py",
    "editorial/exporters/verifying",
    "encyclopedia/api/cursors.py",
    "encyclopedia/api/parameters.py",
    "encyclopedia/api/problems.py",
    "encyclopedia/api/shapes.py",
    "editorial/api/bodies.py",
)
LINES = 300
BANNED_NAMES = {"utils", "helpers", "services", "managers", "misc", "common"}


def files(*places: str, suffix: str = ".py") -> Iterator[Path]:
    for place in places:
        path = ROOT / place
        yield from [path] if path.is_file() else sorted(path.rglob(f"*{suffix}"))


@cache
def nodes(path: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))


def imports(path: Path) -> Iterator[str]:
    for node in nodes(path):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


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
    for path in files("editorial/models", "editorial/workflow.py", "editorial/gate/judging.py"):
        assert not any(name.startswith("editorial.actions") for name in imports(path)), path


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
        assert "django.dispatch" not in set(imports(path)), path
        assert "django.db.models.signals" not in set(imports(path)), path
        for node in nodes(path):
            if isinstance(node, ast.ClassDef) and "models" in path.parts:
                assert "save" not in {
                    item.name for item in node.body if isinstance(item, ast.FunctionDef)
                }, path


def test_an_account_that_acted_can_never_be_deleted() -> None:
    for model in apps.get_app_config("editorial").get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and field.related_model.__name__ == "User":
                assert field.remote_field.on_delete is models.PROTECT, (model, field.name)


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
