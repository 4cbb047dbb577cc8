"""Scans of every kind, made by us."""

from __future__ import annotations

import io

import pikepdf
from PIL import Image

A4 = (595.28, 841.89)


def page_pixels(dpi: float) -> tuple[int, int]:
    """The pixels of an A4 page at a resolution."""
    return round(A4[0] / 72 * dpi), round(A4[1] / 72 * dpi)


def draw(size: tuple[int, int], mode: str = "RGB", kind: str = "JPEG") -> bytes:
    image = Image.linear_gradient("L").resize(size).convert(mode)
    buffer = io.BytesIO()
    image.save(buffer, kind)
    return buffer.getvalue()


def add_image(pdf: pikepdf.Pdf, size: tuple[int, int], mode: str = "RGB") -> pikepdf.Object:
    space = {"RGB": "/DeviceRGB", "L": "/DeviceGray", "CMYK": "/DeviceCMYK"}[mode]
    return pdf.make_stream(
        draw(size, mode),
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=size[0],
        Height=size[1],
        ColorSpace=pikepdf.Name(space),
        BitsPerComponent=8,
        Filter=pikepdf.Name.DCTDecode,
    )


def add_page(pdf: pikepdf.Pdf, content: str, paper: tuple[float, float] = A4, **images: pikepdf.Object) -> pikepdf.Page:
    page = pdf.add_blank_page(page_size=paper)
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary({f"/{k}": v for k, v in images.items()}))
    page.obj.Contents = pdf.make_stream(content.encode())
    return page


def fill(paper: tuple[float, float] = A4, name: str = "Im0") -> str:
    return f"q {paper[0]} 0 0 {paper[1]} 0 0 cm /{name} Do Q"
