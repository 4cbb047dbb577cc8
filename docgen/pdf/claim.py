"""What a PDF claims of itself in its XMP: of which PDF/A it is."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Final

import pikepdf

_CLAIM: Final = re.compile(rb"pdfaid:(part|conformance)(?:\s*=\s*[\"']|>)\s*([0-9A-Za-z]+)")
_LEVELS: Final = (b"U", b"A")


def find_claim_problems(data: bytes) -> Iterator[str]:
    """Yield, in Vietnamese, what keeps a PDF from claiming PDF/A-2u. A claim only: ``prove`` proves it."""
    try:
        # Not repaired: a file that needs it was harmed.
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False, suppress_warnings=True) as pdf:
            packet = pdf.Root.Metadata.read_bytes() if "/Metadata" in pdf.Root else b""
            is_empty = not pdf.pages
    except (pikepdf.PdfError, AttributeError, ValueError, TypeError, RecursionError) as error:
        yield f"không đọc được như một tệp PDF ({type(error).__name__})"
        return
    if not is_pdfa_2u(packet):
        yield "không tự nhận là PDF/A-2u"
    if is_empty:
        yield "tệp PDF không có trang nào"


def is_pdfa_2u(packet: bytes) -> bool:
    """Return whether an XMP packet claims PDF/A-2, level U or A (which asks for more)."""
    claims = dict(_CLAIM.findall(packet))
    return claims.get(b"part") == b"2" and claims.get(b"conformance") in _LEVELS
