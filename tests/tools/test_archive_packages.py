"""Packages with real LibreOffice and veraPDF: lists, joined dossiers, documents that get their PDF at the export."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from packages import issue, verify

from docgen.archive import mets, premis
from docgen.cli.main import run
from docgen.pdf.facts import inspect_pdf
from docgen.records.store import open_store

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = (
    ROOT / "samples" / "ke-hoach" / "ha-nam-2023.vb.txt",
    ROOT / "samples" / "quyet-dinh" / "thanh-lap-hoi-dong-ha-nam-2023.vb.txt",
)


def do(*arguments: object, store: Path, code: int = 0) -> None:
    assert run([*map(str, arguments), "--store", str(store)]) == code


@pytest.fixture
def office(store_folder: Path) -> Path:
    do("records", "submit", *SAMPLES, store=store_folder)
    do("records", "approve", "--all", store=store_folder)
    do("records", "issue", "1", store=store_folder)
    do("records", "issue", "2", "--no-pdf", store=store_folder)
    create = ("--code", "01.CCHC", "--title", "Chỉ số", "--retention", "20 năm", "--year", "2026")
    do("records", "dossier", "create", *create, store=store_folder)
    do("records", "dossier", "add", "1", "2", "1", store=store_folder)
    return store_folder


def test_a_joined_dossier_is_pdfa_throughout_and_the_same_each_time(office: Path, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        do("archive", "export", "01.CCHC", "--joined", "-o", tmp_path / name, store=office)
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    found = verify(tmp_path / "a.zip", proves_pdf=True)
    assert found.problems == ()
    assert found.notes == ()
    assert found.pdfs == 4
    with zipfile.ZipFile(tmp_path / "a.zip") as package:
        package.extractall(tmp_path)
        names = package.namelist()
    top = tmp_path / names[0].split("/")[0]
    joined = inspect_pdf(top / "data" / "ho-so" / "ho-so.pdf")
    documents = [inspect_pdf(path) for path in sorted((top / "data" / "van-ban").glob("*/*.pdf"))]
    assert joined.pages == sum(facts.pages for facts in documents) + 2
    assert "HỒ SƠ" in joined.text_of(1)
    assert "MỤC LỤC VĂN BẢN" in inspect_pdf(top / "data" / "muc-luc.pdf").text_of(1)
    # What was issued carries its number inside.
    issued = (top / "data" / "van-ban").glob("*/01-KH-UBND.pdf")
    assert b"<vanban:code_number>1</vanban:code_number>" in next(issued).read_bytes()


def test_mets_and_premis_are_of_their_namespaces_and_agree(office: Path, tmp_path: Path) -> None:
    do("archive", "export", "-o", tmp_path / "a.zip", store=office)
    with zipfile.ZipFile(tmp_path / "a.zip") as package:
        structure = etree.fromstring(package.read("van-ban/data/METS.xml"))
        events = etree.fromstring(package.read("van-ban/data/premis.xml"))
    spaces = {"m": mets.NAMESPACE, "p": premis.NAMESPACE}
    assert structure.tag == f"{{{mets.NAMESPACE}}}mets"
    assert events.tag == f"{{{premis.NAMESPACE}}}premis"
    ids = structure.xpath("//@ID")
    assert len(ids) == len(set(ids))
    named = {key for value in structure.xpath("//@DMDID | //@ADMID | //@FILEID") for key in value.split()}
    assert named <= set(ids)
    kinds = structure.xpath("//p:eventType/text()", namespaces=spaces)
    assert {"submission", "approval", "registration", "issuing"} <= set(kinds)
    assert "information package creation" in events.xpath("//p:eventType/text()", namespaces=spaces)
    assert "fmt/478" in events.xpath("//p:formatRegistryKey/text()", namespaces=spaces)


def test_killed_at_random_it_is_taken_up_and_never_half_there(store_folder: Path, tmp_path: Path) -> None:
    store = open_store(store_folder)
    for _ in range(30):
        issue(store)
    store.close()
    program = (
        "import sys; import docgen.archive.export as e; e._COMMIT_EVERY = 3\n"
        "import docgen.workflow.archive_export as w, time\n"
        "w.AT_ONCE = 4; add = e.Packer.add_document\n"
        "e.Packer.add_document = lambda self, d: (time.sleep(0.03), add(self, d))[1]\n"
        "from docgen.cli.main import main; main(sys.argv[1:])"
    )
    asked = ["archive", "export", "--no-pdf", "--store", str(store_folder), "-o"]
    assert run([*asked, str(tmp_path / "whole.zip")]) == 0
    target, resumed = tmp_path / "goi.zip", 0
    for wait_s in (1.2, 1.4, 1.6, None):
        command = [sys.executable, "-c", program, *asked, str(target), "--format", "json"]
        running = subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True)
        if wait_s is not None:
            time.sleep(wait_s)
            os.killpg(running.pid, signal.SIGKILL)
        out = running.communicate()[0]
        resumed += b'"resumed": 0' not in out and bool(out)
        if target.exists():
            assert target.read_bytes() == (tmp_path / "whole.zip").read_bytes()
    assert target.exists()
    assert sorted(path.name for path in tmp_path.glob("*goi.zip*")) == ["goi.zip"]
