"""What LibreOffice makes of a file, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import warnings
from pathlib import Path


def saved(content: bytes, ending: str, folder: Path) -> bytes | None:
    """A Word file opened and saved in the format of this ending; None with a warning where there is no LibreOffice."""
    office = shutil.which("soffice")
    if office is None:
        warnings.warn("LibreOffice is not here: what it makes of it was not seen", stacklevel=2)
        return None
    (folder / "file.docx").write_bytes(content)
    subprocess.run(
        [
            office,
            f"-env:UserInstallation=file://{folder}/profile",
            *("--headless", "--convert-to", ending, "--outdir", str(folder / "saved")),
            str(folder / "file.docx"),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )
    return (folder / f"saved/file.{ending}").read_bytes()
