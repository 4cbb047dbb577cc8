"""The wheel works from any folder: templates, samples and catalogue travel inside it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
def test_the_wheel_renders_from_any_folder(tmp_path: Path) -> None:
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        str(ROOT),
        "--no-deps",
        "--no-build-isolation",
        "-q",
        "-w",
        str(tmp_path),
    ]
    subprocess.run(build, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("docgen-*.whl")
    site, work = tmp_path / "site", tmp_path / "work"
    work.mkdir()
    with zipfile.ZipFile(wheel) as package:
        package.extractall(site)
        assert "docgen/py.typed" in package.namelist()
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DOCGEN_")}

    def docgen(*arguments: str) -> None:
        # -P and PYTHONPATH: the unpacked wheel must win over the editable install.
        code = "import sys; from docgen.cli.main import main; import docgen; print(docgen.__file__); main()"
        done = subprocess.run(
            [sys.executable, "-P", "-c", code, *arguments],
            cwd=work,
            env=environment | {"PYTHONPATH": str(site)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert str(site) in done.stdout

    docgen("new", "quyet-dinh", "-o", "q.vb.txt")
    docgen("render", "q.vb.txt", str(site / "docgen/_data/samples/ke-hoach/ha-tinh-2022.vb.txt"), "-o", "out")
    assert sorted(path.name for path in (work / "out").iterdir()) == ["ha-tinh-2022.docx", "q.docx"]
