"""Asking other sites over HTTP, within bounds: the one place from which the office calls anybody. Pure: no Django."""
