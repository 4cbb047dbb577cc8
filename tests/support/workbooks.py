"""Workbooks for tests, written by openpyxl, and changed where it would not write what other programs do."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl


def write_workbook(path: Path, rows: Sequence[Sequence[Any]], change: Callable[[Any], None] | None = None) -> Path:
    """Write rows into the first sheet, called “Danh sách”; ``change`` gets the sheet before it is saved."""
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = "Danh sách"
    for row in rows:
        sheet.append(list(row))
    if change is not None:
        change(sheet)
    workbook.save(path)
    return path


def edit_part(path: Path, part: str, edit: Callable[[bytes], bytes]) -> Path:
    """Change one part of a package."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    assert edit(parts[part]) != parts[part]
    parts[part] = edit(parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return path
