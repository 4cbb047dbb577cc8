"""PDFs made by us."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from scans import add_image, add_page, fill, page_pixels

MakeScan = Callable[..., Path]


@pytest.fixture
def make_scan(tmp_path: Path) -> MakeScan:
    """Write a scan of one page for each resolution in ``dpis``, in one colour mode."""

    def make(*dpis: float, mode: str = "RGB", version: str = "1.7", name: str = "quet.pdf") -> Path:
        pdf = pikepdf.new()
        for dpi in dpis:
            add_page(pdf, fill(), Im0=add_image(pdf, page_pixels(dpi), mode))
        pdf.save(tmp_path / name, force_version=version)
        return tmp_path / name

    return make
