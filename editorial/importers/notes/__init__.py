"""The notes of a manuscript that name works in words: what each says, and which works they are. Pure: no Django."""
