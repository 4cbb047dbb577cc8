"""Small documents, and LibreOffices that fail, hang or lie."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from pypdf import PdfWriter

from docgen.office import Conversion, Converter
from docgen.office.soffice import Engine

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"

MakeDocx = Callable[..., Path]
MakeFake = Callable[..., "FakeOffice"]


def plain_parts() -> dict[str, bytes]:
    """The three parts that a Word document cannot do without."""
    rel = f'<Relationship Id="a" Type="{OFFICE_DOCUMENT}" Target="word/document.xml"/>'
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>'.encode(),
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{rel}</Relationships>'.encode(),
        "word/document.xml": f'<w:document xmlns:w="{W}"><w:body><w:p/></w:body></w:document>'.encode(),
    }


@pytest.fixture
def make_docx(tmp_path: Path) -> MakeDocx:
    """Write a .docx of given parts; a part set to None is left out."""

    def make(name: str = "van-ban.docx", parts: Mapping[str, bytes | None] | None = None) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with ZipFile(path, "w", ZIP_DEFLATED) as package:
            for part, content in (plain_parts() | dict(parts or {})).items():
                if content is not None:
                    package.writestr(part, content)
        return path

    return make


class FakeOffice:
    """A program that stands in for the worker; ``orders`` holds the names of the documents of each of its lives."""

    def __init__(self, here: Path) -> None:
        self.here = here
        self.engine = Engine((sys.executable, str(here / "worker.py")))

    @property
    def orders(self) -> list[list[str]]:
        lives = sorted(self.here.glob("life-*"), key=lambda path: path.stat().st_ctime_ns)
        return [life.read_text(encoding="utf-8").splitlines() for life in lives]

    def convert(self, sources: Sequence[Path], out_dir: Path, timeout_s: float = 20) -> list[Conversion]:
        with Converter(engine=self.engine, timeout_s=timeout_s, workers=1) as converter:
            return list(converter.convert(sources, out_dir))


_FAKE = """
import json, os, shutil, signal, subprocess, sys, time
from pathlib import Path

here = Path({here!r})
lives = len(list(here.glob("life-*"))) + 1
life = here / f"life-{{os.getpid()}}"
life.touch()


def say(value):
    print(json.dumps(value), flush=True)


def make():
    shutil.copyfile(here / "good.pdf", target)


{start}
say({{"ready": True, "office": os.getpid()}})
for line in sys.stdin:
    order = json.loads(line)
    source, target = Path(order["source"]), Path(order["target"])
    with life.open("a", encoding="utf-8") as orders:
        orders.write(source.stem + "\\n")
    error = ""
    {body}
    say({{"error": error, "rss_kb": 1000}})
"""


@pytest.fixture
def make_fake(tmp_path: Path) -> MakeFake:
    """Write a worker that does ``body``, which knows source, target, lives and make(), and may set error, each time."""

    def make(body: str, start: str = "") -> FakeOffice:
        here = tmp_path / "fake"
        here.mkdir()
        with PdfWriter() as writer:
            writer.add_blank_page(595, 842)
            writer.write(here / "good.pdf")
        script = _FAKE.format(here=str(here), body=body.replace("\n", "\n    "), start=start)
        (here / "worker.py").write_text(script, encoding="utf-8")
        return FakeOffice(here)

    return make


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders go in this test, so that what is left there can be seen."""
    folder = tmp_path / "tam"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder
