"""“Correct this sentence”: from a public page to a small form of the one sentence, saved as the whole form is."""
