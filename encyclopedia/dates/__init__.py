"""Historical dates: a subset of EDTF (ISO 8601-2:2019, levels 0 and 1). Pure: no Django.

`parse` reads EDTF, `from_words` what a person types; both raise `DateError`, whose message says
what is wrong and how to fix it. docs/dates.md lists what is supported and what is refused.
"""

from encyclopedia.dates.date_wording import MONTHS
from encyclopedia.dates.intervals import Date, parse
from encyclopedia.dates.points import DateError, Point
from encyclopedia.dates.typed_dates import Reading, from_words, read_words

__all__ = ["MONTHS", "Date", "DateError", "Point", "Reading", "from_words", "parse", "read_words"]
