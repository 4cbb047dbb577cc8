"""Same document, same bytes; and nobody's work is ever covered."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest

from docgen.errors import InputError
from docgen.rendering import write_document
from docgen.rendering.package import is_edited_since
from tests.unit.rendering.rendered import RENDERER, ROOT, STARTERS, read_starter

PLAN = RENDERER.render(read_starter("ke-hoach"))
HASH_ALL = """
import hashlib, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from tests.unit.rendering.rendered import RENDERER, STARTERS, read_starter
from tests.unit.rendering.test_rendering_xml import make_full
for slug in sys.argv[1:]:
    print(hashlib.sha256(RENDERER.render(make_full(slug))).hexdigest())
"""


@pytest.mark.slow
def test_the_same_document_gives_the_same_bytes_in_other_processes() -> None:
    slugs = ["ke-hoach", "quyet-dinh", "cong-van", "bien-ban"]
    outputs = {
        subprocess.run(
            [sys.executable, "-c", HASH_ALL.format(root=str(ROOT)), *slugs],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C.UTF-8"},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("0", "UTC"), ("12345", "Asia/Ho_Chi_Minh"))
    }
    (output,) = outputs
    assert len(set(output.split())) == len(slugs)


@pytest.mark.parametrize("slug", STARTERS)
def test_twice_the_same_here(slug: str) -> None:
    document = read_starter(slug)
    assert RENDERER.render(document) == RENDERER.render(document)


def test_nothing_in_the_file_tells_the_time() -> None:
    with zipfile.ZipFile(io.BytesIO(PLAN)) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"created" not in package.read("docProps/core.xml")
        assert package.namelist()[0] == "[Content_Types].xml"


def test_core_properties_say_what_the_document_is() -> None:
    core = docx.Document(io.BytesIO(PLAN)).core_properties
    document = read_starter("ke-hoach")
    assert (core.title, core.author, core.language) == (document.subject, document.organ.name, "vi-VN")


def test_an_untouched_file_is_replaced(tmp_path: Path) -> None:
    target = tmp_path / "a.docx"
    write_document(target, PLAN)
    other = RENDERER.render(read_starter("bao-cao"))
    write_document(target, other)
    assert target.read_bytes() == other
    assert stat.S_IMODE(target.stat().st_mode) & 0o600 == 0o600


def edit_with_python_docx(data: bytes) -> bytes:
    document = docx.Document(io.BytesIO(data))
    document.add_paragraph("của chuyên viên")
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def rename_the_program(data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        new.comment = old.comment
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b">docgen<", b">Microsoft Office Word<"))
    return buffer.getvalue()


@pytest.mark.parametrize(
    "edit",
    [edit_with_python_docx, rename_the_program, lambda data: data[:-100], lambda data: b"", lambda data: b"text"],
    ids=["python-docx", "word", "cut", "empty", "text"],
)
def test_a_file_changed_since_is_left_alone(tmp_path: Path, edit: object) -> None:
    assert callable(edit)
    target = tmp_path / "a.docx"
    edited = edit(PLAN)
    target.write_bytes(edited)
    with pytest.raises(InputError, match="không ghi đè") as caught:
        write_document(target, PLAN)
    assert str(target) in str(caught.value)
    assert "--force" in caught.value.hint
    assert target.read_bytes() == edited
    assert list(tmp_path.iterdir()) == [target]
    write_document(target, PLAN, force=True)
    assert target.read_bytes() == PLAN


def test_the_mark_survives_nothing_but_a_plain_copy() -> None:
    assert not is_edited_since(PLAN)
    assert not is_edited_since(bytes(bytearray(PLAN)))
    assert is_edited_since(edit_with_python_docx(PLAN))


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="không ghi được"):
        write_document(tmp_path / "khong-co" / "a.docx", PLAN)
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(InputError, match=r"a\.docx"):
        write_document(tmp_path / "a.docx", PLAN)
    with pytest.raises(InputError, match=r"a\.docx"):
        write_document(tmp_path / "a.docx", PLAN, force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


def test_the_seal_covers_every_part() -> None:
    seals = set()
    for slug in STARTERS:
        with zipfile.ZipFile(io.BytesIO(RENDERER.render(read_starter(slug)))) as package:
            seals.add(package.comment)
    assert len(seals) == len(STARTERS)
    assert all(len(seal) == len(b"docgen sha256 ") + hashlib.sha256().digest_size * 2 for seal in seals)
