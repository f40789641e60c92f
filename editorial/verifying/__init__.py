"""Verifying a bundle: the standard library only, so that a copy of this folder verifies anywhere.

Nothing here imports Django or anything else of Stet; the folder is copied into every bundle unchanged.
"""
