"""A batch as its callers see it: what is made, what is refused before anything is written, what a stop leaves."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest

from docgen.drafting import parse_draft
from docgen.drafting.data_file import DataError
from docgen.errors import InputError, ToolError
from docgen.settings import load_settings
from docgen.workflow.batch import WORK_FOLDER, Batch, BatchOrder, BatchOutcome
from docgen.workflow.batch_documents import write_documents
from docgen.workflow.batch_making import Making

DRAFT = """---
document_type: cong-van
organ: so-noi-vu-ninh-binh
drafting_unit: CCHC
subject: mời họp
addressees: [{{Đơn vị}}]
recipients: [Như trên]
signature: {position: GIÁM ĐỐC, full_name: "{{Người ký?}}"}
---
Kính mời {{Đơn vị}} dự họp {{Ghi chú?}}.
"""
SETTINGS = load_settings({})


class Job:
    """A draft and a table in a folder."""

    def __init__(self, folder: Path, rows: list[dict[str, Any]]) -> None:
        self.folder = folder
        self.draft = folder / "a.vb.txt"
        self.draft.write_text(DRAFT, encoding="utf-8")
        self.data = folder / "a.jsonl"
        self.out = folder / "out"
        self.write(rows)

    def write(self, rows: list[dict[str, Any]]) -> None:
        every = {"Người ký": "", "Ghi chú": ""}
        self.data.write_text("\n".join(json.dumps(every | row) for row in rows), encoding="utf-8")

    def run(self, output: Path | None = None, **options: Any) -> BatchOutcome:
        order = BatchOrder(self.draft, self.data, output or self.out, **({"workers": 1} | options))
        with Batch(order, SETTINGS) as batch:
            return batch.run()

    def names(self) -> list[str]:
        return sorted(path.name for path in self.out.iterdir()) if self.out.exists() else []


def make_rows(count: int) -> list[dict[str, Any]]:
    return [{"Mã": index, "Đơn vị": f"Đơn vị {index}"} for index in range(1, count + 1)]


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return Job(tmp_path, make_rows(3))


def read(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def test_one_document_a_row(job: Job) -> None:
    outcome = job.run()
    assert (outcome.total, outcome.made, outcome.taken_up, outcome.exit_code) == (3, 3, 0, 0)
    assert job.names() == ["0001 Đơn vị 1.docx", "0002 Đơn vị 2.docx", "0003 Đơn vị 3.docx"]
    assert "Kính mời Đơn vị 2 dự họp./." in read((job.out / "0002 Đơn vị 2.docx").read_bytes())


def test_names_as_asked(job: Job) -> None:
    job.run(name="{{Mã}}-{{Đơn vị}}")
    assert job.names() == ["1-Đơn vị 1.docx", "2-Đơn vị 2.docx", "3-Đơn vị 3.docx"]


def test_folder_and_zip_hold_the_same_bytes_with_one_process_or_two(tmp_path: Path) -> None:
    job = Job(tmp_path, make_rows(70))
    job.run()
    first, second = tmp_path / "1.zip", tmp_path / "2.zip"
    job.run(first)
    job.run(second, workers=2)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as package:
        assert package.testzip() is None
        assert package.namelist() == job.names()
        assert all(package.read(name) == (job.out / name).read_bytes() for name in package.namelist())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.zip", "2.zip", "a.jsonl", "a.vb.txt", "out"]


def test_every_bad_row_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    job = Job(
        tmp_path,
        [{"Đơn vị": "A"}, {"Đơn vị": "", "x": 1}, {"Đơn vị": "B", "Người ký": "TS. Lê B"}, {"Đơn vị": None, "x": 1}],
    )
    with pytest.raises(DataError) as caught:
        job.run()
    said = [problem.describe("") for problem in caught.value.problems]
    assert [line.partition(",")[0] for line in said] == [
        "dòng 2: ô trống (điền ô này; nếu được phép trống"[:6],
        "dòng 3",
        "dòng 4",
    ]
    assert "học hàm" in said[1]
    assert not job.out.exists()


def test_names_that_collide_are_told_with_both_rows(tmp_path: Path) -> None:
    job = Job(tmp_path, [{"Đơn vị": "Xã A"}, {"Đơn vị": "Xã B"}, {"Đơn vị": "xã a"}])
    with pytest.raises(DataError, match=r"dòng 3: tên tệp “xã a.docx” trùng với dòng 1"):
        job.run(name="{{Đơn vị}}")
    assert not job.out.exists()


def test_names_that_say_nothing_are_told(tmp_path: Path) -> None:
    job = Job(tmp_path, [{"Đơn vị": "///"}])
    with pytest.raises(DataError, match="tên tệp trống"):
        job.run(name="{{Đơn vị}}")


def test_thousands_of_mistakes_are_counted(tmp_path: Path) -> None:
    job = Job(tmp_path, [{"Đơn vị": "A"}, *({"Đơn vị": "", "x": 1} for _ in range(300))])
    with pytest.raises(DataError) as caught:
        job.run()
    assert caught.value.count == 300
    assert "… và 200 lỗi nữa" in str(caught.value)


def test_a_table_without_rows(tmp_path: Path) -> None:
    job = Job(tmp_path, [])
    job.data = job.data.with_suffix(".csv")
    job.data.write_text("Mã,Đơn vị,Người ký,Ghi chú\n,,,\n", encoding="utf-8")
    with pytest.raises(DataError, match="không có hàng dữ liệu nào"):
        job.run()
    assert not job.out.exists()


def test_a_file_that_somebody_edited_is_left_alone(job: Job) -> None:
    job.run()
    target = job.out / "0002 Đơn vị 2.docx"
    document = docx.Document(str(target))
    document.add_paragraph("Sửa tay")
    document.save(str(target))
    before = target.read_bytes()
    first = job.out / "0001 Đơn vị 1.docx"
    first.unlink()
    with pytest.raises(InputError, match="không ghi đè"):
        job.run()
    assert target.read_bytes() == before
    assert not first.exists()
    assert not (job.out / WORK_FOLDER).exists()
    job.run(force=True)
    assert target.read_bytes() != before


def test_a_zip_of_somebody_else_is_left_alone(job: Job, tmp_path: Path) -> None:
    target = tmp_path / "a.zip"
    with zipfile.ZipFile(target, "w") as package:
        package.writestr("a.txt", "của tôi")
    with pytest.raises(InputError, match="không ghi đè"):
        job.run(target)
    job.run(target, force=True)
    job.run(target)
    assert len(zipfile.ZipFile(target).namelist()) == 3


class _StopError(Exception):
    pass


def stop_after(job: Job, documents: int, output: Path | None = None, **options: Any) -> None:
    """Run until some documents are made, then stop as Ctrl-C does."""

    def progress(stage: str, done: int, total: int) -> None:
        if stage == "Dựng văn bản" and done >= documents:
            raise _StopError

    order = BatchOrder(job.draft, job.data, output or job.out, **({"workers": 1} | options))
    with pytest.raises(_StopError), Batch(order, SETTINGS, progress) as batch:
        batch.run()


@pytest.mark.parametrize("as_zip", [False, True])
def test_a_stopped_batch_goes_on_where_it_was(tmp_path: Path, as_zip: bool) -> None:
    job = Job(tmp_path, make_rows(150))
    output = tmp_path / "b.zip" if as_zip else job.out
    stop_after(job, 40, output)
    if as_zip:
        assert not output.exists()
    else:
        whole = [name for name in job.names() if name != WORK_FOLDER]
        assert len(whole) == 96
        assert all(zipfile.ZipFile(job.out / name).testzip() is None for name in whole)
    outcome = job.run(output)
    assert (outcome.total, outcome.made, outcome.taken_up) == (150, 150, 96)
    if as_zip:
        job.run(tmp_path / "whole.zip")
        assert output.read_bytes() == (tmp_path / "whole.zip").read_bytes()
        assert not list(tmp_path.glob(".*"))
    else:
        assert len(job.names()) == 150
        assert WORK_FOLDER not in job.names()


def test_a_zip_whose_beginning_is_gone_is_made_anew(tmp_path: Path) -> None:
    job, output = Job(tmp_path, make_rows(70)), tmp_path / "b.zip"
    stop_after(job, 32, output)
    next(tmp_path.glob(".b.zip*/*.zip.part")).unlink()
    assert job.run(output).made == 70
    with zipfile.ZipFile(output) as package:
        assert package.testzip() is None
        assert len(package.namelist()) == 70


def test_a_changed_table_begins_anew(tmp_path: Path) -> None:
    job = Job(tmp_path, make_rows(64))
    stop_after(job, 32)
    rows = make_rows(64)
    rows[0]["Ghi chú"] = "sớm"
    rows[4]["Đơn vị"] = "Khác"
    job.write(rows)
    order = BatchOrder(job.draft, job.data, job.out, workers=1)
    with Batch(order, SETTINGS) as batch:
        outcome = batch.run()
        assert "làm lại từ đầu" in batch.notes[0]
        assert batch.notes[1].endswith("không thuộc bảng này: 0005 Đơn vị 5.docx")
    assert outcome.taken_up == 0
    assert "dự họp sớm" in read((job.out / "0001 Đơn vị 1.docx").read_bytes())


def test_documents_made_before_the_stop_are_not_touched_unless_gone(tmp_path: Path) -> None:
    job = Job(tmp_path, make_rows(64))
    stop_after(job, 32)
    kept, gone = job.out / "0001 Đơn vị 1.docx", job.out / "0002 Đơn vị 2.docx"
    kept.write_bytes(b"sua tay")
    gone.unlink()
    job.run()
    assert kept.read_bytes() == b"sua tay"
    assert zipfile.is_zipfile(gone)


def test_two_runs_at_once_do_not_meet(job: Job) -> None:
    order = BatchOrder(job.draft, job.data, job.out, workers=1)
    with Batch(order, SETTINGS) as first:
        with pytest.raises(InputError, match="khác đang ghi"):
            job.run()
        assert first.run().made == 3
    assert len(job.names()) == 3


def test_the_checker_is_asked_about_each(tmp_path: Path) -> None:
    job = Job(tmp_path, [{"Đơn vị": "Sở  A", "Ghi chú": "đúng giờ"}, {"Đơn vị": "Sở B"}])
    outcome = job.run(check=True)
    assert outcome.documents_with_findings == 1
    assert set(outcome.findings) == {("TX005", "double-space")}


def test_a_document_that_cannot_be_made_does_not_stop_the_others(tmp_path: Path) -> None:
    job = Job(tmp_path, make_rows(3))
    (job.out / "0002 Đơn vị 2.docx").mkdir(parents=True)
    order = BatchOrder(job.draft, job.data, job.out, workers=1, force=True)
    with Batch(order, SETTINGS) as batch:
        outcome = batch.run()
        assert [result.made for result in batch.results()] == [True, False, True]
    assert outcome.problems == 1
    assert outcome.exit_code == 3


def test_a_reference_that_nobody_knows_is_told_before_anything_is_written(tmp_path: Path) -> None:
    job = Job(tmp_path, make_rows(3))
    job.draft.write_text(DRAFT + "Theo [[9999/QĐ-XYZ]].\n", encoding="utf-8")
    with pytest.raises(DataError, match="9999/QĐ-XYZ") as caught:
        job.run()
    # Said once for all rows: none of them is to blame.
    assert caught.value.count == 1
    assert caught.value.problems[0].place == "bản thảo, dòng 1 và 2 dòng khác"
    assert not job.out.exists()


def test_a_missing_libreoffice_is_told_before_anything_is_written(job: Job) -> None:
    settings = SETTINGS._replace(soffice=str(job.folder / "soffice"))
    order = BatchOrder(job.draft, job.data, job.out, pdf=True)
    with pytest.raises(ToolError):
        Batch(order, settings)
    assert not job.out.exists()


def test_documents_are_written_without_a_table(tmp_path: Path) -> None:
    text = DRAFT.replace("{{Đơn vị}}", "Sở A").replace("{{Người ký?}}", "Lê A").replace(" {{Ghi chú?}}", "")
    document = parse_draft(text)
    made = list(
        write_documents(((f"t{index}", document) for index in range(70)), Making(SETTINGS, tmp_path), workers=2)
    )
    assert [stem for stem, _ in made] == [f"t{index}" for index in range(70)]
    assert not any(result.problem for _, result in made)
    assert len({path.read_bytes() for path in tmp_path.glob("*.docx")}) == 1
    assert len(list(tmp_path.iterdir())) == 70
