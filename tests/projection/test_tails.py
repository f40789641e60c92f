"""The foot of a page leads to its bibliography as a file while it has one."""

from __future__ import annotations

from typing import Any

import factories
import pytest
from projection.shelf import KEY, changed, part, publish, rebuilt

pytestmark = pytest.mark.django_db


def test_an_entry_has_its_bibliography_as_a_file_while_it_cites_something(cast: Any) -> None:
    source = factories.source(KEY)
    publish(source, cast)
    article = factories.article()
    publish(article, cast)
    assert "Its sources BibTeX · RIS" in part(article, "tail").text
    assert "How to cite this source" in part(source, "tail").text
    assert rebuilt() == []
    publish(changed(article, text="Nothing is cited."), cast)
    assert "Its sources" not in part(article, "tail").text
    assert rebuilt() == []
