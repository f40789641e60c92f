"""Fixtures for every test: the shared third-party data, and databases whose history can be emptied."""

from __future__ import annotations

import gc
import itertools
import os
import re
import shutil
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import transaction
from django.test import TransactionTestCase, override_settings
from django_tasks import task_backends
from migrated import database_of_this_process
from portions import CAN_DIFFER, Measuring, Portion, turn
from upgrades.facts import triggers

# How many random examples and steps are tried: by `make test-quick`, all others, on a second database, and by
# `make test-thorough`. A run in CI always tries the same examples, so that its result does not change by chance; others
# try new ones.
PROFILES = {"quick": (10, 10), "usual": (24, 15), "again": (12, 12), "thorough": (2_000, 100)}
for profile, (examples, steps) in PROFILES.items():
    hypothesis.settings.register_profile(
        profile,
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        print_blob=True,
        derandomize=profile != "thorough" and bool(os.environ.get("CI")),
    )
hypothesis.settings.load_profile("usual")

SHARED = Path(__file__).parent.parent.parent / "shared"
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_serialized_rollback", "live_server"}

# In a module, or in the fixtures beside it, where tests have transactions of their own.
OWN_TRANSACTIONS = re.compile(r"transaction=True|transactional_db|live_server")

# Where all tests of a module use the database, or a browser: by its mark, or by what each of them is given.
NEEDS_MORE = re.compile(r"^pytestmark = .*\b(?:django_db|browser)\b", re.MULTILINE)
GIVEN = re.compile(r"^def test_\w+\(([^)]*)\)", re.MULTILINE)
OF_DATABASE = re.compile(r"\b(?:cast|db|live_server|opened|transactional_db)\b")

# The fixture that sets up a database for tests that then read only files.
SETS_UP = "django_db_setup"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--only-database", action="store_true", help="run only the tests that use the database"
    )
    parser.addoption(
        "--what-can-differ",
        action="store_true",
        help="run only the tests that may go otherwise on another database (CAN_DIFFER)",
    )
    parser.addoption("--thorough", action="store_true", help="try everything there is to try")
    parser.addoption(
        "--dear", action="store_true", help="measure which tests take longest (dear_tests.txt)"
    )
    parser.addoption(
        "--no-database", action="store_true", help="run only the tests that use no database"
    )


def pytest_configure(config: pytest.Config) -> None:
    for option, profile in (("--what-can-differ", "again"), ("--thorough", "thorough")):
        if config.getoption(option):
            hypothesis.settings.load_profile(profile)
    turn()
    if config.getoption("--dear") and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Measuring())
    settings.VAR.mkdir(parents=True, exist_ok=True)
    # Nothing outside this run may influence a test.
    settings.HTTPS = settings.SECURE_SSL_REDIRECT = False
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = False
    settings.COOKIE_PREFIX = ""
    settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "sessionid", "csrftoken"
    settings.SECURE_HSTS_SECONDS = 0
    settings.STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    # Changed in place: modules with tasks were imported when Django was set up, so the setting has been read.
    settings.TASKS["default"]["BACKEND"] = "django_tasks.backends.immediate.ImmediateBackend"
    if task_backends.all(initialized_only=True):
        del task_backends["default"]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SAMPLE_CONTENT = False
    # Hypothesis asks more than any person.
    settings.SEARCHES_A_MINUTE = settings.SUGGESTIONS_A_MINUTE = 0
    settings.DOWNLOADS_A_MINUTE = 0
    # Whoever tests books asks for them.
    settings.BOOKS = []
    settings.API_A_MINUTE = settings.LOOKUPS_A_MINUTE = 0
    # Most tests sign in to do something else.
    settings.SECOND_STEP_ROLES = []
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True


def portion_of(config: pytest.Config) -> Portion:
    return Portion(
        config.getoption("--thorough"),
        again=config.getoption("--what-can-differ"),
        measured=config.getoption("--dear"),
    )


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Files of which nothing is wanted in this run need not be imported: that takes as long as hundreds of tests."""
    if not collection_path.name.startswith("test_") or collection_path.suffix != ".py":
        return None
    if config.getoption("--what-can-differ") and collection_path.stem not in CAN_DIFFER:
        near = collection_path.with_name("conftest.py")
        texts = [path.read_text() for path in (collection_path, near) if path.is_file()]
        return not any(OWN_TRANSACTIONS.search(text) for text in texts) or None
    if config.getoption("--no-database"):
        text = collection_path.read_text()
        given = GIVEN.findall(text)
        return (
            bool(NEEDS_MORE.search(text) or (given and all(map(OF_DATABASE.search, given)))) or None
        )
    return None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out tests that cannot run here or are not wanted in this run; `tests/everything.py` reports them."""
    portion = portion_of(config)
    untried = set(portion.left_out(items))
    selected, left_out = [], []
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        marker = item.get_closest_marker("django_db")
        uses_database = bool(fixtures & DATABASE_FIXTURES) or marker is not None
        # `portions.py` lists the others.
        cannot_differ = not (
            item.path.stem in CAN_DIFFER
            or fixtures & {"transactional_db", "live_server"}
            or (marker and marker.kwargs.get("transaction"))
        )
        missing_data = fixtures & {"shared", "shared_data"} and not SHARED.is_dir()
        other = (
            "sqlite" if "postgresql" in settings.DATABASES["default"]["ENGINE"] else "postgresql"
        )
        wrong_database = item.get_closest_marker(other)
        if (
            item in untried
            or missing_data
            or wrong_database
            or (config.getoption("--only-database") and not uses_database)
            or (config.getoption("--what-can-differ") and (cannot_differ or not uses_database))
            or (config.getoption("--no-database") and (uses_database or SETS_UP in fixtures))
        ):
            left_out.append(item)
        else:
            selected.append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = selected


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Thousands of collected tests live as long as the run: the garbage collector need not look at them."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        # Syntax trees and templates that tests keep are looked at less often.
        gc.set_threshold(50_000, 20, 100)
        gc.enable()


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: Any, request: Any) -> Generator[None, object, object]:
    """From when a test has its database, `replayed.py` knows what brought it where it is."""
    value = yield
    if fixturedef.argname == "_django_db_helper":
        import replayed

        names = request.node.fixturenames
        patch = request.getfixturevalue("monkeypatch") if "monkeypatch" in names else None
        replayed.begin(patch)
    return value


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    import replayed

    replayed.end()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of third-party data beside the checkout."""
    return SHARED


@pytest.fixture(scope="session")
def shared_data(shared: Path) -> Path:
    return shared / "data"


@pytest.fixture(scope="session")
def portion(request: pytest.FixtureRequest) -> Portion:
    return portion_of(request.config)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any
) -> Iterator[dict[str, str]]:
    """Replaces pytest-django's, which migrates a database for every worker of every run.

    After tests with transactions of their own it is made like the migrated one again, which Django's flush cannot: the
    triggers correctly refuse it. Returns the triggers as the migrations set them up.
    """
    original = TransactionTestCase._fixture_teardown
    with django_db_blocker.unblock(), database_of_this_process() as renew:
        TransactionTestCase._fixture_teardown = lambda case: renew()  # type: ignore[method-assign]
        migrated = triggers()
        with django_db_blocker.block():
            yield migrated
    TransactionTestCase._fixture_teardown = original  # type: ignore[method-assign]


@pytest.fixture(scope="module")
def made_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """For rows that a module makes once for all its tests: a transaction around theirs, rolled back after the last."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def filled_office(made_once: None, tmp_path_factory: pytest.TempPathFactory) -> tuple[Any, Path]:
    """An office with something of everything (`exporters.shelf`), made once a module: its people and its files."""
    from exporters.shelf import fill_office
    from factories import make_cast

    folder = tmp_path_factory.mktemp("office") / "media"
    cast = make_cast()
    with override_settings(MEDIA_ROOT=folder):
        fill_office(cast)
    return cast, folder


@pytest.fixture
def office(filled_office: tuple[Any, Path], db: None, settings: Any) -> Any:
    """The people of the filled office, with its files at hand; what a test does to its rows is rolled back."""
    cast, folder = filled_office
    shutil.copytree(folder, settings.MEDIA_ROOT)
    return cast


@pytest.fixture(scope="session")
def media_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """New folders that do not exist yet; no other worker and no other run uses them."""
    base = tmp_path_factory.mktemp("media")
    return (base / str(number) for number in itertools.count())


@pytest.fixture(autouse=True)
def files_apart(media_folders: Iterator[Path], settings: Any) -> None:
    """Every test has a media folder of its own, since it is not known which tests write files.

    `tmp_path` would make one for every one of thousands of tests, and read all the others to number it.
    """
    from encyclopedia.pictures import read_header

    settings.MEDIA_ROOT = next(media_folders)
    settings.VAR = settings.MEDIA_ROOT.with_name(f"{settings.MEDIA_ROOT.name}-var")
    read_header.cache_clear()


@pytest.fixture
def cast(db: None) -> Any:
    """The people of every test (`tests/factories.py`)."""
    from factories import make_cast

    return make_cast()
