"""Small documents, and LibreOffices that fail, hang or lie."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from pypdf import PdfWriter

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"

MakeDocx = Callable[..., Path]
MakeFake = Callable[[str], "FakeOffice"]


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
    """A program that is called like soffice; ``starts`` holds the names of the documents of each start."""

    def __init__(self, path: Path, calls: Path) -> None:
        self.program = str(path)
        self._calls = calls

    @property
    def starts(self) -> list[list[str]]:
        lines = self._calls.read_text(encoding="utf-8").splitlines() if self._calls.exists() else []
        return [line.split("\t") for line in lines]


_FAKE = """#!{python}
import os, shutil, signal, subprocess, sys, time
from pathlib import Path

here = Path({here!r})
arguments = sys.argv[1:]
out = Path(arguments[arguments.index("--outdir") + 1])
sources = [Path(argument) for argument in arguments[arguments.index("--outdir") + 2:]]
with (here / "calls").open("a", encoding="utf-8") as calls:
    calls.write("\\t".join(source.stem for source in sources) + "\\n")
starts = len((here / "calls").read_text(encoding="utf-8").splitlines())


def make(source):
    shutil.copyfile(here / "good.pdf", out / (source.stem + ".pdf"))


{body}
"""


@pytest.fixture
def make_fake(tmp_path: Path) -> MakeFake:
    """Write a program that stands in for soffice; ``body`` is Python that knows sources, out, starts and make()."""

    def make(body: str) -> FakeOffice:
        here = tmp_path / "fake"
        here.mkdir()
        with PdfWriter() as writer:
            writer.add_blank_page(595, 842)
            writer.write(here / "good.pdf")
        program = here / "soffice"
        program.write_text(_FAKE.format(python=sys.executable, here=str(here), body=body), encoding="utf-8")
        program.chmod(0o755)
        return FakeOffice(program, here / "calls")

    return make


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders go in this test, so that what is left there can be seen."""
    folder = tmp_path / "tam"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder
