"""Pages as pictures, for looking at in a browser: poppler's pdftoppm draws them, Pillow packs them.

pdftoppm's own PNG takes three times as long as the drawing, and keeps colours where there are none.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from docgen.errors import ToolError
from docgen.files import write_whole

_TIMEOUT_S: Final = 30


def draw_page(pdf: Path, page: int, target: Path, *, dpi: int = 90) -> None:
    """Write page ``page`` (from 1) of a PDF as the PNG file ``target``. Raises ToolError when that cannot be done."""
    with tempfile.TemporaryDirectory(prefix="docgen-page-") as folder:
        drawn = _draw(pdf, page, Path(folder) / "page", dpi)
        write_whole(target, _pack(drawn), flush=False)


def _draw(pdf: Path, page: int, stem: Path, dpi: int) -> Path:
    program = shutil.which("pdftoppm")
    if program is None:
        raise ToolError("thiếu pdftoppm để vẽ trang", hint="cài bằng: apt-get install poppler-utils")
    number = str(page)
    command = (program, "-r", str(dpi), "-f", number, "-l", number, "-singlefile", str(pdf), str(stem))
    try:
        done = subprocess.run(command, capture_output=True, timeout=_TIMEOUT_S, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise ToolError(f"pdftoppm chạy quá {_TIMEOUT_S} giây", where=f"trang {page}") from error
    drawn = stem.with_suffix(".ppm")
    if done.returncode or not drawn.is_file():
        raise ToolError("pdftoppm không vẽ được trang", where=f"trang {page}")
    return drawn


def _pack(drawn: Path) -> bytes:
    """Return a drawn page as PNG, in grey when it has no colours."""
    from PIL import Image, ImageChops

    with Image.open(drawn) as image:
        red, green, blue = image.split()
        is_grey = all(ImageChops.difference(green, other).getbbox() is None for other in (red, blue))
        packed = io.BytesIO()
        (green if is_grey else image).save(packed, "PNG", compress_level=3)
    return packed.getvalue()
