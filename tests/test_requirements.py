"""What `make run` installs is all that the program imports; the rest is for those who test it."""

from __future__ import annotations

import re
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from source_files import files, imports

ROOT = Path(__file__).parents[1]
# Imported only where a setting asks for them: `requirements/s3.txt` and `requirements/saml.txt` have them.
EXTRAS = {"boto3", "botocore", "django-storages", "python3-saml", "xmlsec", "lxml"}


def locked(name: str) -> set[str]:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    return {normal(found) for found in re.findall(r"^([\w.-]+)==", text, re.MULTILINE)}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported() -> set[str]:
    """The distributions of all modules that the program imports."""
    modules = {
        name.partition(".")[0]
        for path in files("encyclopedia", "editorial")
        for name in imports(path)
    }
    of = packages_distributions()
    known = modules - set(sys.stdlib_module_names) - {"encyclopedia", "editorial", ""}
    return {normal(of[module][0]) for module in known if module in of}


def test_serving_needs_no_package_of_those_who_test() -> None:
    needed = imported()
    assert {"django", "prometheus-client", "django-tasks-db"} <= needed
    assert needed - EXTRAS - locked("production") == set()
    assert needed <= locked("dev")
    assert "pytest" not in locked("production")


def test_run_installs_them_and_everything_else_what_tests_need() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert "\nrun: $(SERVING)\n" in makefile
    assert "\n$(SERVING): requirements/production.txt " in makefile
    for target in ("test", "check", "bench"):
        assert f"\n{target}: setup\n" in makefile
