"""Is a scanned PDF fit for the archive? Annex I, part II, I.2: PDF 1.4 or later, colour, 200 dpi at least, 100 %.

Resolution is that of the page as it is printed: how many pixels of an image fall on an inch of paper. What the image
says of itself does not count. At 100 % the image fills the page that it stands on.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from docgen.errors import InputError, explain_os_error
from docgen.pdf.page_images import PageImage, list_page_images

MIN_VERSION = (1, 4)
MIN_DPI = 200
# Pixels and points are whole numbers or nearly: 199.6 dpi is what a scanner makes of 200.
_ROUNDING_DPI = 0.5
# A logo or a stamp put on afterwards does not speak for the page.
_SMALL = 0.02
# The white border that a scanner cuts off, or a program adds, is no change of scale.
_FILLED = 0.85
_MM = 72 / 25.4
# From A6 to A0, with what a scanner adds.
_PAPER_MM = (95, 1300)


@dataclass(frozen=True, slots=True)
class ScanProblem:
    """What is not as it must be: ``page`` counted from 1, or 0 for the whole file; the texts are Vietnamese."""

    page: int
    message: str
    found: str
    expected: str


@dataclass(frozen=True, slots=True)
class ScanReport:
    """What was found in a scanned PDF; ``version`` like “1.6”."""

    path: Path
    version: str
    pages: int
    problems: tuple[ScanProblem, ...]

    @property
    def accepted(self) -> bool:
        """True when the archive may take the file."""
        return not self.problems


def check_scan(path: Path) -> ScanReport:
    """Hold every page of the PDF at ``path`` against what the decree asks of a digitised copy.

    Raises InputError when the file is absent, is no PDF, is broken, locked, or has no page.
    """
    with _opening(path) as pdf:
        version = max(pdf.pdf_version, str(pdf.Root.get("/Version", "/")).lstrip("/"))
        problems = [*_check_version(version), *(p for n, page in enumerate(pdf.pages, 1) for p in _check_page(n, page))]
        return ScanReport(path, version, len(pdf.pages), tuple(problems))


@contextmanager
def _opening(path: Path) -> Iterator[pikepdf.Pdf]:
    where = str(path)
    try:
        # Not repaired: the archive keeps the file as it is, so it must be whole as it is.
        with pikepdf.open(path, attempt_recovery=False, suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise _locked(where)
            if not pdf.pages:
                raise InputError("tệp PDF không có trang nào", where=where, hint="số hóa lại")
            yield pdf
    except pikepdf.PasswordError as error:
        raise _locked(where) from error
    except pikepdf.PdfError as error:
        raise InputError(f"tệp không phải là PDF hoặc đã hỏng ({error})", where=where, hint="số hóa lại") from error
    except OSError as error:
        raise InputError(
            f"không đọc được tệp: {explain_os_error(error)}", where=where, hint="kiểm tra tên tệp"
        ) from error


def _locked(where: str) -> InputError:
    hint = "bỏ mật khẩu và mọi hạn chế rồi chạy lại: tài liệu lưu trữ không được khóa"
    return InputError("tệp PDF có đặt mật khẩu", where=where, hint=hint)


def _check_version(version: str) -> Iterator[ScanProblem]:
    major, _, minor = version.partition(".")
    if not (major.isdigit() and minor.isdigit()) or (int(major), int(minor)) < MIN_VERSION:
        yield ScanProblem(0, "phiên bản PDF quá cũ", version, "1.4 trở lên")


def _check_page(number: int, page: pikepdf.Page) -> Iterator[ScanProblem]:
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    unit = float(page.obj.get("/UserUnit", 1))
    width, height = abs(right - left) * unit, abs(top - bottom) * unit
    yield from _check_paper(number, width, height)
    try:
        images = [image.scale(unit) for image in list_page_images(page)]
    except (pikepdf.PdfError, ValueError, TypeError, AttributeError, KeyError, OverflowError) as error:
        yield ScanProblem(number, f"không đọc được nội dung trang ({error})", "hỏng", "trang nguyên vẹn")
        return
    large = [image for image in images if image.width * image.height >= _SMALL * width * height]
    if not large:
        yield ScanProblem(number, "trang không có ảnh quét", "không có ảnh", "ảnh màu phủ cả trang")
        return
    coarse = min(large, key=lambda image: image.dpi)
    if coarse.dpi < MIN_DPI - _ROUNDING_DPI:
        yield ScanProblem(number, "độ phân giải thấp", f"{coarse.dpi:.0f} dpi", f"{MIN_DPI} dpi trở lên")
    if _measure_filled(large, width, height) < _FILLED:
        part = f"{_measure_filled(large, width, height):.0%}".replace("%", " % trang")
        yield ScanProblem(number, "ảnh không ở tỷ lệ 100 %", f"ảnh chiếm {part}", "ảnh phủ cả trang")
    elif _measure_filled([image for image in large if image.is_colour], width, height) < _FILLED:
        yield ScanProblem(number, "ảnh không phải ảnh màu", "đen trắng hoặc thang xám", "ảnh màu")


def _check_paper(number: int, width: float, height: float) -> Iterator[ScanProblem]:
    sides = sorted((width / _MM, height / _MM))
    if sides[0] < _PAPER_MM[0] or sides[1] > _PAPER_MM[1]:
        found = f"{sides[0]:.0f} × {sides[1]:.0f} mm"
        yield ScanProblem(
            number, "trang không ở tỷ lệ 100 %: không có khổ giấy nào như vậy", found, "khổ giấy thật, A4"
        )


def _measure_filled(images: list[PageImage], width: float, height: float) -> float:
    """Return how much of the page the images span, by the side of which they span less; 1.0 is all."""
    if not images:
        return 0.0
    wide = max(image.right for image in images) - min(image.left for image in images)
    high = max(image.top for image in images) - min(image.bottom for image in images)
    return min(wide / width, high / height)
