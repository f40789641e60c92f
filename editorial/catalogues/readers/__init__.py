"""One reader for each form of answer: works in CSL-JSON with what is doubtful. Pure: no Django, no network."""
