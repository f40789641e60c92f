"""The encyclopedia as plain files, which open from a folder and from any host of static files."""
