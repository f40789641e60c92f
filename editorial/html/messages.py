"""What import reports say. The variable part always stands beside it, in the excerpt or detail."""

from __future__ import annotations


def _(message: str) -> str:
    """Marks a message for translation; the screen that shows it translates."""
    return message


# Numbered text
REFERENCE_NOT_FOUND = _("A mark points to a reference that is not there: citation needed.")
REFERENCE_UNUSED = _("No mark in the text points to this reference.")
REFERENCE_TWICE = _("Two references carry the same mark; the first was taken.")
REFERENCE_IS_NO_WORK = _("A reference names no work that could be recognised; read it again.")
LIST_UNUSED = _("A list of references to which no mark points was kept as text.")
STRAY_LINE = _("A short line stands alone: a caption or a heading? It was kept as text.")
LOST_DASH = _("Two words seem to have lost the dash between them; nothing was changed.")
MARK_AMBIGUOUS = _("A superscript could be read in two ways; check its reference.")

# Pasted pages and Word files
NOTE_KEPT = _("A note names no source that is known here; it was kept as an explanatory note.")
NOTE_LOST = _("A mark points to a note that was not copied along: citation needed.")
NOTE_UNUSED = _("No mark in the text points to this note; it was left out.")
PICTURE_WANTED = _("A picture was not carried over; its place is kept.")
LINK_DROPPED = _("A link leads nowhere outside the copied page; its words were kept.")
CELLS_MERGED = _("A table has merged cells; they were written one by one.")
TABLE_FLATTENED = _("A table inside a table was written as text.")
FORMULA_AS_CODE = _("A formula was kept as code.")
FORMULA_LOST = _("Formulas were not carried over.")
BOX_LEFT_OUT = _("A box of the page was left out.")
NESTING_CUT = _("The page is nested too deeply; some of its structure was flattened.")
COMMENTS_LEFT_OUT = _("Comments in the margin were left out.")
CHANGES_ACCEPTED = _("Tracked changes were taken as accepted.")
DELETED_LEFT_OUT = _("Text marked as deleted was left out.")
TEXT_BOX_MOVED = _("Text boxes were moved into the running text.")
NOT_CARRIED_OVER = _("Something was not carried over.")

# Files of any kind
ENCODING_GUESSED = _("The file is not in UTF-8; it was read as Windows-1252. Check its accents.")

# Refusals
TOO_LONG = _("The text is too long to be read at once.")
TOO_MANY_ELEMENTS = _("The page has too many elements to be read at once.")
NOT_WORD = _("This is not a Word file (.docx).")
OLD_WORD = _("This is an old Word file, or one locked with a password; save it as .docx.")
DAMAGED = _("The file is damaged.")
UNSAFE_ARCHIVE = _("The file holds a part whose path leads out of it.")
LOCKED = _("The file is locked with a password.")
UNPACKS_TOO_LARGE = _("The file unpacks to far more than a text would; it was not read.")
UNSAFE_XML = _("The file declares a document type; Word never does, so it was not read.")
NOT_TEXT = _("This is neither text nor a page nor a Word file.")
RICH_TEXT = _("This is a Rich Text file; save it as .docx.")
ENCODING_BROKEN = _("The file holds bytes that are no text; save it as UTF-8.")
NESTED_TOO_DEEPLY = _("The file is nested too deeply to be read.")
