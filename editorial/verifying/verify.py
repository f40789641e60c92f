"""Verify the bundle that this file is in: python3 verify.py [--since HEAD] [--digest DIGEST].

Needs Python 3.11 or newer, nothing else. Who alters the bundle can alter this copy too: where it matters, run
`manage.py verify_bundle` of an installation you trust.
"""

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

if __name__ == "__main__":
    # No file may be written among the files that are verified.
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(HERE))
    whole_bundle = importlib.import_module("verifying.whole_bundle")
    arguments = sys.argv[1:]
    has_path = bool(arguments) and not arguments[0].startswith("-")
    sys.exit(whole_bundle.main(arguments if has_path else [str(HERE), *arguments]))
