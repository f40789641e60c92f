"""The work that the sample leaves in every queue of the office."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from editorial import actions
from editorial.models import Manuscript
from editorial.sample import entry_id
from editorial.sample.publishing import check, waive
from encyclopedia.core.documents import ArticleDocument, Author, Document


def leave_work(editor: User, moderator: User, approver: User) -> None:
    """A second edition, a draft, a returned one, two to check, one to approve, and one scheduled."""
    _edit("person", "karl-liebknecht", _DRAFT, editor)

    second = _edit("person", "friedrich-engels", _SECOND, editor)
    if second:
        number = second.revision
        actions.submit(manuscript=second.pk, revision=number, by=editor)
        check(second, moderator)
        waive(second, approver)
        actions.approve(
            manuscript=second.pk,
            revision=number,
            by=approver,
            change="addition",
            summary=_("Where the sample’s readers find more."),
        )
        actions.publish(manuscript=second.pk, by=approver)

    returned = _edit("organisation", "nkvd", _RETURNED, editor)
    if returned:
        actions.submit(manuscript=returned.pk, revision=returned.revision, by=editor)
        actions.return_(
            manuscript=returned.pk,
            by=moderator,
            reason=_("Which of the two sources says so? Cite it at the sentence itself."),
        )

    to_check = _edit("article", "trotskyism", _TO_CHECK, editor)
    if to_check:
        actions.submit(manuscript=to_check.pk, revision=to_check.revision, by=editor)

    new = _new(_NEW, editor)
    if new:
        actions.submit(manuscript=new.pk, revision=new.revision, by=editor)

    to_approve = _edit("person", "rosa-luxemburg", _TO_APPROVE, editor)
    if to_approve:
        actions.submit(manuscript=to_approve.pk, revision=to_approve.revision, by=editor)
        check(to_approve, moderator)

    scheduled = _new(_SCHEDULED, editor)
    if scheduled:
        number = scheduled.revision
        actions.submit(manuscript=scheduled.pk, revision=number, by=editor)
        check(scheduled, moderator)
        waive(scheduled, approver)
        actions.approve(manuscript=scheduled.pk, revision=number, by=approver)
        actions.schedule(
            manuscript=scheduled.pk, by=approver, publish_at=timezone.now() + timedelta(days=7)
        )


_SECOND = "\n\nOn the movement that later claimed his name see [[Trotskyism]]."
_DRAFT = "\n\nHe was a member of the Reichstag until the war divided his party [@? the years]."
_RETURNED = "\n\nIts name became a word for the political police as a whole.[@globalsecurity-nkvd]"
_TO_CHECK = (
    "\n\n## Later histories\n\nRobert J. Alexander documented the movement from 1929 to 1985 in one "
    "large volume [@alexander-1991]. Robert Service wrote a biography of its founder "
    "[@service-trotsky-2009], and Bertrand Patenaude an account of his last years [@patenaude-2009]."
)
# Most of it holds. Two citations do not, so that a moderator meets every verdict: the chairman was another, and a
# quotation has a word that the book has not.
_NEW = ArticleDocument(
    id=entry_id("article", "military-revolutionary-committee"),
    slug="military-revolutionary-committee",
    title="Military Revolutionary Committee",
    summary="The body of the Petrograd Soviet that led the rising of November 1917.",
    authors=(Author("Stet sample editors"),),
    text=(
        "The Military Revolutionary Committee was the organ of the Petrograd Soviet that led the rising of the "
        "[[October Revolution]], in the name of the soldiers and workers of the capital [@reed-ten-days-1919, ch. IV, "
        '"which stands at the head of the Petrograd proletariat and garrison"].\n\n'
        "## Formation\n\n"
        "The leaders of the Soviet discussed it on 25 October 1917 behind closed doors [@reed-ten-days-1919, ch. III, "
        '"the Central Committee of the Petrograd Soviet discussed the formation of a special Military Committee"]. '
        "On the 29th [[Leon Trotsky]] proposed in open session that the Soviet sanction it [@reed-ten-days-1919, "
        'ch. III, "Trotzky proposed that the Soviet formally sanction the Military Revolutionary Committee"]. '
        "Its chairman in those days was Trotsky himself [@reed-ten-days-1919, ch. III, "
        '"under the chairmanship of a tow-headed, eighteen-year-old boy named Lazimir"].\n\n'
        "## The rising\n\n"
        "The committee sat day and night on the top floor of Smolny [@reed-ten-days-1919, ch. III, "
        '"the Military Revolutionary Committee sat in continuous session"]. '
        "When the Government decreed the arrest of its members [@reed-ten-days-1919, ch. III, "
        '"members of the Military Revolutionary Committee"], it had become the centre of the rising; John Reed saw it '
        'hold “the threads of insurrection” [@reed-ten-days-1919, ch. IV, "holding in its hands all the threads of '
        'insurrection"]. In the night of 7 November it proclaimed the fall of the [[Provisional Government]] '
        '[@reed-ten-days-1919, ch. IV, "The Provisional Government is deposed"].\n\n'
        "## Afterwards\n\n"
        "After the rising Podvoisky signed as its chairman [@reed-ten-days-1919, ch. VII, "
        '"Chairman of the Military Revolutionary Committee, Commander in Chief PODVOISKY"].'
    ),
    tags=("Russian Revolution", "Bolsheviks"),
)
_TO_APPROVE = "\n\nJ. P. Nettl wrote her life in full [@nettl-luxemburg-2019]."
_SCHEDULED = ArticleDocument(
    id=entry_id("article", "permanent-revolution"),
    slug="permanent-revolution",
    title="Permanent revolution",
    summary="Leon Trotsky's theory of how a revolution begins in one country and goes on beyond it.",
    text=(
        "[[Leon Trotsky]] set out his theory of permanent revolution in *Results and Prospects*, "
        "which he wrote after the revolution of 1905 [@britannica-trotsky-summary]. "
        "His followers, the adherents of [[Trotskyism]], oppose it to the doctrine of socialism "
        "in one country [@? a source that sets the two theories against each other]."
    ),
    tags=("communism",),
)


def _edit(kind: str, slug: str, words: str, editor: User) -> Manuscript | None:
    """The published entry with words added at the end of its running text, as a draft; None when done before."""
    manuscript = Manuscript.objects.filter(kind=kind, slug=slug).first()
    if manuscript is None or manuscript.revision > 1:
        return None
    document = manuscript.revisions.get(number=1).read()
    changed = replace(document, text=_before_notes(document.text, words))
    return actions.save(document=changed, by=editor, based_on=1).manuscript


def _before_notes(text: str, words: str) -> str:
    body, mark, notes = text.partition("\n[^")
    return f"{body.rstrip()}{words}\n{mark}{notes}" if mark else f"{body.rstrip()}{words}\n"


def _new(document: Document, editor: User) -> Manuscript | None:
    if Manuscript.objects.filter(pk=uuid.UUID(document.id)).exists():
        return None
    return actions.save(document=document, by=editor).manuscript
