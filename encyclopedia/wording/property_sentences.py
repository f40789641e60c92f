"""The labels of facts' properties, and what is wrong with a fact."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SENTENCES: dict[str, Any] = {
    "property_born": _("Born"),
    "property_died": _("Died"),
    "property_buried": _("Buried"),
    "property_nationality": _("Nationality"),
    "property_occupation": _("Occupation"),
    "property_position": _("Position"),
    "property_role": _("Role"),
    "property_affiliation": pgettext_lazy("property", "Affiliation"),
    "property_education": _("Education"),
    "property_spouse": _("Spouse"),
    "property_parent": _("Parent"),
    "property_child": _("Child"),
    "property_founded": _("Founded"),
    "property_founded_by": _("Founded by"),
    "property_dissolved": _("Dissolved"),
    "property_renamed": _("Renamed"),
    "property_predecessor": _("Predecessor"),
    "property_successor": _("Successor"),
    "property_split_from": _("Split from"),
    "property_merged_into": _("Merged into"),
    "property_led_by": _("Led by"),
    "property_member": _("Member"),
    "property_headquarters": _("Headquarters"),
    "property_ideology": _("Ideology"),
    "property_membership": _("Membership"),
    "property_began": _("Began"),
    "property_ended": _("Ended"),
    "property_named_after": _("Named after"),
    "property_location": _("Location"),
    "property_event": _("Event"),
    "property_website": _("Website"),
    "property_identifier": _("Identifier"),
    # Of the entry to which the fact leads, in the page's list of what others say of it.
    "inverse_position": _("Position"),
    "inverse_role": _("Role"),
    "inverse_affiliation": _("Affiliated with it"),
    "inverse_education": _("Educated here"),
    "inverse_founded_by": _("Founder of"),
    "inverse_split_from": _("Split from it"),
    "inverse_merged_into": _("Merged into it"),
    "inverse_led_by": _("Leader of"),
    "inverse_member": _("Member of"),
    "inverse_ideology": _("Ideology of"),
    "inverse_named_after": _("Gave the name to"),
    "inverse_event": _("Event"),
    "fact_field_value": pgettext_lazy("field of a fact", "words"),
    "fact_field_date": _("date"),
    "fact_field_place": _("place"),
    "fact_field_target": _("entry"),
    "fact_fields_or": _("%(one)s or %(other)s"),
    "fact_property_missing": _("Say what this is: choose a kind of fact."),
    "fact_property_unknown": _("There is no property “%(name)s”; choose one of: %(known)s."),
    "fact_property_of_other_kinds": _("“%(label)s” is not a property of this kind of entry."),
    "fact_incomplete": _("“%(label)s” needs its %(fields)s."),
    "fact_entry_and_words": _("Give either the entry or its name in words, not both."),
    "fact_field_unused": _("“%(label)s” takes no %(field)s; put it in the note."),
    "fact_web_address": _("A web address begins with https:// or http://."),
    "authority_form": _(
        "“%(typed)s” is no number of %(name)s, which looks like %(example)s; copy it from its record there."
    ),
    "authority_digit": _(
        "“%(typed)s” is no number of %(name)s: its check digit does not fit, so a character was mistyped; "
        "copy it from its record there."
    ),
    "fact_undisputed_twice": _(
        "“%(label)s” stands here twice; mark both as disputed, the preferred first."
    ),
    "fact_before_its_beginning": _(
        "“%(last)s” comes before “%(first)s”; correct one of the dates."
    ),
}
