"""The audit log on a phone: a card for each event, with nothing off the screen."""

from __future__ import annotations

import pytest
from factories import article, make_cast, published, source, submitted
from playwright.sync_api import expect
from screens import Opened, enter

from editorial import actions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_every_event_is_a_card_that_fits_a_phone(opened: Opened, transactional_db: None) -> None:
    people = make_cast()
    published(source(), people)
    manuscript = submitted(article(), people)
    reason = (
        "The second footnote needs the page of the first edition, not that of the reprint. " * 3
    )
    actions.return_(manuscript=manuscript.pk, by=people.moderator, reason=reason)
    page = opened(viewport={"width": 360, "height": 740})
    enter(page, "abel", "/admin/record/")
    shown = page.locator("table.log tbody td").filter(has_text="second footnote")
    expect(shown).to_be_visible()
    box = shown.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert page.evaluate(
        "document.querySelector('.scroll').scrollWidth <= document.querySelector('.scroll').clientWidth"
    )
    assert box["height"] < 300
