"""Which single key records which verdict at the desk; the buttons and the script read it."""

from django.utils.translation import gettext_lazy as _

from editorial.models import Verdict

# The key of each verdict, as the buttons show it.
VERDICT_KEYS: dict[str, str] = {
    Verdict.SUPPORTS: "s",
    Verdict.PARTLY: "p",
    Verdict.DOES_NOT_SUPPORT: "d",
    Verdict.CONTRADICTS: "c",
    Verdict.COULD_NOT_ACCESS: "n",
}

# What a verdict was made from, as the card offers it.
MEANS_LABELS = {
    "copy": _("the copy kept here"),
    "shelf": _("the book itself"),
    "elsewhere": _("a scan or a page elsewhere"),
    "record": _("only a catalogue’s or publisher’s record of it"),
}
