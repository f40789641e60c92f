"""Who brought a citation in, and so does not check it: kept at every save, and made again from the revisions."""
