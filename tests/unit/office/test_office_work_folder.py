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


def make_leftover(folder: Path) -> Path:
    (folder / "worker-0" / "0" / "profile").mkdir(parents=True)
    folder.with_name(f"{folder.name}.lock").touch()
    return folder


def list_names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_leftover_goes_and_the_living_stay(temporary: Path) -> None:
    living = WorkFolder()
    make_leftover(temporary / "docgen-office-dead")
    (temporary / "docgen-office-unborn.lock").touch()
    make_leftover(temporary / "another-program")
    remove_leftovers(temporary)
    others = ["another-program", "another-program.lock"]
    assert list_names(temporary) == [*others, living.path.name, f"{living.path.name}.lock"]
    living.close()
    assert list_names(temporary) == others


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_a_removal_that_was_cut_off_is_finished_by_the_next(
    temporary: Path, monkeypatch: pytest.MonkeyPatch, kept: int
) -> None:
    leftover = make_leftover(temporary / "docgen-office-dead")
    paths = [leftover / "worker-0" / "0" / "profile", leftover / "worker-0" / "0", leftover / "worker-0", leftover]

    def die(*_: object, **__: object) -> None:
        """Remove some folders, then be killed; the test lives on."""
        for path in paths[: len(paths) - kept]:
            path.rmdir()
        raise KeyboardInterrupt

    with monkeypatch.context() as killed:
        killed.setattr("shutil.rmtree", die)
        with pytest.raises(KeyboardInterrupt):
            remove_leftovers(temporary)
    assert list_names(temporary)
    remove_leftovers(temporary)
    assert not list_names(temporary)


def test_what_is_added_while_a_folder_goes_is_taken_by_the_next(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = WorkFolder()
    with monkeypatch.context() as late:
        late.setattr("shutil.rmtree", lambda path, **_: (path / "late").touch())
        folder.close()
    assert list_names(temporary) == [folder.path.name, f"{folder.path.name}.lock"]
    remove_leftovers(temporary)
    assert not list_names(temporary)


@pytest.mark.parametrize("what", ["link", "pipe", "folder"])
def test_a_trap_is_not_followed(temporary: Path, tmp_path: Path, what: str) -> None:
    precious = make_leftover(tmp_path / "quý")
    trap = temporary / "docgen-office-trap.lock"
    (temporary / "docgen-office-trap").symlink_to(precious)
    match what:
        case "link":
            trap.symlink_to(precious.with_name("quý.lock"))
        case "pipe":
            os.mkfifo(trap)
        case "folder":
            trap.mkdir()
    remove_leftovers(temporary)
    assert (precious / "worker-0").is_dir()
    assert os.path.lexists(trap)


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
