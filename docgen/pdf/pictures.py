"""Pages as pictures, by poppler's pdftoppm: for looking at in a browser."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Final

from docgen.errors import ToolError

_TIMEOUT_S: Final = 30


def draw_page(pdf: Path, page: int, target: Path, *, dpi: int = 90) -> None:
    """Write page ``page`` (from 1) of a PDF as the PNG file ``target``. Raises ToolError when that cannot be done."""
    program = shutil.which("pdftoppm")
    if program is None:
        raise ToolError("thiếu pdftoppm để vẽ trang", hint="cài bằng: apt-get install poppler-utils")
    stem = target.with_suffix("")
    number = str(page)
    command = (program, "-png", "-r", str(dpi), "-f", number, "-l", number, "-singlefile", str(pdf), str(stem))
    try:
        done = subprocess.run(command, capture_output=True, timeout=_TIMEOUT_S, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise ToolError(f"pdftoppm chạy quá {_TIMEOUT_S} giây", where=f"trang {page}") from error
    if done.returncode or not target.is_file():
        raise ToolError("pdftoppm không vẽ được trang", where=f"trang {page}")
