"""export_bundle, verify_bundle and import_bundle as operators run them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings as project
from django.core.management import CommandError, call_command
from factories import Cast, article, published, source
from migrated import begin
from printed import run

from editorial.models import ChainHead
from editorial.sample import load_documents
from editorial.sample.loading import load
from encyclopedia import projection
from encyclopedia.analysis import analyse
from encyclopedia.models import Edition, Page


def refused(name: str, *arguments: str) -> tuple[int, str]:
    out = StringIO()
    with pytest.raises(CommandError) as caught:
        call_command(name, *arguments, stdout=out, stderr=out)
    return caught.value.returncode, f"{out.getvalue()}{caught.value}"


@pytest.fixture
def content(cast: Cast) -> None:
    published(source(), cast)
    published(article(tags=("theory",)), cast)


@pytest.mark.usefixtures("content")
def test_a_bundle_is_written_and_verified_with_what_the_export_printed(tmp_path: Path) -> None:
    for arguments in (
        [],
        ["--with-drafts"],
        ["--tag", "theory"],
        ["--entry", "source/service-trotsky-2009"],
    ):
        path = str(tmp_path / f"made{len(arguments)}{''.join(arguments).replace('/', '')}.zip")
        output = run("export_bundle", path, *arguments)
        lines = dict(line.split(" ", 1) for line in output.splitlines()[-2:])
        assert lines["head"] == f"{ChainHead.objects.get().seq}:{ChainHead.objects.get().hash}"
        verified = run("verify_bundle", path, "--digest", lines["digest"], "--since", lines["head"])
        assert lines["digest"] in verified


@pytest.mark.usefixtures("content")
def test_verifying_distinguishes_altered_from_unreadable(tmp_path: Path) -> None:
    bundle = tmp_path / "made"
    run("export_bundle", str(bundle))
    assert refused("verify_bundle", str(bundle), "--digest", "0" * 64)[0] == 1
    assert refused("verify_bundle", str(bundle), "--since", "nothing")[0] == 2
    (bundle / "README.md").write_text("x")
    code, output = refused("verify_bundle", str(bundle))
    assert (code, "README.md: was altered" in output) == (1, True)
    (bundle / "manifest.json").unlink()
    assert refused("verify_bundle", str(bundle))[0] == 2


@pytest.mark.usefixtures("content")
def test_what_cannot_be_exported_is_reported(tmp_path: Path) -> None:
    (tmp_path / "there").write_text("x")
    for arguments in (["there"], ["new", "--tag", "nothing"], ["new", "--entry", "a/b"]):
        code, output = refused("export_bundle", str(tmp_path / arguments[0]), *arguments[1:])
        assert code == 2
        assert output
    assert not (tmp_path / "new").exists()


@pytest.mark.usefixtures("content")
def test_importing_distinguishes_refused_from_unreadable(tmp_path: Path) -> None:
    bundle = tmp_path / "made"
    run("export_bundle", str(bundle))
    assert refused("import_bundle", str(tmp_path / "nothing"))[0] == 2
    code, output = refused("import_bundle", str(bundle), "--by", "abel")
    assert (code, "not empty" in output) == (1, True)
    (bundle / "README.md").write_text("x")
    code, output = refused("import_bundle", str(bundle), "--by", "abel")
    assert (code, "README.md: was altered" in output) == (1, True)


# Run by another process, against a database of its own.
_ELSEWHERE = """
import json, sys
import django
django.setup()
from django.core.management import call_command
from django.contrib.auth.models import User
path, by, address = sys.argv[1:]
call_command("migrate", verbosity=0)
if by:
    User.objects.create_superuser(by)
arguments = ["--by", by] if by else []
call_command("import_bundle", path, *arguments, "--dry-run")
call_command("import_bundle", path, *arguments)
call_command("verify_history")
call_command("rebuild")
from encyclopedia.models import Edition, Page
page = Page.objects.get(path=address)
print(json.dumps({
    "digests": sorted(map(list, Edition.objects.values_list("kind", "slug", "number", "digest"))),
    "page": page.etag,
    "top": page.top,
}))
"""


@pytest.mark.portion(2)
@pytest.mark.slow
@pytest.mark.parametrize("by", ["", "anna"])
def test_the_sample_is_restored_on_another_machine(by: str, db: None, tmp_path: Path) -> None:
    """An archive without an account, a public bundle in the name of one."""
    documents = load_documents()
    people = [d for d in documents if d.slug in {"friedrich-engels", "karl-marx"}]
    keys = {key for d in people for key in analyse(d).keys} | {"britannica-trotsky-summary"}
    list(load([d for d in documents if d.kind == "source" and d.slug in keys] + people))
    address = "person/friedrich-engels"
    path = str(tmp_path / "sample.zip")
    output = run("export_bundle", path, *([] if by else ["--with-drafts"]))
    begin(tmp_path / "elsewhere.sqlite3")
    process = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE, path, by, address],
        cwd=project.BASE_DIR,
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "encyclopedia.settings",
            "DATABASE_URL": f"sqlite:///{tmp_path}/elsewhere.sqlite3",
            "STET_VAR": str(tmp_path / "var"),
            "SECRET_KEY": "for this test",
            "HTTPS": "0",
        },
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert process.returncode == 0, process.stderr
    *lines, last = process.stdout.splitlines()
    restored = json.loads(last)
    digests = Edition.objects.values_list("kind", "slug", "number", "digest")
    assert restored["digests"] == sorted(map(list, digests))
    assert "Everything is as it should be." in lines
    if by:
        assert "Taken over from Stet" in restored["top"]
    else:
        projection.store_due_pages.call()
        assert restored["page"] == Page.objects.get(path=address).etag
        head = output.splitlines()[-1].partition(":")[2]
        assert any(line.startswith("Audit log verified") and head in line for line in lines)
