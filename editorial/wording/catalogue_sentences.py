"""What is said of the answers of catalogues outside: what is doubtful, and why there is none."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Any] = {
    # What to look at in a field
    "catalogue_says": _("%(name)s: %(why)s"),
    "catalogue_other_value": _("%(name)s has “%(value)s”."),
    "catalogue_name_split": _("Family and given names were told apart by guess."),
    "catalogue_initials": _("Of given names it has the initials alone."),
    "catalogue_first_year": _("The year of the first edition: yours may be another."),
    "catalogue_said_year": _("The catalogue writes “%(said)s”. Compare it with the title page."),
    "catalogue_plain_record": _("Read from a plain record. Compare it with the work."),
    "catalogue_printed_in": _("Also printed: %(where)s. Cite the version that you used."),
    # How far a work is the one that was asked for
    "catalogue_number_unsaid": _(
        "Its answer does not repeat the %(name)s. Compare the title with the work."
    ),
    "catalogue_other_number": _("it has another %(name)s: %(number)s"),
    "catalogue_other_people": _("its authors are not those of your words"),
    "catalogue_other_year": _("it is of another year: %(year)s"),
    "catalogue_other_title": _("its title is not quite that of your words"),
    "catalogue_other_edition": _("it may be another edition"),
    # Why there is no answer
    "catalogue_nothing": _("%(name)s does not have it."),
    "catalogue_unlike": _("What %(name)s has is something else."),
    "catalogue_several": _(
        "At this address %(name)s sees several works: %(titles)s. Give the address or the number of one."
    ),
    "catalogue_slow": _("%(name)s did not answer in time."),
    "catalogue_unreachable": _("%(name)s cannot be reached now."),
    "catalogue_inside": _("%(name)s leads into our own network, where nothing is looked up."),
    "catalogue_address": _("This address is in our own network, where nothing is looked up."),
    "catalogue_large": _("%(name)s answered with far too much."),
    "catalogue_redirects": _("%(name)s sent us on and on."),
    "catalogue_garbled": _("%(name)s answered something that cannot be read."),
    "catalogue_resting": _("%(name)s asks to be left alone for a while. Try again later."),
    "catalogues_unreachable": _(
        "No catalogue can be reached now. Write the fields yourself: everything else works."
    ),
}
