"""What is wrong with a value that somebody typed, and how to mend it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Any] = {
    "title_missing": _("There is no title yet. Write it."),
    "address_missing": _("No address can be made of this title. Write one."),
    "address_sign": _("An address cannot hold “%(sign)s”. Use letters, digits and hyphens."),
    "address_dots": _("An address needs a letter or a digit."),
    "key_form": _("A key is made of a–z, digits and hyphens, like service-trotsky-2009."),
    "no_language": _(
        "“%(typed)s” is no language that is known here. Choose one, or write its tag, as de, pt-BR or zh-Hant."
    ),
    "too_long": _("This has %(length)s characters; at most %(most)s are allowed. Shorten it."),
    "too_many": _("There are %(length)s; at most %(most)s are allowed. Take some away."),
    "citation_too_long": _(
        "A part of this citation has %(length)s characters; at most %(most)s are allowed. Shorten it."
    ),
    "sign_nul": _("This holds a NUL character, which cannot be stored. Remove it."),
    "sign_surrogate": _(
        "This holds an invalid character (a lone surrogate). Delete it and type it again."
    ),
    "sign_control": _(
        "This holds a control character that no page can show. Type the words again."
    ),
    "sign_lost": _("“�” stands here for a character that was lost. Type it again."),
    "as_typed": _("This stands here as it was typed. Read it, and save it again."),
    "orcid_form": _("An ORCID is written like 0000-0002-1825-0097."),
    "orcid_digit": _("This ORCID has a wrong check digit. Copy it again."),
    "author_name_missing": _("An author needs a name."),
    "picture_file_missing": _("Choose a picture, or remove this row."),
    "picture_name": _("Name it in one word, like portrait-1920: the text uses this name."),
    "picture_name_twice": _("Another picture has this name. Give each its own."),
    "picture_alt_missing": _("Say what the picture shows."),
    "json_unread": _('This is not JSON%(where)s. Write it as {"field": "value"}.'),
    "json_no_object": _('Write an object: {"field": "value"}.'),
    "fact_citation_none": _(
        "“%(typed)s” is not a citation. Write it as [@key, p. 12], with the source’s key after the @."
    ),
    "fact_citation_mark": _("A fact without a source needs no mark: leave its citations empty."),
}
