"""What could not be read of a bibliography file (BibTeX, RIS, CSL-JSON), and what to do."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

SENTENCES: dict[str, Any] = {
    "file_line": _("Line %(line)s: %(problem)s"),
    # The whole file
    "file_too_long": ngettext_lazy(
        "The file is longer than %(count)s million characters: split it.",
        "The file is longer than %(count)s million characters: split it.",
        "count",
    ),
    "file_empty": _("The file is empty."),
    "file_line_too_long": _(
        "longer than a million characters: this is not a %(format)s file that can be read."
    ),
    "file_is_archive": _(
        "This is a zip archive or an office document, not a bibliography: export it as BibTeX, RIS or CSL-JSON."
    ),
    "file_is_pdf": _("This is a PDF, not a bibliography: export it as BibTeX, RIS or CSL-JSON."),
    "file_is_document": _(
        "This is an office document, not a bibliography: export it as BibTeX, RIS or CSL-JSON."
    ),
    "file_of_no_format": _(
        "The file holds no entry of BibTeX (@book{…}), RIS (TY  - BOOK) or CSL-JSON ([{…}])."
    ),
    # BibTeX
    "bibtex_no_entry": _(
        "The file holds no BibTeX entry: each starts with @book{, @article{ or the like."
    ),
    "bibtex_no_work": _("The file holds no BibTeX entry with a work in it."),
    "bibtex_field_twice": _("%(names)s is given twice; the first is taken."),
    "bibtex_broken": _("the entry is broken: %(reason)s. Not read."),
    "bibtex_unknown_macro": _("“%(macro)s” is not a macro of this file; its name is kept."),
    "bibtex_cut": _(
        "macros fill more than %(value)s characters into “%(name)s”, or more than %(file)s into the whole file; "
        "it is cut there. Write it out instead."
    ),
    "bibtex_no_parent": _("refers to “%(key)s”, which is not in the file."),
    "bibtex_large_parent": _(
        "takes over too much from “%(key)s”; nothing of it is taken over. Split the file."
    ),
    "bibtex_key_twice": _("the key “%(key)s” is used twice; this entry is read as “%(unused)s”."),
    "bibtex_semicolons": _(
        "semicolons stand between the names in “%(name)s”, where BibTeX has “and”; each is read as one name."
    ),
    "address_with_space": _(
        "the address “%(address)s” holds a space; it is read as %%20. Look whether it still leads somewhere."
    ),
    "bibtex_unknown_type": _("“@%(type)s” is not a known type of entry; read as a document."),
    # RIS
    "ris_no_entry": _(
        "The file holds no RIS entry: each starts with a line “TY  - …” and ends with “ER  -”."
    ),
    "ris_stray_line": _("belongs to no entry: “%(words)s”."),
    "ris_ends_in_next": _(
        "the entry does not end (ER  -) before the next one in line %(next)s; it is read up to there."
    ),
    "ris_ends_in_file": _(
        "the entry does not end (ER  -) before the file does, which may be cut off; it is read up to there."
    ),
    "ris_unknown_type": _("“%(type)s” is not a type of RIS; read as a document."),
    # CSL-JSON
    "csl_no_item": _("The file holds no items."),
    "csl_item_no_object": _("expected an item in braces."),
    "csl_item_empty": _("an item has neither type nor title."),
    "csl_cut_off": _("the file ends in the middle: its closing bracket is missing."),
    "csl_no_json": _("not CSL-JSON: %(reason)s"),
    "csl_broken": _("%(reason)s (line %(line)s, column %(column)s)."),
    "csl_too_deep": _("nested too deeply."),
    "csl_constant": _("%(name)s is not a number in JSON."),
}
