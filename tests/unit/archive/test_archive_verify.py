"""Verifying: whatever byte is changed is found, and what was tampered with carefully is found too."""

from __future__ import annotations

import base64
import io
import json
import random
import stat
import struct
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from packages import export, issue, make_pdf, read_member, repack, verify
from registry_office import CLERK

from docgen.archive.zip_form import CENTRAL, LOCAL
from docgen.errors import InputError
from docgen.records.checkpoints import create_key, read_checkpoint, write_checkpoint
from docgen.records.store import Store, open_store
from docgen.trail import Checkpoint, Head, hash_act, write_checkpoint_file


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A signed package of two documents, and a checkpoint of its store; nobody changes them."""
    folder = tmp_path_factory.mktemp("goi")
    store = open_store(folder / "kho")
    for day in (18, 19):
        issue(store, date(2026, 5, day))
    create_key(folder / "khoa.pem")
    export(store, folder / "goi.zip", key=folder / "khoa.pem")
    write_checkpoint(store, folder / "khoa.pem", CLERK, folder / "diem.json")
    store.close()
    return folder / "goi.zip", folder / "diem.json"


@pytest.fixture
def package(sealed: tuple[Path, Path]) -> Path:
    return sealed[0]


def say(path: Path, **options: object) -> str:
    found = verify(path, **options)
    assert not found.is_clean
    return "\n".join(map(str, found.problems))


def flip(package: Path, tmp_path: Path, offset: int, bit: int = 0) -> str:
    data = bytearray(package.read_bytes())
    data[offset] ^= 1 << bit
    (tmp_path / "hong.zip").write_bytes(data)
    return say(tmp_path / "hong.zip")


def test_a_whole_package_is_clean(sealed: tuple[Path, Path]) -> None:
    package, checkpoint = sealed
    found = verify(package, checkpoint=read_checkpoint(checkpoint))
    assert found.problems == ()
    assert (found.documents, found.pdfs, found.acts) == (2, 2, 8)
    assert found.signed_by


def test_a_bit_changed_in_any_file_names_the_file(package: Path, tmp_path: Path) -> None:
    chosen = random.Random(7)  # noqa: S311
    with zipfile.ZipFile(package) as archive:
        items = archive.infolist()
    for item in items:
        start = item.header_offset + LOCAL.size + len(item.filename.encode())
        offset = start + chosen.randrange(item.file_size)
        assert item.filename.split("/", 1)[1] in flip(package, tmp_path, offset, chosen.randrange(8))


def test_a_bit_changed_anywhere_in_a_header_names_the_file(package: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        item = archive.infolist()[1]
    name = item.filename.split("/", 1)[1]
    for offset in range(0, LOCAL.size + len(item.filename), 2):
        assert name in flip(package, tmp_path, item.header_offset + offset, offset % 8)


def test_a_bit_changed_anywhere_in_the_table_of_contents_names_the_file(package: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        start, item = archive.start_dir, archive.infolist()[0]
    name = item.filename.split("/", 1)[1]
    for offset in range(0, CENTRAL.size + len(item.filename), 3):
        assert name in flip(package, tmp_path, start + offset, offset % 8)


def test_a_bit_changed_anywhere_in_the_end_is_found(package: Path, tmp_path: Path) -> None:
    size = package.stat().st_size
    for offset in range(size - 22, size):
        assert "zip" in flip(package, tmp_path, offset, offset % 8)


@pytest.mark.parametrize("kept", [0, 1, 2, 30, 1_000, -1, -22, -23])
def test_a_package_that_was_cut_off(package: Path, tmp_path: Path, kept: int) -> None:
    (tmp_path / "cut.zip").write_bytes(package.read_bytes()[:kept])
    assert say(tmp_path / "cut.zip")


def test_what_is_put_before_behind_or_between_is_found(package: Path, tmp_path: Path) -> None:
    data = package.read_bytes()
    with zipfile.ZipFile(package) as archive:
        between = archive.infolist()[3].header_offset
    for changed in (b"#!/bin/sh\n" + data, data + b"\0", data[:between] + b"gap" + data[between:]):
        (tmp_path / "more.zip").write_bytes(changed)
        assert say(tmp_path / "more.zip")


@pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.7 not a package", b"PK", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_package(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(data)
    assert "0 tệp" in say(tmp_path / "x.zip")


def test_what_cannot_be_read(tmp_path: Path) -> None:
    for path in (tmp_path / "khong-co.zip", tmp_path):
        with pytest.raises(InputError):
            verify(path)


def write_foreign(path: Path, names: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in names.items():
            archive.writestr(name, data)
    return path


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = write_foreign(tmp_path / "bom.zip", {"goi/data/bom": bytes(50_000_000)}, zipfile.ZIP_DEFLATED)
    assert "bị nén" in say(path)


def test_a_package_packed_anew_by_another_program_is_told(package: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    assert "chương trình khác" in say(write_foreign(tmp_path / "lai.zip", files))


def test_links_and_passwords_are_told(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("goi/data/lien-ket")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    assert "liên kết" in say(tmp_path / "link.zip")
    data = bytearray(write_foreign(tmp_path / "khoa.zip", {"goi/data/x": b"x"}).read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    (tmp_path / "khoa.zip").write_bytes(data)
    assert "mật khẩu" in say(tmp_path / "khoa.zip")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("../../../etc/cron.d/x", "dẫn ra ngoài"),
        ("data/../../x", "dẫn ra ngoài"),
        ("data\\x", "dẫn ra ngoài"),
        ("data/\x1b[31mdo", "không hợp lệ"),
        ("data//x", "không hợp lệ"),
        ("DATA/MUC-LUC.XLSX", "hai lần"),
    ],
)
def test_names_that_no_package_has(package: Path, tmp_path: Path, name: str, said: str) -> None:
    found = say(repack(package, tmp_path / "ten.zip", {name: b"x"}))
    assert said in found
    assert "\x1b" not in found


def test_files_that_overlap_are_not_read(tmp_path: Path) -> None:
    """A zip of a few kilobytes may say that each of its files is nearly all of it."""
    from docgen.archive.zip_form import Entry, write_central, write_end, write_local

    body = write_local(Entry("g/a", 0, 5_000, 0)) + bytes(5_000)
    table = b"".join(write_central(Entry(f"g/{number}", 0, 5_000, 0)) for number in range(500))
    (tmp_path / "chong.zip").write_bytes(body + table + write_end(len(body), len(table), 500))
    assert "dài hơn cả gói" in say(tmp_path / "chong.zip")


Change = Callable[[bytes], bytes | None]

TAMPERINGS: dict[str, tuple[str, Change, str]] = {
    "a file that nobody named": ("data/van-ban/them.txt", lambda _: b"x", "không kê tệp này"),
    "a PDF exchanged": (".pdf", lambda _: make_pdf("Khác"), "khác với mã băm"),
    "a PDF that is none": (".pdf", lambda data: data[:100], "không đọc được như một tệp PDF"),
    "a PDF that claims nothing": (".pdf", lambda _: make_pdf("", claims=False), "không tự nhận là PDF/A-2u"),
    "a DOCX removed": (".docx", lambda _: None, "trong gói không có"),
    "the subject in the metadata": ("van-ban.xml", lambda d: d.replace(b"<Subject>", b"<Subject>X"), "Subject khác"),
    "the subject in the record": ("ban-ghi.json", lambda d: d.replace(b'"subject":"', b'"subject":"X'), "nhật ký"),
    "the number in the record": ("ban-ghi.json", lambda d: d.replace(b'number":1', b'number":7'), "nhật ký ghi “1”"),
    "metadata that are no XML": ("van-ban.xml", lambda _: b"<a>", "không đọc được"),
    "metadata that unfold": (
        "van-ban.xml",
        lambda _: b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        "không đọc được",
    ),
    "a record that is none": ("ban-ghi.json", lambda _: b"[" * 100_000, "không đọc được bản ghi"),
    "an act rewritten": ("1.jsonl", lambda d: d.replace(b'"hoa"', b'"ai"', 1), "mã băm không đúng"),
    "an act cut out": ("1.jsonl", lambda d: b"\n".join(d.split(b"\n")[:3] + d.split(b"\n")[4:]), "thiếu dòng"),
    "the tail of the trail cut off": ("1.jsonl", lambda d: b"\n".join(d.split(b"\n")[:-2]), "bị cắt hoặc sửa"),
    "the trail of nothing": ("1.jsonl", lambda _: b"", "không đọc được"),
    "the trail removed": ("1.jsonl", lambda _: None, "không có đoạn nhật ký"),
    "the trail of another organ": ("1.jsonl", lambda d: d.replace("Hoa Lư".encode(), b"X", 1), "của cơ quan này"),
    "the checkpoint": ("diem-kiem-chung.json", lambda d: d.replace(b'"seq": 8', b'"seq": 7'), "chữ ký không đúng"),
    "the checkpoint removed": ("diem-kiem-chung.json", lambda _: None, "thiếu điểm kiểm chứng"),
    "METS removed": ("METS.xml", lambda _: None, "gói thiếu tệp này"),
    "METS of nothing": ("METS.xml", lambda _: b"<mets/>", "METS.xml không kê tệp này"),
    "PREMIS of nothing": ("premis.xml", lambda _: b"<premis/>", "không kê tệp nào"),
    "bag-info of another form": ("bag-info.txt", lambda d: d.replace(b"luu-tru/1", b"luu-tru/9"), "bản này đọc được"),
    "bag-info with another count": ("bag-info.txt", lambda d: d.replace(b"Documents: 2", b"Documents: 3"), "ghi 3"),
    "another declaration": ("bagit.txt", lambda _: b"BagIt-Version: 0.97\n", "BagIt 1.0"),
}  # fmt: skip


@pytest.mark.parametrize("what", TAMPERINGS)
def test_careful_tampering_is_found_although_every_manifest_is_right(package: Path, tmp_path: Path, what: str) -> None:
    ending, change, said = TAMPERINGS[what]
    path, data = (ending, b"") if ending.startswith("data/") else read_member(package, ending)
    assert said in say(repack(package, tmp_path / "gia.zip", {path: change(data)}))


def test_repacking_itself_is_not_what_is_found(package: Path, tmp_path: Path) -> None:
    assert verify(repack(package, tmp_path / "lai.zip", {})).is_clean


def test_a_trail_written_anew_and_signed_anew_is_found_by_a_checkpoint_kept_elsewhere(
    sealed: tuple[Path, Path], tmp_path: Path
) -> None:
    package, kept = sealed
    path, data = read_member(package, "1.jsonl")
    head, *rows = [json.loads(line) for line in data.splitlines()]
    previous, written = bytes.fromhex(head["previous"]), [json.dumps(head)]
    for seq, *row, _ in rows:
        row[1] = "ai-do"
        previous = hash_act(head["store"], 1, seq, previous, row)
        written.append(json.dumps([seq, *row, previous.hex()]))
    key = Ed25519PrivateKey.generate()
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    forged = Checkpoint(head["store"], CLERK.at, "ai-do", (Head(1, head["organ"], 8, previous.hex()),), public)
    changes = {path: "\n".join(written).encode(), read_member(package, "diem-kiem-chung.json")[0]:
               write_checkpoint_file(forged, key)}  # fmt: skip
    target = repack(package, tmp_path / "gia.zip", changes)
    assert "bị viết lại" in say(target, checkpoint=read_checkpoint(kept))


def test_a_checkpoint_of_another_store_compares_nothing(package: Path, tmp_path: Path) -> None:
    other = Checkpoint("khac", CLERK.at, "hoa", (), "")
    assert "kho khác" in say(package, checkpoint=other)


def test_random_bytes_never_end_in_anything_but_problems(package: Path, tmp_path: Path) -> None:
    chosen = random.Random(11)  # noqa: S311
    data = package.read_bytes()
    for _ in range(40):
        harmed = bytearray(data)
        for _ in range(chosen.randrange(1, 30)):
            at = chosen.choice([chosen.randrange(len(data)), len(data) - 1 - chosen.randrange(4_000)])
            harmed[at] = chosen.randrange(256)
        if harmed != data:
            (tmp_path / "x.zip").write_bytes(harmed)
            assert say(tmp_path / "x.zip")


def test_a_table_of_contents_that_lies_about_its_length(tmp_path: Path) -> None:
    for count, length, start in ((65_534, 0xFFFFFFF0, 0), (1, 100, 0xFFFFFFF0), (0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)):
        end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, length, start, 0)
        (tmp_path / "x.zip").write_bytes(b"PK\x03\x04" + bytes(200) + end)
        assert say(tmp_path / "x.zip")


def test_the_work_of_verifying_ends(store: Store, tmp_path: Path) -> None:
    """A package of no document is none, however right it is."""
    issue(store)
    export(store, tmp_path / "a.zip")
    with zipfile.ZipFile(io.BytesIO((tmp_path / "a.zip").read_bytes())) as archive:
        names = [name.split("/", 1)[1] for name in archive.namelist()]
    empty = repack(tmp_path / "a.zip", tmp_path / "b.zip", {n: None for n in names if n.startswith("data/van-ban/")})
    assert "0 văn bản" in say(empty)
