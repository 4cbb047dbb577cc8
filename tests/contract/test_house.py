"""Laws about the house: floors, public names, no traces of imports that cost time."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "docgen"
MODULES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.slow
def test_rooms_import_only_rooms_below_them() -> None:
    lint = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def _public_definitions(tree: ast.Module) -> list[ast.FunctionDef | ast.ClassDef]:
    found = []
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            found.append(node)
            if isinstance(node, ast.ClassDef):
                found += [n for n in node.body if isinstance(n, ast.FunctionDef) and not n.name.startswith("_")]
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_every_public_name_is_documented(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) or not tree.body, f"{module}: no module docstring"
    missing = [node.name for node in _public_definitions(tree) if not ast.get_docstring(node)]
    assert missing == []


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_is_a_drawer_for_everything(module: Path) -> None:
    assert not {"utils", "helpers", "common", "manager"} & set(module.relative_to(PACKAGE).with_suffix("").parts)
    assert len(module.read_text(encoding="utf-8").splitlines()) <= 400


def test_what_the_operating_system_says_is_told_in_vietnamese() -> None:
    english = [module.name for module in MODULES if "strerror" in module.read_text(encoding="utf-8")]
    assert english == []  # explain_os_error says it, in one place


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from docgen.cli.main import run; run(['--help']); "
        "heavy = ('pydantic', 'docxtpl', 'lxml', 'ruamel.yaml', 'babel', 'pypdf', 'jinja2'); "
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_rendering_a_draft_imports_nothing_heavy(tmp_path: Path) -> None:
    """One document, whole process, is a promise: what it must not wait for."""
    code = (
        "import sys; from docgen.cli.main import run; "
        f"code = run(['render', 'samples/ke-hoach/ha-tinh-2022.vb.txt', '-o', {str(tmp_path / 'out')!r}]); "
        "heavy = ('jinja2', 'pydantic', 'docxtpl', 'docx', 'lxml', 'ruamel.yaml', 'tomllib', 'zipfile', 'dataclasses', "
        "'hashlib', 'logging', 'tempfile', 'decimal', 'importlib.metadata', 'docgen.citations.finding'); "
        "print(code, [name for name in heavy if name in sys.modules])"
    )
    # A second time: then the template is in the cache.
    for _ in range(2):
        environment = os.environ | {"DOCGEN_CACHE": str(tmp_path / "cache")}
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 []"


def test_no_name_of_a_private_place_stands_in_the_project() -> None:
    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if tracked.returncode != 0:
        pytest.fail("git is needed to list the files of the project")
    # Put together here, so that this test does not find itself.
    places = [b"/" + b"work/", b"regis" + b"try.npmjs", b"pypi" + b".org", b"deb." + b"debian"]
    for name in tracked.stdout.splitlines():
        path = ROOT / name
        if path.is_file():
            data = path.read_bytes()
            assert [place for place in places if place in data] == [], name
