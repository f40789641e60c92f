"""What programs read: published entries, sources and citations as JSON, described by `openapi.json` beside this.

Each address is a plain function under `answering.open_data`; what a parameter may be is said in `known_parameters`,
what an answer looks like in `shapes`, both without Django. Only the readers' tables are read: a draft has no row
there.

`openapi.json` is generated, never edited: `manage.py describe_api` writes it from the operation, the docstring and the
shapes of every view (`operations`, `schemas`, `openapi_file`), and `make check` fails when it differs.
"""
