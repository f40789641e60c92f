"""What a record of a work is: its kinds, fields, names, dates and identifiers, and what is wrong with it."""
