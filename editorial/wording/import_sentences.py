"""What readers of imported text report: what was not carried over, and why a file is not read."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, Any] = {
    # A file of another kind than it claims to be
    "unfit_zip": _(
        "This is a zip archive, whatever its name says. Unpack it, and choose the file that is inside."
    ),
    "unfit_pdf": _("This is a PDF. Copy its text, or save it as a Word file (.docx)."),
    "unfit_binary": _("This is not text. Save it as plain text, HTML or a Word file (.docx)."),
    "unfit_not_export": _("This is not a MediaWiki export: such a file begins with <mediawiki …>."),
    "unfit_not_bibliography": _(
        "There is no BibTeX entry (@book{…}), RIS record (TY  - …) or CSL-JSON in this file, whatever its name says."
    ),
    # Numbered text
    "import_reference_not_found": _(
        "A mark points to a reference that is not there: citation needed."
    ),
    "import_reference_unused": _("No mark in the text points to this reference."),
    "import_reference_twice": _("Two references have the same mark; the first was used."),
    "import_reference_is_no_work": _(
        "A reference names no work that could be recognised; read it again."
    ),
    "import_list_unused": _("A list of references to which no mark points was kept as text."),
    "import_stray_line": _(
        "A short line stands alone: a caption or a heading? It was kept as text."
    ),
    "import_lost_dash": _(
        "Two words seem to have lost the dash between them; nothing was changed."
    ),
    "import_mark_ambiguous": _("A superscript could be read in two ways; check its reference."),
    # Pasted pages and Word files
    "import_note_kept": _(
        "A note names no source that is known here; it was kept as an explanatory note."
    ),
    "import_note_lost": _("A mark points to a note that was not copied along: citation needed."),
    "import_note_unused": _("No mark in the text points to this note; it was left out."),
    "import_picture_wanted": _("A picture was not carried over; its place is kept."),
    "import_link_dropped": _("A link leads nowhere outside the copied page; its words were kept."),
    "import_cells_merged": _("A table has merged cells; they were written one by one."),
    "import_table_flattened": _("A table inside a table was written as text."),
    "import_formula_as_code": _("A formula was kept as code."),
    "import_formula_lost": _("Formulas were not carried over."),
    "import_box_left_out": _("A box of the page was left out."),
    "import_nesting_cut": _("The page is nested too deeply; some of its structure was flattened."),
    "import_comments_left_out": _("Comments in the margin were left out."),
    "import_paragraph_too_long": _(
        "A paragraph of this file has more than 10,000 pieces. Part it in the program that wrote it, and save the "
        "file again."
    ),
    "import_facts_changed": _(
        "The facts were changed in the file. They came in as they were published: change them in the form."
    ),
    "import_changes_accepted": _("Tracked changes were treated as accepted."),
    "import_deleted_left_out": _("Text marked as deleted was left out."),
    "import_text_box_moved": _("Text boxes were moved into the running text."),
    "import_contents_left_out": _(
        "A table of contents or an index was left out: the page makes its own."
    ),
    "import_hidden_left_out": _("Hidden text was left out."),
    "import_struck_kept": _("Text that is struck out was kept, without the line through it."),
    "import_field_without_record": _(
        "The reference manager left no record of this work in the file; the source was made from these words."
    ),
    "import_citation_as_words": _(
        "The reference manager’s data of this citation is missing or damaged; its words were kept."
    ),
    "import_listed_not_cited": _(
        "This work of the bibliography is cited by no note; its source is drafted."
    ),
    "import_title_note_moved": _(
        "The note at the title stands at the end of the first paragraph now."
    ),
    "import_note_beside": _(
        "The note says more than which works it cites: its words are an explanatory note beside them."
    ),
    "import_note_unclear": _(
        "It cannot be told which work this means; the note was kept as an explanatory note."
    ),
    "import_not_carried_over": _("Something was not carried over."),
    "import_bibliography_beside": _(
        "The text names a bibliography in a file of its own. Import that file too, before this one."
    ),
    "import_key_unknown": _(
        "No source has this key, neither in the front matter nor in the office. Make one, or mend the key."
    ),
    "import_front_matter_left_out": _("This field of the front matter was left out."),
    # Files of any kind
    "import_encoding_guessed": _(
        "The file is not in UTF-8; it was read as Windows-1252. Check its accents."
    ),
    # Refusals
    "import_too_long": _("The text is too long to be read at once."),
    "import_too_many_elements": _("The page has too many elements to be read at once."),
    "import_not_word": _("This is neither a Word file (.docx) nor an Open Document text (.odt)."),
    "import_old_word": _(
        "This is an old Word file, or one locked with a password; save it as .docx."
    ),
    "import_damaged": _("The file is damaged."),
    "import_unsafe_archive": _("The file holds a part whose path leads out of it."),
    "import_locked": _("The file is locked with a password."),
    "import_unpacks_too_large": _(
        "The file unpacks to far more than a text would; it was not read."
    ),
    "import_unsafe_xml": _(
        "The file declares a document type; Word never does, so it was not read."
    ),
    "import_not_text": _("This is neither text nor a page nor a Word file."),
    "import_other_format": _(
        "This is %(name)s, which is not read here. Convert it to Word (.docx), ODT or Markdown, for example with "
        "pandoc, and import that."
    ),
    "import_rich_text": _("This is a Rich Text file; save it as .docx or .odt."),
    "import_encoding_broken": _("The file holds bytes that are not text; save it as UTF-8."),
    "import_nested_too_deeply": _("The file is nested too deeply to be read."),
}
