"""Verifying a bundle: the standard library alone, so that a copy of this folder verifies anywhere.

Nothing here imports Django or anything else of Stet; the folder is copied into every bundle as it stands.
"""
