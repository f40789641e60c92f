"""What programs read: published entries, sources and citations as JSON, described by `openapi.json` beside this.

Each address is a plain function under `answering.open_data`; what a parameter may be is said in `parameters`, what an
answer looks like in `shapes`, both without Django. Only the readers' tables are asked: a draft has no row there.
"""
