"""Judging many files: on all cores, in the order given, one bad file never stopping the others."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from docgen.checking.check import check_file
from docgen.checking.report import Report
from docgen.checking.settings import CheckSettings
from docgen.errors import DocgenError, InputError
from docgen.ooxml.memory import StyleMemory

_WORTH_PROCESSES = 12  # starting processes costs as much as checking a dozen short documents
_CHUNK = 8


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file: its report, or why there is none."""

    file: str
    report: Report | None = None
    error: str = ""


def check_files(
    paths: Sequence[Path], settings: CheckSettings | None = None, *, workers: int | None = None
) -> Iterator[Outcome]:
    """Yield the outcome of every file, in order. ``workers`` defaults to the cores that this process may use."""
    count = workers or min(
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, 16
    )
    if count < 2 or len(paths) < _WORTH_PROCESSES:
        memory = StyleMemory()
        yield from (check_one(path, settings=settings, memory=memory) for path in paths)
        return
    chunks = [paths[start : start + _CHUNK] for start in range(0, len(paths), _CHUNK)]
    with ProcessPoolExecutor(count) as executor:
        for outcomes in executor.map(partial(_check_chunk, settings=settings), chunks):
            yield from outcomes


def _check_chunk(paths: Sequence[Path], *, settings: CheckSettings | None) -> list[Outcome]:
    memory = StyleMemory()
    return [check_one(path, settings=settings, memory=memory) for path in paths]


def check_one(path: Path, *, settings: CheckSettings | None = None, memory: StyleMemory | None = None) -> Outcome:
    """Judge one file; what keeps it from being judged is part of the outcome."""
    try:
        return Outcome(str(path), _judge(path, settings, memory))
    except DocgenError as error:
        return Outcome(str(path), error=str(error))
    except Exception as error:  # noqa: BLE001  # a mistake of ours in one file must not cost the clerk the other 199
        return Outcome(str(path), error=f"{path}: lỗi của docgen ({type(error).__name__}: {error})")


def _judge(path: Path, settings: CheckSettings | None, memory: StyleMemory | None) -> Report:
    """Judge a .docx file as it is, a .doc or .odt file through LibreOffice."""
    from docgen.office.import_word import is_importable, open_as_docx
    from docgen.settings import load_settings

    if not is_importable(path):
        return check_file(path, settings, memory=memory)
    machine = load_settings()
    with open_as_docx(path, soffice=machine.soffice, timeout_s=machine.convert_timeout_s) as docx:
        return replace(check_file(docx, settings), file=str(path))


def find_documents(paths: Sequence[Path]) -> tuple[Path, ...]:
    """Return the files to check: those given, and the .docx files in the folders given, each once.

    Raises InputError when there is none: "no file checked" must not look like "no mistake found".
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            # Word keeps "~$name.docx" beside a file that is open; it is no document.
            inside = (file for file in sorted(path.rglob("*")) if file.suffix.lower() == ".docx" and file.is_file())
            found.update(dict.fromkeys(file for file in inside if not file.name.startswith(("~$", "."))))
        else:
            found[path] = None
    if not found:
        raise InputError(
            "không có tệp .docx nào để kiểm tra", where=", ".join(map(str, paths)), hint="kiểm tra lại tên thư mục"
        )
    return tuple(found)
