"""A document that points outside: LibreOffice fetches nothing and takes no local file into the PDF."""

from __future__ import annotations

import struct
import subprocess
import threading
import zlib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.etree import ElementTree

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from pypdf import PdfReader

from docgen.office import convert_to_pdf
from docgen.office.profile import _SETTINGS
from docgen.office.soffice import get_soffice

pytestmark = pytest.mark.slow

HIDDEN = "BÍ MẬT CỦA MÁY CHỦ"
PICTURE = (
    "<w:drawing {ns} xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'"
    " xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'"
    " xmlns:pic='http://schemas.openxmlformats.org/drawingml/2006/picture'><wp:inline>"
    "<wp:extent cx='720000' cy='720000'/><wp:docPr id='{n}' name='p{n}'/><a:graphic><a:graphicData"
    " uri='http://schemas.openxmlformats.org/drawingml/2006/picture'><pic:pic><pic:nvPicPr>"
    "<pic:cNvPr id='{n}' name='p'/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
    "<a:blip r:link='{rid}'/><a:stretch><a:fillRect/>"
    "</a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x='0' y='0'/><a:ext cx='720000' cy='720000'/></a:xfrm>"
    "<a:prstGeom prst='rect'><a:avLst/></a:prstGeom></pic:spPr></pic:pic>"
    "</a:graphicData></a:graphic></wp:inline></w:drawing>"
)


class Trap:
    """A web server that writes down who comes."""

    def __init__(self) -> None:
        self.requests: list[str] = []
        requests = self.requests

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                requests.append(f"{self.command} {self.path}")
                self.send_response(200)
                self.send_header("Content-Type", "image/png")
                self.end_headers()
                if self.command == "GET":
                    self.wfile.write(png())

            do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - named by the library

            def log_message(self, format: str, *args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever)

    def __enter__(self) -> Trap:
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture
def trap() -> Iterator[Trap]:
    with Trap() as server:
        yield server


def png(side: int = 40) -> bytes:
    """A square picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\xff\0\0" * side) * side
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def write_linking_docx(folder: Path, url: str) -> Path:
    """Write a document that points outside in every way that Word knows and we thought of."""
    # Of another size than the one on the web: the PDF keeps equal pictures once.
    (folder / "secret.png").write_bytes(png(50))
    secret = Document()
    secret.add_paragraph(HIDDEN)
    secret.save(str(folder / "secret.docx"))
    here = folder.as_uri()
    document = Document()
    part, paragraph = document.part, document.add_paragraph("Văn bản có liên kết")

    def relate(target: str, kind: str) -> str:
        return part.relate_to(target, kind, is_external=True)

    def add(xml: str) -> None:
        paragraph.add_run()._r.append(parse_xml(xml))

    for n, target in enumerate((f"{url}/linked.png", f"{here}/secret.png"), 1):
        add(PICTURE.format(ns=nsdecls("w", "r"), n=n, rid=relate(target, RELATIONSHIP_TYPE.IMAGE)))
    vml = relate(f"{url}/vml.png", RELATIONSHIP_TYPE.IMAGE)
    add(
        f"<w:pict {nsdecls('w', 'r')} xmlns:v='urn:schemas-microsoft-com:vml'>"
        f"<v:shape id='v' style='width:50pt;height:50pt'><v:imagedata r:id='{vml}'/></v:shape></w:pict>"
    )
    for code in (
        f'INCLUDEPICTURE "{url}/field.png" \\d',
        f'INCLUDEPICTURE "{folder}/secret.png" \\d',
        f'INCLUDETEXT "{folder}/secret.docx"',
        f'INCLUDETEXT "{url}/field.docx"',
    ):
        instruction = f"<w:instrText {nsdecls('w')} xml:space='preserve'> {code} </w:instrText>"
        add(f"<w:fldChar {nsdecls('w')} w:fldCharType='begin'/>")
        add(instruction)
        add(f"<w:fldChar {nsdecls('w')} w:fldCharType='end'/>")
    body = document.element.body
    for kind, element in (("aFChunk", "altChunk"), ("subDocument", "subDoc")):
        rid = relate(
            f"{here}/secret.docx", f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"
        )
        body.insert(0, parse_xml(f"<w:{element} {nsdecls('w', 'r')} r:id='{rid}'/>"))
    settings = part._settings_part
    template = settings.relate_to(
        f"{url}/template.dotx",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate",
        is_external=True,
    )
    settings.element.insert(0, parse_xml(f"<w:attachedTemplate {nsdecls('w', 'r')} r:id='{template}'/>"))
    document.save(str(folder / "links.docx"))
    return folder / "links.docx"


def count_images(pdf: Path) -> int:
    with PdfReader(pdf) as reader:
        return sum(len(page.images) for page in reader.pages)


def test_the_trap_works_on_a_libreoffice_without_our_profile(tmp_path: Path, trap: Trap) -> None:
    """Without this one, the next would pass on a document that links nothing."""
    source = write_linking_docx(tmp_path, trap.url)
    arguments = ("--infilter=MS Word 2007 XML", "--convert-to", "pdf", "--outdir", tmp_path / "ra", source)
    subprocess.run(
        [get_soffice(), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", *arguments],
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LANG": "C.UTF-8"},
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert "GET /linked.png" in trap.requests
    assert count_images(tmp_path / "ra" / "links.pdf") == 2


def test_nothing_is_fetched_and_no_local_file_is_taken_in(tmp_path: Path, trap: Trap) -> None:
    (result,) = convert_to_pdf([write_linking_docx(tmp_path, trap.url)], tmp_path / "ra")
    assert result.pdf is not None, result.problem
    assert trap.requests == []
    assert count_images(result.pdf) == 0
    text = subprocess.run(["pdftotext", result.pdf, "-"], capture_output=True, text=True, check=True).stdout
    assert "Văn bản có liên kết" in text
    assert HIDDEN not in text


def test_the_settings_of_the_profile_exist_in_this_libreoffice() -> None:
    """A name misspelt is a setting not made, without a word from LibreOffice."""
    known = list_known_settings(get_soffice().resolve().parent.parent / "share" / "registry")
    unknown = {(path, name) for path, name, _ in _SETTINGS if "Jobs" not in path} - known
    # Younger than 7.4.
    assert {name for _, name in unknown} <= {"DisableActiveContent", "DisablePythonRuntime", "DisableOLEAutomation"}


def list_known_settings(registry: Path) -> set[tuple[str, str]]:
    oor = "{http://openoffice.org/2001/registry}"
    found: set[tuple[str, str]] = set()

    def walk(node: ElementTree.Element, path: str) -> None:
        for child in node:
            name = child.get(f"{oor}name", "")
            if child.tag == "prop":
                found.add((path, name))
            else:
                walk(child, f"{path}/{name}")

    for file in registry.glob("*.xcd"):
        tree = ElementTree.parse(file)  # noqa: S314 - LibreOffice's own file
        for schema in tree.iter(f"{oor}component-schema"):
            component = schema.find("component")
            if component is not None:
                walk(component, f"/{schema.get(f'{oor}package')}.{schema.get(f'{oor}name')}")
    return found
