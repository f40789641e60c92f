"""What is published already is counted by the migration, as `rebuild` would count it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import factories
import pytest
from django.apps import apps
from projection.shelf import KEY, publish, rebuilt
from projection.tallying import counted, tallied

from encyclopedia.models import Counted, SearchName, TaggedEntry, Tally

pytestmark = pytest.mark.django_db


def test_what_is_published_already_is_counted_and_named(cast: Any) -> None:
    publish(factories.source(KEY), cast)
    publish(
        factories.article(
            aliases=("A theory", "Théorie"),
            tags=("The École", "History"),
            text=f"By [[Nobody]].[@{KEY}, p. 1] No.[@? who]",
        ),
        cast,
    )
    before = tallied()
    for model in (Counted, Tally, SearchName):
        model._default_manager.all().delete()
    TaggedEntry.objects.update(sort_key="", language="")
    import_module("encyclopedia.migrations.0053_count_what_is_published").fill(apps, None)
    import_module("encyclopedia.migrations.0102_lists_by_language").fill(apps, None)
    assert tallied() == before == counted()
    # By their numbers works are found since a later version.
    assert [item.part for item in rebuilt()] == ["search"]
