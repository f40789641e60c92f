"""The rules for the code, checked by reading it."""

from __future__ import annotations

import ast
import re

from django.apps import apps
from django.db import models
from source_files import ROOT, files, imports, nodes

from encyclopedia.core.documents import KINDS
from encyclopedia.models import Kind

LINES = 300


BANNED_NAMES = {"utils", "helpers", "services", "managers", "misc", "common"}


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


def test_no_file_is_too_long_to_read() -> None:
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


def test_no_file_has_a_name_that_says_nothing() -> None:
    names = {path.stem for path in files("encyclopedia", "editorial")}
    assert names & BANNED_NAMES == set()


def test_no_signal_handlers_and_no_logic_in_save() -> None:
    for path in files("encyclopedia", "editorial"):
        assert "django.dispatch" not in imports(path), path
        assert "django.db.models.signals" not in imports(path), path
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


def test_documents_and_tables_know_the_same_kinds() -> None:
    assert tuple(Kind.values) == KINDS


def test_the_readers_tables_know_nothing_of_the_office() -> None:
    for model in apps.get_app_config("encyclopedia").get_models():
        for field in model._meta.get_fields(include_hidden=True):
            related = field.related_model
            if related is not None and not isinstance(related, str):
                assert related._meta.app_label != "editorial", (model, field.name)


def test_every_static_file_exists_and_is_used() -> None:
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
    for path in files("static", suffix=".css"):
        asked_for |= {
            str((path.parent / name).resolve().relative_to(ROOT / "static"))
            for name in re.findall(r'url\("([^"]+)"\)', path.read_text(encoding="utf-8"))
        }
    present = {
        str(path.relative_to(ROOT / "static"))
        for path in (ROOT / "static").rglob("*")
        if path.is_file()
    }
    assert asked_for == present
