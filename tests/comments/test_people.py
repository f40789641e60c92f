"""The people of comments: who is proposed behind "@", who is named by nobody's name, and whose a suggestion is."""

from __future__ import annotations

import pytest
from django.urls import reverse
from factories import Cast, article, drafted, person, published, source
from office import entered

from editorial import actions
from editorial.models import Manuscript


@pytest.fixture
def draft(cast: Cast) -> Manuscript:
    published(source(), cast)
    return drafted(article(text="It was new then. It is old now."), cast)


def page_of(draft: Manuscript) -> str:
    return reverse("admin:comments", args=[draft.pk])


def test_people_are_proposed_by_their_account_and_a_mention_of_nobody_is_said(
    cast: Cast, draft: Manuscript
) -> None:
    person("approving", "Approvers", first_name="Olga", last_name="Ott")
    client = entered(cast.moderator)
    people = reverse("admin:comment_people", args=[draft.pk])
    assert client.get(people, {"q": "APP"}).json() == {"results": ["Olga Ott"]}
    accept = {"HTTP_ACCEPT": "application/json"}
    fields = {"words": "was new", "comment": "@olag ott, @Olga Ott, @approving: when?"}
    told = client.post(page_of(draft), fields, **accept).json()["message"]
    assert "@olag is the name of nobody who sees this entry" in told
    assert "Olga" not in told
    answer = client.post(page_of(draft), {"words": "old now", "comment": "@olag?"}, follow=True)
    assert "@olag is the name of nobody" in answer.content.decode()


def test_whoever_suggested_it_for_the_draft_of_another_only_takes_it_back(
    cast: Cast, draft: Manuscript
) -> None:
    olga = person("olga", "Editors")
    suggesting = {"manuscript": draft.pk, "words": "was new", "replacement": "was old"}
    thread = actions.suggest(by=olga, **suggesting).thread
    own = entered(olga).get(page_of(draft)).content.decode()
    buttons = {act: f'data-act="{act}"' in own for act in ("accept", "refuse")}
    assert buttons == {"accept": False, "refuse": True}
    assert ">Take it back</button>" in own
    assert ">Refuse</button>" not in own
    others = entered(cast.editor).get(page_of(draft)).content.decode()
    assert 'data-act="accept"' in others
    assert ">Refuse</button>" in others
    address = reverse("admin:comment_refuse", args=[thread.pk])
    answer = entered(olga).post(address, follow=True)
    assert "Taken back: the words stay as they are." in answer.content.decode()
    # In a draft of one's own one takes over what one suggested.
    actions.suggest(by=cast.editor, **suggesting)
    assert 'data-act="accept"' in entered(cast.editor).get(page_of(draft)).content.decode()
