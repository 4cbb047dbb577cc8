"""The parts of a batch that stand alone: names of files, the zip, the journal, the pool."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from docgen.errors import InputError
from docgen.workflow.batch_journal import FILE_NAME, Finding, Journal, JournalRow
from docgen.workflow.batch_names import MAX_STEM_BYTES, NamePattern, fold_stem, make_safe_stem
from docgen.workflow.batch_pool import Pool
from docgen.workflow.batch_zip import ZipAppender, is_docgen_zip, pack_piece


@pytest.mark.parametrize(
    ("text", "stem"),
    [
        ("Sở Nội vụ", "Sở Nội vụ"),
        ("So\u031b\u0309 Y te\u0302\u0301", "Sở Y tế"),
        ("12/KH-UBND: a\\b?", "12-KH-UBND- a-b-"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("..", ""),
        ("///", ""),
        ("con", "con_"),
        ("NUL.txt", "NUL_.txt"),
        ("Contract", "Contract"),
        ("tên. ", "tên"),
        ("một\nhai", "một hai"),
        (".ẩn", "ẩn"),
    ],
)
def test_names_are_safe(text: str, stem: str) -> None:
    assert make_safe_stem(text) == stem


def test_long_names_are_cut_between_letters() -> None:
    stem = make_safe_stem("Ủy ban nhân dân " * 40)
    assert len(stem.encode("utf-8")) <= MAX_STEM_BYTES
    assert stem.startswith("Ủy ban nhân dân Ủy ban")
    assert "\ufffd" not in stem


def test_names_that_differ_in_capitals_are_one() -> None:
    assert fold_stem("XÃ Đông") == fold_stem("xã đông")


def test_a_pattern_makes_names() -> None:
    pattern = NamePattern("{{Mã}} - {{Đơn vị?}}.docx")
    assert [item.column for item in pattern.placeholders] == ["Mã", "Đơn vị"]
    assert pattern.write(["01", "Sở A/B"]) == "01 - Sở A-B"
    assert pattern.write(["01", ""]) == "01 -"


@pytest.mark.parametrize("pattern", ["thu", "{{A}}/{{B}}", "{{A", "{{?A}} x", "{{A | lạ}}"])
def test_patterns_that_cannot_be(pattern: str) -> None:
    with pytest.raises(InputError):
        NamePattern(pattern)


def test_a_zip_is_taken_up_where_it_was_recorded(tmp_path: Path) -> None:
    whole, resumed = tmp_path / "a.zip", tmp_path / "b.zip"
    files = [(f"Tệp {index}.docx", bytes([index]) * 1000) for index in range(20)]
    (tmp_path / "1").mkdir()
    (tmp_path / "2").mkdir()
    with ZipAppender(tmp_path / "1") as package:
        for name, data in files:
            package.add(pack_piece([(name, data)]))
        package.finish(whole)
    with ZipAppender(tmp_path / "2") as package:
        for name, data in files[:7]:
            lengths = package.add(pack_piece([(name, data)]))
        package.add(pack_piece([("không ghi lại.docx", b"x" * 10)]))  # killed before this was recorded
    with ZipAppender(tmp_path / "2", lengths) as package:
        for name, data in files[7:]:
            package.add(pack_piece([(name, data)]))
        package.finish(resumed)
    assert whole.read_bytes() == resumed.read_bytes()
    assert is_docgen_zip(whole)
    with zipfile.ZipFile(whole) as package_read:
        assert package_read.testzip() is None
        assert [(name, package_read.read(name)) for name in package_read.namelist()] == files


@pytest.mark.slow
def test_a_zip_of_more_members_than_the_old_form_counts(tmp_path: Path) -> None:
    with ZipAppender(tmp_path) as package:
        for index in range(70_000):
            package.add(pack_piece([(f"{index}", b"")]))
        package.finish(tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as read:
        assert len(read.namelist()) == 70_000
        assert read.read("69999") == b""


def _fill(journal: Journal, stems: list[str]) -> list[tuple[str, int]]:
    rows = [
        (JournalRow(index, index + 1, stem, (stem, "x")), fold_stem(stem)) for index, stem in enumerate(stems, start=1)
    ]
    return [(row.stem, other) for row, other in journal.add_all(rows)]


def test_a_journal_goes_on_only_with_the_same_work(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "f")
    assert _fill(journal, ["a", "b", "A"]) == [("A", 2)]
    journal.seal(number_names=False)
    journal.mark_made([(1, [Finding("PG001", "n", "error", "m")], "")])
    journal.close()

    again = Journal(tmp_path, "f")
    assert (again.total, again.made, again.was_other) == (2, 1, False)
    assert [(row.stem, row.texts) for row in again.waiting()] == [("b", ("b", "x"))]
    assert [row.stem for row in again.waiting(redo=lambda stem: stem == "a")] == ["a", "b"]
    assert next(again.results()).findings == (Finding("PG001", "n", "error", "m"),)
    again.close()

    other = Journal(tmp_path, "g")
    assert (other.total, other.was_other) == (0, True)
    other.close()


def test_a_journal_that_was_not_finished_begins_anew(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "f")
    _fill(journal, ["a"])
    journal.close()
    again = Journal(tmp_path, "f")
    assert again.total == 0
    assert _fill(again, ["a"]) == []
    again.close()


def test_a_journal_belongs_to_one_run(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "f")
    with pytest.raises(InputError, match="khác đang ghi"):
        Journal(tmp_path, "f")
    journal.close()


def test_a_broken_journal_costs_nothing_but_the_work(tmp_path: Path) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"no data base" * 100)
    journal = Journal(tmp_path, "f")
    assert journal.total == 0
    journal.close()


def test_numbers_before_names_are_as_long_as_the_longest(tmp_path: Path) -> None:
    journal = Journal(tmp_path, "f")
    journal.add_all([(JournalRow(index, index, stem, ()), None) for index, stem in enumerate(["a", ""], start=1)])
    journal.seal(number_names=True)
    assert [row.stem for row in journal.waiting()] == ["0001 a", "0002"]
    journal.close()


class _Doubler:
    def __init__(self, factor: int) -> None:
        self._factor = factor

    def multiply(self, job: int) -> int:
        if job < 0:
            raise InputError("âm", where=str(job))
        return job * self._factor


@pytest.mark.parametrize("processes", [1, 2])
def test_results_come_in_order_and_jobs_are_taken_as_needed(processes: int) -> None:
    taken = []

    def jobs() -> Iterator[int]:
        for job in range(60):
            taken.append(job)
            yield job

    with Pool(partial(_Doubler, 2), processes) as pool:
        results = pool.map("multiply", jobs())
        assert next(results) == 0
        assert len(taken) <= 10
        assert list(results) == [2 * job for job in range(1, 60)]


@pytest.mark.parametrize("processes", [1, 2])
def test_what_a_job_raises_comes_out(processes: int) -> None:
    with Pool(partial(_Doubler, 2), processes) as pool, pytest.raises(InputError) as caught:
        list(pool.map("multiply", [1, -5]))
    assert caught.value.where == "-5"
