"""Looking at a draft as it will be printed: its real pages, and what the checker says of them.

    with Previewer(settings, renderer) as previewer:
        preview = previewer.preview(text, organs)      # problems, or pages and findings
        picture = previewer.draw(preview.key, 1)       # a PNG file

LibreOffices stay warm between calls. What was laid out once is kept for a while: the same text is not laid out again.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from docgen.checking import Finding, Report, check_document, settings_for_organ
from docgen.drafting import DraftError, DraftProblem, Organs, parse_draft
from docgen.errors import DocgenError, NotFoundError, ToolError
from docgen.files import write_whole
from docgen.model import Document
from docgen.office import Converter
from docgen.office.convert import count_cores
from docgen.office.output import count_pages
from docgen.ooxml import read_document_bytes
from docgen.pdf.pictures import draw_page
from docgen.rendering import Renderer
from docgen.settings import Settings

if TYPE_CHECKING:
    from types import TracebackType

_KEPT: Final = 60
_DPI: Final = 90


@dataclass(frozen=True, slots=True)
class Preview:
    """What became of a draft. ``key`` names its pages ("" when there are none), ``pages`` counts them.

    ``problems`` are mistakes of the draft, by line; ``trouble`` (Vietnamese) says what else stopped it.
    """

    key: str = ""
    pages: int = 0
    problems: tuple[DraftProblem, ...] = ()
    findings: tuple[Finding, ...] = ()
    warnings: tuple[str, ...] = ()
    trouble: str = ""


class Previewer:
    """Lays drafts out and draws their pages. Used by many threads; close it, or use it in a ``with``."""

    def __init__(self, settings: Settings, renderer: Renderer) -> None:
        self._settings = settings
        self._renderer = renderer
        self._converter: Converter | None = None
        self._folder = Path(tempfile.mkdtemp(prefix="docgen-preview-"))
        self._kept: OrderedDict[str, Future[Preview]] = OrderedDict()
        self._lock = threading.Lock()
        self._drawing = [threading.Lock() for _ in range(16)]
        # Each has a LibreOffice; more of them than cores would only wait for each other.
        self._threads = ThreadPoolExecutor(count_cores(), "docgen-preview")

    def __enter__(self) -> Previewer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End every LibreOffice and remove all pictures."""
        self._threads.shutdown(cancel_futures=True)
        if self._converter is not None:
            self._converter.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def warm_up(self) -> None:
        """Start every LibreOffice in the background, and load what the first preview would wait for."""
        self._threads.submit(self._warm_up)

    def _warm_up(self) -> None:
        from docgen.rendering import TemplateFolder

        document = parse_draft(TemplateFolder(self._settings.templates_folder).read_starter("thong-bao"))
        docx = self._renderer.render(document)
        for number in range(count_cores()):
            self._threads.submit(self._warm_up_one, f"warm-{number}", docx)
        check_rendered(docx, document)

    def _warm_up_one(self, key: str, docx: bytes) -> None:
        self._convert(key, docx)
        draw_page(self._folder / key / "van-ban.pdf", 1, self._folder / key / "1.png", dpi=_DPI)

    def preview(self, text: str, organs: Organs | None) -> Preview:
        """Return the pages and findings of the text of a draft, or the mistakes that keep it from being read."""
        try:
            document = parse_draft(text, organs)
        except DraftError as error:
            return Preview(problems=error.problems)
        return self.lay_out(document)

    def lay_out(self, document: Document) -> Preview:
        """Return the pages and findings of a document."""
        return self._once(_digest("document", document.model_dump_json()), lambda key: self._lay_out(key, document))

    def make_pdf(self, document: Document) -> bytes:
        """Return a document as PDF, number and day left blank. Raises ToolError."""
        preview = self.lay_out(document)
        if preview.trouble:
            raise ToolError(preview.trouble)
        return (self._folder / preview.key / "van-ban.pdf").read_bytes()

    def open_pdf(self, data: bytes) -> Preview:
        """Take the pages of a PDF that was made before."""

        def keep(key: str) -> Preview:
            folder = self._make_folder(key)
            write_whole(folder / "van-ban.pdf", data, flush=False)
            return Preview(key, count_pages(folder / "van-ban.pdf"))

        return self._once(_digest("pdf", hashlib.sha256(data).hexdigest()), keep)

    def draw(self, key: str, page: int) -> Path:
        """Return the picture of a page (from 1). Raises NotFoundError when it is not kept any more, ToolError."""
        with self._lock:
            future = self._kept.get(key)
            if future is not None:
                self._kept.move_to_end(key)
        preview = future.result() if future is not None else None
        if preview is None or not 1 <= page <= preview.pages:
            raise NotFoundError("trang này không còn được giữ", hint="mở lại bản xem trước")
        target = self._folder / key / f"{page}.png"
        with self._drawing[hash((key, page)) % len(self._drawing)]:
            if not target.is_file():
                draw_page(self._folder / key / "van-ban.pdf", page, target, dpi=_DPI)
        return target

    def forget(self) -> None:
        """Lay everything out anew from now on: a template has changed."""
        with self._lock:
            gone = [key for key, future in self._kept.items() if future.done()]
            for key in gone:
                del self._kept[key]
        for key in gone:
            shutil.rmtree(self._folder / key, ignore_errors=True)

    def _once(self, key: str, make: Callable[[str], Preview]) -> Preview:
        """Return what is kept under ``key``; of several who ask at once one makes it, the others wait."""
        future: Future[Preview] = Future()
        with self._lock:
            known = self._kept.setdefault(key, future)
            self._kept.move_to_end(key)
            old = [self._kept.popitem(last=False)[0] for _ in range(len(self._kept) - _KEPT)]
        for gone in old:
            shutil.rmtree(self._folder / gone, ignore_errors=True)
        if known is not future:
            return known.result()
        try:
            made = make(key)
        except BaseException as error:
            with self._lock:
                self._kept.pop(key, None)
            future.set_exception(error)
            raise
        if made.trouble:
            # What the machine lacks now may be there the next time.
            with self._lock:
                self._kept.pop(key, None)
        future.set_result(made)
        return made

    def _lay_out(self, key: str, document: Document) -> Preview:
        try:
            docx = self._renderer.render(document)
            pages = self._threads.submit(self._convert, key, docx)
            findings = check_rendered(docx, document).findings
            warnings = self._renderer.find_lapsed_references(document)
            return Preview(key, pages.result(), findings=findings, warnings=warnings)
        except DocgenError as error:
            return Preview(trouble=str(error))

    def _convert(self, key: str, docx: bytes) -> int:
        folder = self._make_folder(key)
        source = folder / "van-ban.docx"
        write_whole(source, docx, flush=False)
        for conversion in self._get_converter().convert([source], folder):
            if conversion.pdf is None:
                raise ToolError(f"không dựng được trang: {conversion.problem}", hint=conversion.hint)
            return conversion.pages
        raise ToolError("không dựng được trang")

    def _get_converter(self) -> Converter:
        with self._lock:
            if self._converter is None:
                settings = self._settings
                self._converter = Converter(soffice=settings.soffice, timeout_s=settings.convert_timeout_s)
            return self._converter

    def _make_folder(self, key: str) -> Path:
        folder = self._folder / key
        folder.mkdir(exist_ok=True)
        return folder


def check_rendered(docx: bytes, document: Document) -> Report:
    """Return what the checker says of a document that was rendered as a draft."""
    settings = settings_for_organ(document.organ, issued=False)
    places = tuple(dict.fromkeys((document.issuing_place, *settings.places)))
    return check_document(read_document_bytes(docx), replace(settings, places=places))


def _digest(kind: str, text: str) -> str:
    return hashlib.sha256(f"{kind}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()
