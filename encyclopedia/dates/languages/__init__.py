"""Dates in the words of other languages, put into the English words that `typed_dates` reads. Pure: no Django."""
