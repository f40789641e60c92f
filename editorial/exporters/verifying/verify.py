"""Verify the bundle that this file lies in: python3 verify.py [--since HEAD] [--digest DIGEST].

Python 3.11 or newer, nothing else. Whoever could alter the bundle could alter this copy too: where it matters, run
`manage.py verify_bundle` of an installation you trust.
"""

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

if __name__ == "__main__":
    # Nothing may be written beside the files that are verified.
    sys.dont_write_bytecode = True
    sys.path.insert(0, str(HERE))
    whole_bundle = importlib.import_module("verifying.whole_bundle")
    given = sys.argv[1:]
    options = given if any(not each.startswith("-") for each in given[:1]) else [str(HERE), *given]
    sys.exit(whole_bundle.main(options))
