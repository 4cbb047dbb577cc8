"""The zip of a package: one spelling, which every program reads."""

from __future__ import annotations

import io
import resource
import struct
import zipfile
from pathlib import Path

import pytest

from docgen.archive.naming import make_name, make_unique
from docgen.archive.zip_form import Entry, write_central, write_end, write_local
from docgen.archive.zip_reader import read_zip
from docgen.archive.zip_writer import PackageWriter
from docgen.errors import ArchiveError

GIB = 1 << 30


def write_package(path: Path, files: dict[str, bytes]) -> Path:
    with PackageWriter(path, "goi", "thu") as writer:
        for name, data in files.items():
            writer.add_bytes(name, data)
        writer.finish()
        writer.publish()
    return path


def test_other_programs_read_it(tmp_path: Path) -> None:
    files = {"a.txt": b"mot", "data/b.bin": bytes(range(256)) * 5_000, "data/rong": b""}
    path = write_package(tmp_path / "goi.zip", files)
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        assert {name: package.read(name) for name in package.namelist()} == {f"goi/{n}": d for n, d in files.items()}
        assert {item.compress_type for item in package.infolist()} == {zipfile.ZIP_STORED}
    assert [path.name for path in tmp_path.iterdir()] == ["goi.zip"]
    with path.open("rb") as stream:
        contents = read_zip(stream)
    assert not contents.problems
    assert [entry.size for entry in contents.entries] == [3, 1_280_000, 0]


def test_pieces_and_bytes_are_packed_alike(tmp_path: Path) -> None:
    whole = write_package(tmp_path / "a.zip", {"data/x": b"ab" * 1_000})
    with PackageWriter(tmp_path / "b.zip", "goi", "thu") as writer:
        writer.add_pieces("data/x", [b"ab"] * 1_000)
        writer.finish()
        writer.publish()
    assert (tmp_path / "b.zip").read_bytes() == whole.read_bytes()


@pytest.mark.parametrize(
    ("size", "offset", "extra"),
    [
        (5 * GIB, 0, (5 * GIB, 5 * GIB)),
        (10, 5 * GIB, (5 * GIB,)),
        (5 * GIB, 6 * GIB, (5 * GIB, 5 * GIB, 6 * GIB)),
        (0xFFFFFFFF, 0xFFFFFFFF, (0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF)),
    ],
)
def test_beyond_four_gigabytes_sizes_stand_in_extra_fields(size: int, offset: int, extra: tuple[int, ...]) -> None:
    """APPNOTE 4.5.3: field 1, its length, then whichever of size, compressed size and offset did not fit."""
    entry = Entry("goi/data/x", 7, size, offset)
    expected = struct.pack(f"<2H{len(extra)}Q", 1, 8 * len(extra), *extra)
    assert write_central(entry).endswith(entry.name.encode() + expected)
    local = struct.pack("<2H2Q", 1, 16, size, size) if size >= 0xFFFFFFFF else b""
    assert write_local(entry).endswith(entry.name.encode() + local)
    assert write_end(offset, 60, 1).startswith(b"PK\x06\x06") == (offset >= 0xFFFFFFFF)


@pytest.mark.slow
def test_many_files_need_the_large_end(tmp_path: Path) -> None:
    count = 70_000
    entries = [Entry(f"g/{number}", 0, 0, 0) for number in range(count)]
    at, out = 0, io.BytesIO()
    placed = []
    for entry in entries:
        placed.append(Entry(entry.name, 0, 0, at))
        at += out.write(write_local(placed[-1]))
    length = sum(out.write(write_central(entry)) for entry in placed)
    out.write(write_end(at, length, count))
    with zipfile.ZipFile(out) as package:
        assert len(package.namelist()) == count
    contents = read_zip(out)
    assert not contents.problems
    assert len(contents.entries) == count


def test_two_exports_cannot_write_one_package(tmp_path: Path) -> None:
    with (
        PackageWriter(tmp_path / "goi.zip", "goi", "thu"),
        pytest.raises(ArchiveError, match="một lần xuất khác"),
    ):
        PackageWriter(tmp_path / "goi.zip", "goi", "thu")


def test_what_was_cut_off_is_taken_up_and_what_is_not_recorded_is_written_again(tmp_path: Path) -> None:
    target = tmp_path / "goi.zip"
    whole = write_package(tmp_path / "whole.zip", {"data/a": b"a" * 100, "data/b": b"b" * 100}).read_bytes()
    with PackageWriter(target, "goi", "thu") as writer:
        writer.add_bytes("data/a", b"a" * 100)
        writer.commit()
        writer.add_bytes("data/b", b"b" * 50)  # never recorded
    assert not target.exists()
    with PackageWriter(target, "goi", "thu") as writer:
        assert writer.is_resumed
        writer.add_bytes("data/b", b"b" * 100)
        writer.finish()
        writer.publish()
    assert target.read_bytes() == whole


def fill_disk(target: Path, room: int) -> None:
    """Pack files, one of them kept, until the disk, on which a file has ``room`` bytes, is full; it stays full."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, limits[1]))
    try:
        with PackageWriter(target, "top", "a") as writer:
            writer.add_bytes("data/1.bin", bytes(1000))
            writer.journal.add_listed(1, {})
            writer.commit()
            for number in range(2, 100):
                writer.add_bytes(f"data/{number}.bin", bytes(5000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_a_full_disk_is_said_and_what_was_kept_is_taken_up(tmp_path: Path) -> None:
    target = tmp_path / "goi.zip"
    with pytest.raises(ArchiveError, match="không ghi được gói"):
        fill_disk(target, 100_000)
    assert not target.exists()
    with PackageWriter(target, "top", "a") as writer:
        assert writer.journal.count_listed() == 1
        writer.add_bytes("data/2.bin", b"x")
        writer.commit()
        writer.finish()
        writer.publish()
    with zipfile.ZipFile(target) as package:
        assert package.namelist() == ["top/data/1.bin", "top/data/2.bin"]


def test_an_other_export_begins_anew(tmp_path: Path) -> None:
    target = tmp_path / "goi.zip"
    with PackageWriter(target, "goi", "mot") as writer:
        writer.add_bytes("data/a", b"a")
        writer.commit()
    with PackageWriter(target, "goi", "hai") as writer:
        assert not writer.is_resumed
        writer.add_bytes("data/b", b"b")
        writer.finish()
        writer.publish()
    assert zipfile.ZipFile(target).namelist() == ["goi/data/b"]


@pytest.mark.parametrize("harm", ["journal", "bytes"])
def test_a_work_file_that_is_broken_is_not_taken_up(tmp_path: Path, harm: str) -> None:
    target = tmp_path / "goi.zip"
    with PackageWriter(target, "goi", "thu") as writer:
        writer.add_bytes("data/a", b"a")
        writer.commit()
    if harm == "journal":
        (tmp_path / ".goi.zip.nhat-ky").write_bytes(b"not a database at all" * 100)
    else:
        (tmp_path / ".goi.zip.dang-ghi").write_bytes(b"PK")
    with PackageWriter(target, "goi", "thu") as writer:
        assert not writer.is_resumed
        writer.add_bytes("data/a", b"a")
        writer.finish()
        writer.publish()
    assert target.read_bytes() == write_package(tmp_path / "whole.zip", {"data/a": b"a"}).read_bytes()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("05/QĐ-UBND", "05-QD-UBND"),
        ("Tờ trình số 1.PDF", "To-trinh-so-1.PDF"),
        ("../../etc/passwd", "etc-passwd"),
        ("///", "tep"),
        ("con.txt", "tep-con.txt"),
        ("đ" * 200 + ".docx", "d" * 75 + ".docx"),
        ("", "tep"),
    ],
)
def test_names_are_plain(text: str, name: str) -> None:
    assert make_name(text, "tep") == name


def test_names_are_told_apart_whatever_their_case() -> None:
    taken = {"van-ban.xml"}
    assert [make_unique(name, taken) for name in ("A.pdf", "a.PDF", "a.pdf", "VAN-BAN.xml")] == [
        "A.pdf",
        "a-2.PDF",
        "a-3.pdf",
        "VAN-BAN-2.xml",
    ]
