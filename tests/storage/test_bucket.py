"""Pictures, evidence and imports in a bucket, at a server of the protocol on this machine: as in a folder."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from exporters.shelf import export_to
from exports import page, written
from factories import Cast, published, source
from moto.server import ThreadedMotoServer
from office import entered
from PIL import Image
from published import open_readers_tables, publish

from editorial import tasks
from editorial.actions import import_job
from editorial.actions.attach import attach_file, set_aside
from editorial.models import Evidence, Import, ImportStatus, Manuscript
from editorial.record.stored_files import file_faults
from editorial.storage import evidence_files, import_files, picture_files
from encyclopedia.bucket import in_bucket
from encyclopedia.models import Picture
from encyclopedia.pictures import name_of, read_header, stored_picture
from encyclopedia.renditions import rendition_name

ROOT = Path(__file__).parents[2]
PDF = ROOT / "tests" / "evidence" / "data" / "passage.pdf"
KEYS = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret"}
REGION = "us-east-1"


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(
    endpoint: str, settings: Any, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Any:
    """A new bucket, used instead of the media folder."""
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    name = f"stet-{abs(hash(request.node.nodeid))}"
    new = boto3.resource("s3", endpoint_url=endpoint, region_name=REGION).create_bucket(Bucket=name)
    stored = in_bucket(name, prefix="site", endpoint=endpoint, region=REGION)
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    return new


def keys(bucket: Any) -> set[str]:
    return {stored.key for stored in bucket.objects.all()}


def red() -> io.BytesIO:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "PNG")
    out.seek(0)
    return out


def sent_picture(cast: Cast, client: Client) -> tuple[bytes, dict[str, str]]:
    """What a reader is sent of a published picture, and an editor of the same one."""
    upload = picture_files.store(red(), by=cast.editor)
    if not Picture.objects.exists():
        shown = {"digest": upload.digest, "media_type": "image/png", "width": 40, "height": 30}
        Picture.objects.create(entry=publish("A"), name="x", **shown)
    answer = client.get(f"/media/{upload.digest}.png")
    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    office = entered(cast.editor).get(reverse("admin:picture", args=[upload.digest]))
    assert b"".join(office.streaming_content) == content  # type: ignore[attr-defined]
    return content, dict(answer.headers)


def test_readers_are_sent_the_same_as_from_a_folder(
    cast: Cast, client: Client, request: pytest.FixtureRequest
) -> None:
    open_readers_tables()
    from_folder = sent_picture(cast, client)
    bucket = request.getfixturevalue("bucket")
    assert sent_picture(cast, client) == from_folder
    digest = Picture.objects.get().digest
    wanted = {f"site/{name_of(digest)}", f"site/{rendition_name(digest, 40)}"}
    assert keys(bucket) == wanted
    default_storage.delete(rendition_name(digest, 40))
    made = client.get(f"/media/{digest}-40.webp")
    assert b"".join(made.streaming_content).startswith(b"RIFF")  # type: ignore[attr-defined]
    assert keys(bucket) == wanted


def test_a_picture_is_asked_for_once_and_a_lost_one_each_time(bucket: Any, cast: Cast) -> None:
    digest = picture_files.store(red(), by=cast.editor).digest
    assert keys(bucket) == {f"site/{name_of(digest)}", f"site/{rendition_name(digest, 40)}"}
    shown = stored_picture(digest)
    assert shown is not None
    assert (shown.width, shown.height) == (40, 30)
    bucket.objects.all().delete()
    assert stored_picture(digest) == shown
    read_header.cache_clear()
    assert stored_picture(digest) is None
    default_storage.save(name_of(digest), ContentFile(red().getvalue()))
    assert stored_picture(digest) == shown


def test_evidence_is_shown_sent_and_deleted_with_the_pictures_of_its_pages(
    bucket: Any, cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    book = published(source(), cast)
    attach_file(source=book.pk, data=PDF.read_bytes(), title="Scan", origin="Here", by=cast.editor)
    evidence = Evidence.objects.get()
    client = entered(cast.moderator)
    address = reverse("admin:desk_evidence_picture", args=[evidence.pk, 1])
    assert client.get(address).content == client.get(address).content
    file = client.get(reverse("admin:desk_evidence_file", args=[evidence.pk]))
    assert b"".join(file.streaming_content) == PDF.read_bytes()  # type: ignore[attr-defined]
    assert keys(bucket) == {
        f"site/{evidence_files.name_of(evidence.digest)}",
        f"site/{evidence_files.picture_name(evidence.digest, 0)}",
    }
    with django_capture_on_commit_callbacks(execute=True):
        set_aside(evidence=evidence.pk, by=cast.moderator, reason="Another book.")
    assert keys(bucket) == set()


def test_an_upload_is_imported_by_a_worker_that_has_no_disk_of_the_office(
    bucket: Any, cast: Cast, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting: list[str] = []
    monkeypatch.setattr(
        tasks.carry_out_import.__class__, "enqueue", lambda _, pk: waiting.append(pk)
    )
    upload = SimpleUploadedFile("export.xml", written(page()).encode())
    fields = {"kind": "mediawiki", "title": "", "file": upload}
    assert entered(cast.editor).post("/admin/imports/new/", fields).status_code == 302
    job = Import.objects.get()
    assert keys(bucket) == {f"site/{import_files.name_of(job.digest)}"}
    assert not [path for path in Path(settings.VAR).rglob("*") if path.is_file()]
    (pk,) = waiting
    assert tasks.carry_out_import.call(pk) == ImportStatus.FINISHED
    assert Manuscript.objects.filter(kind="article").count() == 1
    assert keys(bucket) == set()


def test_an_import_whose_file_is_lost_is_broken_and_asks_for_it(bucket: Any, cast: Cast) -> None:
    job = import_job.request_import(
        kind="mediawiki", name="a.xml", digest="ab" * 32, size=1, by=cast.editor
    )
    assert tasks.carry_out_import.call(str(job.pk)) == ImportStatus.BROKEN
    job.refresh_from_db()
    assert "Upload it again" in job.failure
    with pytest.raises(import_job.Refused, match="Upload it again"):
        import_job.resume(job=job.pk, by=cast.editor)


def test_a_site_in_a_bucket_is_verified_and_exported_as_from_a_folder(
    office: Cast, filled_office: tuple[Cast, Path], tmp_path: Path, request: Any
) -> None:
    folder = filled_office[1]
    from_folder = export_to(tmp_path / "from-folder", drafts=True)
    bucket = request.getfixturevalue("bucket")
    assert any("missing" in fault for fault in file_faults())
    for file in folder.rglob("*"):
        if file.is_file():
            bucket.upload_file(str(file), f"site/{file.relative_to(folder).as_posix()}")
    assert list(file_faults()) == []
    whole = keys(bucket)
    assert export_to(tmp_path / "from-bucket", drafts=True).counts == from_folder.counts
    for part in ("pictures", "evidence"):
        kept, sent = (tmp_path / name / part for name in ("from-folder", "from-bucket"))
        assert {path.name: path.read_bytes() for path in kept.iterdir()} == {
            path.name: path.read_bytes() for path in sent.iterdir()
        }
    spoilt = min(whole)
    bucket.Object(spoilt).put(Body=b"other bytes")
    assert any("altered" in fault for fault in file_faults())
    bucket.Object(spoilt).delete()
    assert any("missing" in fault for fault in file_faults())


@pytest.mark.slow
def test_a_site_begins_with_the_bucket_that_its_environment_names(
    endpoint: str, tmp_path: Path
) -> None:
    environment = {**KEYS, "STET_VAR": str(tmp_path), "S3_BUCKET": "a", "S3_PREFIX": "b"}
    environment |= {"S3_ENDPOINT_URL": endpoint, "S3_REGION": REGION}
    program = (
        "from django.core.files.storage import default_storage as s;"
        "print(s.bucket_name, s.__class__.__name__, s.location,"
        " s.endpoint_url, s.region_name)"
    )
    shell = [sys.executable, "manage.py", "shell", "--no-imports", "-c", program]
    told = subprocess.run(
        shell, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    ).stdout
    assert told.split() == ["a", "S3Storage", "b", endpoint, REGION]


def test_a_bucket_without_its_packages_prevents_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "botocore.config", None)
    with pytest.raises(ImproperlyConfigured, match=r"requirements/s3\.txt"):
        in_bucket("a", prefix="", endpoint="", region="")
