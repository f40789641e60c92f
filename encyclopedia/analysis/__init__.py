"""Reading whole documents: what one reading finds, and what changed between two. Pure: no Django.

It stands above `core`, which says what a document is, and `markup`, which reads its text.
"""

from encyclopedia.analysis.analysis import Analysis, analyse

__all__ = ["Analysis", "analyse"]
