"""A report is read by who began the import, and so it is in their language."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import translation
from exports import export, page
from factories import Cast

from editorial.actions.import_job import request_import
from editorial.importers.jobs.mediawiki_steps import mediawiki_steps
from editorial.importers.jobs.running import run
from editorial.models import Profile, Revision

pytestmark = pytest.mark.django_db


def test_the_report_is_in_the_language_of_who_began_it_and_nothing_else_is(
    cast: Cast, tmp_path: Path
) -> None:
    Profile.objects.update_or_create(account=cast.editor, defaults={"office_language": "de"})
    file = export(tmp_path, page(title="Empty", number=1, text=""), page(title="Next", number=2))
    job = request_import(
        by=cast.editor, file=None, kind="mediawiki", name="export.xml", digest="d", size=1
    )
    own = translation.get_language()
    assert {translation.get_language() for _done in run(job, mediawiki_steps(file))} == {own}
    assert (
        job.lines.get(name="Empty", construct="page").message == "Diese Seite enthält keinen Text."
    )
    stored = Revision.objects.get(manuscript__title="Next")
    assert stored.summary.startswith("Imported")
    assert translation.get_language() == own
