"""LibreOffice's PDF/A-2b becomes the archive's PDF/A-2u: its metadata ours, nothing in it from the clock.

LibreOffice writes the time of the conversion in five places (dates, /ID, DocChecksum, the colour profile's header),
so two conversions of one file differ. Here the same document and the same fields give the same bytes.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

import pikepdf

from docgen.errors import ConformanceError
from docgen.office import Finished
from docgen.pdf.info import LANGUAGE, PdfInfo
from docgen.pdf.xmp import write_xmp

# ICC.1:2010, 7.2: when the profile was made, and its identifier, which is a sum over that time too.
_ICC_MADE = slice(24, 36)
_ICC_ID = slice(84, 100)
# What ties a page, or an annotation on it, to the tree of structure.
_TIES = ("/StructParents", "/StructParent", "/Tabs")


def finish_pdf(raw: Path, info: PdfInfo) -> Finished:
    """Return the PDF at ``raw`` as PDF/A-2u that says ``info`` of itself.

    Raises ConformanceError when the file is no PDF, is broken or has no page.
    """
    with opening_pdf(raw) as pdf:
        pages = len(pdf.pages)
        if not pages:
            raise ConformanceError("tệp PDF không có trang nào", where=str(raw))
        seal(pdf, info)
        out = io.BytesIO()
        save(pdf, out)
        return Finished(out.getvalue(), pages)


@contextmanager
def opening_pdf(path: Path) -> Iterator[pikepdf.Pdf]:
    """Open a PDF that was made here; whatever pikepdf stumbles on inside the ``with`` becomes ConformanceError."""
    if not path.is_file():
        raise ConformanceError("không có tệp PDF nào được tạo ra", where=str(path))
    try:
        # Not repaired: a file that needs it was not written whole.
        with pikepdf.open(path, attempt_recovery=False, suppress_warnings=True) as pdf:
            yield pdf
    except pikepdf.PdfError as error:
        raise ConformanceError(
            f"tệp PDF hỏng ({error})", where=str(path), hint="tạo lại tệp này từ văn bản gốc"
        ) from error


def drop_tags(pdf: pikepdf.Pdf) -> None:
    """Take the tree of structure (tags) out of ``pdf``. Level U does not ask for it; of a long table it is most."""
    for page in pdf.pages:
        for holder in (page.obj, *page.get("/Annots", ())):
            for key in _TIES:
                if key in holder:
                    del holder[key]
    for key in ("/StructTreeRoot", "/MarkInfo"):
        if key in pdf.Root:
            del pdf.Root[key]


def seal(pdf: pikepdf.Pdf, info: PdfInfo) -> None:
    """Write ``info`` into ``pdf`` and take the clock out of it."""
    producer = str(pdf.docinfo.get("/Producer", ""))
    # The first half of an /ID is kept when there is one.
    for key in ("/DocChecksum", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    pdf.Root.Lang = pikepdf.String(LANGUAGE)
    pdf.Root.Metadata = pdf.make_stream(write_xmp(info, producer), Type=pikepdf.Name.Metadata, Subtype=pikepdf.Name.XML)
    pdf.trailer["/Info"] = pdf.make_indirect(_write_document_info(info, producer))
    if "/OutputIntents" not in pdf.Root:
        pdf.Root.OutputIntents = pikepdf.Array([_write_output_intent(pdf)])
    for intent in pdf.Root.OutputIntents:
        _stop_clock(intent.DestOutputProfile)


def save(pdf: pikepdf.Pdf, target: BinaryIO) -> None:
    """Write ``pdf`` so that the same content gives the same bytes."""
    pdf.save(
        target,
        deterministic_id=True,
        min_version="1.6",
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )


def _write_document_info(info: PdfInfo, producer: str) -> pikepdf.Dictionary:
    """Return the old information dictionary, which must agree with the XMP where both say something."""
    values: dict[str, Any] = {
        "/Title": info.title,
        "/Author": info.author,
        "/Subject": info.description,
        "/Producer": producer,
        "/Creator": "docgen",
        "/CreationDate": _write_pdf_time(info.created),
        "/ModDate": _write_pdf_time(info.modified),
    }
    return pikepdf.Dictionary({key: pikepdf.String(value) for key, value in values.items() if value})


def _write_pdf_time(time: datetime.datetime | None) -> str:
    """Return a time as PDF writes it (ISO 32000-1, 7.9.4): D:20230915080000+07'00'."""
    if time is None:
        return ""
    zone = time.strftime("%z")[:5]
    return f"D:{time:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:]}'"


def _write_output_intent(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
    """Return what says that colours are those of sRGB (ISO 19005-2, 6.2.3)."""
    from PIL.ImageCms import ImageCmsProfile, createProfile

    profile = pdf.make_stream(ImageCmsProfile(createProfile("sRGB")).tobytes(), N=3)
    return pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFA1,
        OutputConditionIdentifier=pikepdf.String("sRGB IEC61966-2.1"),
        DestOutputProfile=pdf.make_indirect(profile),
    )


def _stop_clock(profile: pikepdf.Object) -> None:
    data = bytearray(profile.read_bytes())
    for place in (_ICC_MADE, _ICC_ID):
        data[place] = bytes(place.stop - place.start)
    profile.write(bytes(data))
