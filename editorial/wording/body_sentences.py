"""What is wrong with what a program sends to `POST /api/v1/drafts/`."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

SENTENCES: dict[str, Any] = {
    # The whole body
    "body_unreadable": _("The body cannot be read. %(reason)s"),
    "body_empty": _("It is empty. Send JSON, with its Content-Length."),
    "body_not_utf8": _("It is not UTF-8 (at byte %(byte)s)."),
    "body_not_json": _("It is not JSON: %(reason)s at line %(line)s, column %(column)s."),
    "body_not_kept": _("It is not JSON that can be stored: %(reason)s"),
    "body_member_twice": _("the member %(name)s appears twice in one object."),
    "body_constant": _("%(name)s is not JSON."),
    # Its members
    "body_missing": _("Missing."),
    "body_no_object": _("Not an object."),
    "body_unknown_member": _("Not a member of the body."),
    "body_no_revision": _("Not the number of a revision."),
    "body_no_summary": _("Cannot be stored."),
    # How to fix them
    "body_send": _("Send {“document”: {…}, “based_on”: 0, “summary”: “…”}."),
    "body_members": _("It takes: %(names)s."),
    "body_send_document": _("Send the document as index.json gives it."),
    "body_named_by": _("Every document has id, slug and title."),
    "body_send_again": _("Correct it and send the document again."),
    "body_send_flat": _("Send it as index.json gives it."),
    "body_unfit": _("Not a value that fits here."),
    "body_send_comment": _("Send {“draft”: “…”, “comment”: “…”, “words”: “…”}."),
    "body_say": _("Write what you have to say."),
    "body_give_words": _("Give the words as they stand there."),
    "body_other_words": _("Give what should stand there instead."),
    "body_same_words": _("That is what stands there now."),
    "body_mend_comment": _("Correct it and send the comment again."),
    "body_send_id": _("Give the id, as the office gives it."),
    "body_send_words": _("Give a text."),
    "body_send_truth": _("Give true or false."),
    "body_send_number": _("Give a whole number, 0 for a new entry."),
    "body_send_summary": ngettext_lazy(
        "Give a text of at most %(count)s character.",
        "Give a text of at most %(count)s characters.",
        "count",
    ),
}
