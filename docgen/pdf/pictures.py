"""Pages as pictures, for looking at in a browser: PDFium draws them, Pillow packs them.

Starting a program for each page (pdftoppm) takes ten times as long as drawing it here.
"""

from __future__ import annotations

import io
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docgen.errors import ToolError
from docgen.files import write_whole

if TYPE_CHECKING:
    from PIL.Image import Image

# PDFium takes one caller at a time, whatever documents they are at.
_PDFIUM: Final = threading.Lock()
_POINTS_PER_INCH: Final = 72


def draw_page(pdf: Path, page: int, target: Path, *, dpi: int = 90) -> None:
    """Write page ``page`` (from 1) of a PDF as the PNG file ``target``. Raises ToolError when that cannot be done."""
    write_whole(target, _pack(_draw(pdf, page, dpi)), flush=False)


def _draw(pdf: Path, page: int, dpi: int) -> Image:
    try:
        import pypdfium2
    except ModuleNotFoundError as error:
        raise ToolError("thiếu gói pypdfium2 để vẽ trang", hint="cài bằng: pip install 'docgen[web]'") from error
    try:
        with _PDFIUM, pypdfium2.PdfDocument(pdf) as document:
            # The picture is a copy: the bitmap goes with the document.
            drawn: Image = document[page - 1].render(scale=dpi / _POINTS_PER_INCH).to_pil().copy()
            return drawn
    except (pypdfium2.PdfiumError, IndexError, OSError) as error:
        raise ToolError("không vẽ được trang PDF", where=f"trang {page}", hint="mở lại bản xem trước") from error


def _pack(image: Image) -> bytes:
    """Return a drawn page as PNG, in grey when it has no colours."""
    from PIL import ImageChops

    red, green, blue = image.split()
    is_grey = all(ImageChops.difference(green, other).getbbox() is None for other in (red, blue))
    packed = io.BytesIO()
    (green if is_grey else image).save(packed, "PNG", compress_level=3)
    return packed.getvalue()
