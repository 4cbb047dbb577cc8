"""Temporary folders: leftovers of the dead go, those of the living and what is not ours stay."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from docgen.errors import ToolError
from docgen.office.soffice import Engine, get_engine
from docgen.office.work_folder import WorkFolder, remove_leftovers
from docgen.office.worker import Order, Worker


def make_leftover(folder: Path, *, locked: bool = True, age_s: float = 0) -> Path:
    (folder / "worker-0" / "0" / "profile").mkdir(parents=True)
    if locked:
        (folder / "lock").touch()
    if age_s:
        past = folder.stat().st_mtime - age_s
        os.utime(folder, (past, past))
    return folder


def test_a_leftover_goes_and_the_living_stay(temporary: Path) -> None:
    living = WorkFolder()
    make_leftover(temporary / "docgen-office-dead")
    make_leftover(temporary / "another-program")
    remove_leftovers(temporary)
    assert sorted(path.name for path in temporary.iterdir()) == ["another-program", living.path.name]
    living.close()
    assert [path.name for path in temporary.iterdir()] == ["another-program"]


def test_a_removal_that_was_cut_off_is_finished_by_the_next(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    leftover = make_leftover(temporary / "docgen-office-dead")

    def die(path: Path, **_: object) -> None:
        """Remove the first thing in a folder, then be killed; the test lives on."""
        first = min(path.iterdir())
        first.unlink() if first.is_file() else first.rename(temporary / "elsewhere")
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr("shutil.rmtree", die)
        with pytest.raises(KeyboardInterrupt):
            remove_leftovers(temporary)
    assert (leftover / "lock").exists()
    remove_leftovers(temporary)
    assert not leftover.exists()


def test_one_that_is_just_being_made_is_left_alone(temporary: Path) -> None:
    new = make_leftover(temporary / "docgen-office-new", locked=False)
    make_leftover(temporary / "docgen-office-old", locked=False, age_s=3600)
    remove_leftovers(temporary)
    assert list(temporary.iterdir()) == [new]


def test_a_link_is_not_followed(temporary: Path, tmp_path: Path) -> None:
    precious = make_leftover(tmp_path / "quý")
    (temporary / "docgen-office-trap").symlink_to(precious)
    remove_leftovers(temporary)
    assert (precious / "worker-0").is_dir()


def test_the_real_script_says_that_uno_is_missing(tmp_path: Path) -> None:
    # This environment's own Python has no uno, as a machine without python3-uno.
    _, *rest = get_engine(str(make_program(tmp_path))).command
    worker = Worker(Engine((sys.executable, *rest)), tmp_path / "worker", 30)
    worker.send(Order(tmp_path / "a", tmp_path / "b", "x", "y"))
    with pytest.raises(ToolError, match="python3-uno"):
        worker.wait()
    assert not list((tmp_path / "worker").iterdir())


def make_program(folder: Path) -> Path:
    program = folder / "soffice"
    program.write_text("#!/bin/sh\nexit 77\n")
    program.chmod(0o755)
    return program


def test_the_real_script_says_that_libreoffice_ended(tmp_path: Path) -> None:
    worker = Worker(get_engine(str(make_program(tmp_path))), tmp_path / "worker", 30)
    worker.send(Order(tmp_path / "a", tmp_path / "b", "x", "y"))
    with pytest.raises(ToolError, match="mã thoát 77"):
        worker.wait()
