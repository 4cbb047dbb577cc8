"""Files of other formats reach the checker through LibreOffice; what they are not is said."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from docgen.cli.main import run
from docgen.errors import ExitCode, InputError, ToolError
from docgen.office import worker
from docgen.office.import_word import open_as_docx

ROOT = Path(__file__).resolve().parents[2]
PLAN = ROOT / "samples" / "ke-hoach" / "ha-nam-2023.vb.txt"


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["doc", "odt"])
def test_an_old_file_is_checked(ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["render", str(PLAN), "-o", str(tmp_path)]) == ExitCode.DONE
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", ending, "--outdir", tmp_path]
    subprocess.run([*command, tmp_path / "ha-nam-2023.docx"], check=True, capture_output=True)
    old = tmp_path / f"ha-nam-2023.{ending}"
    before = old.read_bytes()
    capsys.readouterr()
    assert run(["check", str(old)]) in (ExitCode.DONE, ExitCode.FINDINGS)
    captured = capsys.readouterr()
    assert old.name in captured.out
    assert "document.docx" not in captured.out
    assert captured.err == ""
    assert old.read_bytes() == before


@pytest.mark.parametrize("name", ["a.doc", "a.odt"])
def test_a_file_that_is_something_else_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"%PDF-1.7 no")
    with pytest.raises(InputError, match="không phải là tệp"), open_as_docx(path):
        pytest.fail("nothing to open")


def test_a_missing_file_and_a_missing_program_are_said(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="không đọc được"), open_as_docx(tmp_path / "a.doc"):
        pytest.fail("nothing to open")
    path = tmp_path / "b.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(ToolError, match="LibreOffice"), open_as_docx(path, soffice=str(tmp_path / "none")):
        pytest.fail("nothing to open")


def test_a_program_that_hangs_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_START_PATIENCE_S", 0.3)
    fake = tmp_path / "soffice"
    fake.write_text("#!/bin/sh\nsleep 600\n", encoding="utf-8")
    fake.chmod(0o755)
    path = tmp_path / "b.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(ToolError, match="đã bị dừng"), open_as_docx(path, soffice=str(fake), timeout_s=0.3):
        pytest.fail("nothing to open")
