"""LibreOffice: workbooks opened, printed and worked out by another program than wrote them."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest


def converted(folder: Path, to: str) -> Path:
    """The folder into which LibreOffice wrote every .xlsx of a folder anew.

    Skips the test where there is no LibreOffice; on CI that is a failure.
    """
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office and os.environ.get("CI") == "true":
        pytest.fail("LibreOffice is not installed")
    if not office:
        pytest.skip("LibreOffice is not installed")
    command = [office, "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--convert-to", to]
    books = [str(path) for path in sorted(folder.glob("*.xlsx"))]
    subprocess.run([*command, "--outdir", str(folder / "out"), *books], check=True, capture_output=True, timeout=180)
    return folder / "out"


def recalculated(folder: Path) -> dict[str, Any]:
    """The workbooks of a folder, saved without values, by their stems: with every value worked out."""
    out = converted(folder, "xlsx:Calc MS Excel 2007 XML")
    return {path.stem: openpyxl.load_workbook(path, data_only=True) for path in sorted(out.glob("*.xlsx"))}
