"""Word files made ready for the converter to HTML, with the citations and formulas in them. Pure: no Django."""
