"""Files that clerks give: not there, not text, too large; and the file of organs."""

from __future__ import annotations

from pathlib import Path

import pytest
from draft_texts import make_draft

from docgen.drafting import DraftError, load_organs, read_draft
from docgen.drafting.files import MAX_FILE_BYTES, read_text_file
from docgen.errors import InputError


def test_a_draft_is_read_with_what_was_cleaned_away(tmp_path: Path) -> None:
    path = tmp_path / "a.vb.txt"
    path.write_bytes(b"\xef\xbb\xbf" + make_draft("Hà\u00a0Nam").encode())
    draft = read_draft(path, {})
    assert draft.document.subject == "Kế hoạch công tác"
    assert [note.kind for note in draft.notes] == ["no-break-space"]


def test_a_draft_may_be_json(tmp_path: Path) -> None:
    path = tmp_path / "a.vb.txt"
    path.write_text(make_draft(), encoding="utf-8")
    document = read_draft(path, {}).document
    (tmp_path / "a.JSON").write_text(document.model_dump_json(), encoding="utf-8")
    assert read_draft(tmp_path / "a.JSON", {}).document == document


def test_mistakes_name_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.vb.txt"
    path.write_text("x", encoding="utf-8")
    with pytest.raises(DraftError) as caught:
        read_draft(path, {})
    assert str(caught.value).startswith(f"{path}:1:1: thiếu dòng ---")
    assert caught.value.code == "draft"
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("Cộng hòa xã hội".encode("utf-16"), "UTF-16"),
        (b"C\xe9ng h\xdfa x\xb7 h\xe9i ch\xf1 ngh\xdca Vi\xd6t Nam", "TCVN3"),
        (b"Co\xe4ng ho\xf8a xa\xf5 ho\xe4i chu\xfb ngh\xf3a Vie\xe4t Nam", "VNI"),
        (b"PK\x03\x04word/", "Word"),
    ],
)
def test_a_file_that_is_not_utf8_says_what_it_is(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "a.vb.txt"
    path.write_bytes(data)
    with pytest.raises(InputError, match=said) as caught:
        read_draft(path, {})
    assert caught.value.where == str(path)
    assert caught.value.hint


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="không tìm thấy tệp"):
        read_text_file(tmp_path / "a")
    with pytest.raises(InputError, match="đây là thư mục"):
        read_text_file(tmp_path)


def test_a_file_without_end_is_too_large() -> None:
    with pytest.raises(InputError, match=f"lớn hơn {MAX_FILE_BYTES // 1024 // 1024} MB"):
        read_text_file(Path("/dev/zero"))


def test_organs_by_key(tmp_path: Path) -> None:
    path = tmp_path / "organs.yaml"
    path.write_text("snv:\n  name: Sở Nội vụ\n  abbreviation: SNV\n  place: Hà Nam\n", encoding="utf-8")
    assert load_organs(path)["snv"].name == "Sở Nội vụ"


def test_every_mistake_in_the_organs_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "organs.yaml"
    path.write_text("a:\n  name: A\n  abbreviation: A\n  plase: B\nb: x\na: y\n", encoding="utf-8")
    with pytest.raises(DraftError) as caught:
        load_organs(path)
    assert [(p.line, p.message.partition(":")[0]) for p in caught.value.problems] == [
        (2, "a.place"),
        (4, "a.plase"),
        (5, "b"),
        (6, "trường “a” ghi hai lần"),
    ]
