"""Templates kept on disk: found again, shared, deleted at any time, never taken from anybody else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from docgen.rendering import Renderer, TemplateCache, TemplateFolder, open_cache
from docgen.settings import load_settings
from tests.unit.rendering.rendered import LEGAL_REFS, RENDERER, TEMPLATES, read_starter

PLAN = read_starter("ke-hoach")
DATA = (TEMPLATES / "van-ban-co-ten-loai" / "template.docx").read_bytes()
needs_posix = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="quyền tệp kiểu POSIX")


def render(folder: Path) -> bytes:
    return Renderer(TemplateFolder(TEMPLATES, TemplateCache(folder)), LEGAL_REFS).render(PLAN)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Return a cache folder in which the template of plans is kept."""
    folder = tmp_path / "cache"
    assert render(folder) == RENDERER.render(PLAN)
    return folder


def find_entry(folder: Path) -> Path:
    (entry,) = folder.iterdir()
    return entry


def test_an_entry_gives_the_same_bytes_and_needs_neither_jinja_nor_an_xml_library(kept: Path) -> None:
    assert TemplateCache(kept).find(DATA) is not None
    code = (
        "import sys; from pathlib import Path\n"
        "from docgen.drafting import read_draft; from docgen.rendering import *\n"
        f"folder = TemplateFolder(Path({str(TEMPLATES)!r}), TemplateCache(Path({str(kept)!r})))\n"
        f"document = read_draft(Path({str(TEMPLATES / 'van-ban-co-ten-loai' / 'ke-hoach.vb.txt')!r})).document\n"
        f"data = Renderer(folder, Path({str(LEGAL_REFS)!r})).render(document)\n"
        "print({'lxml', 'docx', 'docxtpl', 'jinja2'} & set(sys.modules))\n"
        "import hashlib; print(hashlib.sha256(data).hexdigest())"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    import hashlib

    assert done.stdout.split("\n")[:2] == ["set()", hashlib.sha256(RENDERER.render(PLAN)).hexdigest()]


def test_another_template_is_another_entry(kept: Path) -> None:
    assert TemplateCache(kept).find(DATA + b"x") is None


@pytest.mark.parametrize("damage", [b"", b"x", None])
def test_a_damaged_entry_is_made_anew(kept: Path, damage: bytes | None) -> None:
    entry = find_entry(kept)
    whole = entry.read_bytes()
    entry.write_bytes(whole[: len(whole) // 2] if damage is None else damage)
    assert TemplateCache(kept).find(DATA) is None
    assert render(kept) == RENDERER.render(PLAN)
    assert find_entry(kept).read_bytes()[:32] == whole[:32]


def test_every_cut_and_flip_is_a_miss_never_an_error(kept: Path) -> None:
    entry = find_entry(kept)
    whole = entry.read_bytes()
    for position in range(0, len(whole), len(whole) // 50):
        entry.write_bytes(whole[:position])
        assert TemplateCache(kept).find(DATA) is None
        entry.write_bytes(whole[:position] + bytes([whole[position] ^ 1]) + whole[position + 1 :])
        assert TemplateCache(kept).find(DATA) is None


def test_the_folder_may_be_deleted_at_any_time(kept: Path) -> None:
    shutil.rmtree(kept)
    assert render(kept) == RENDERER.render(PLAN)
    assert len(list(kept.iterdir())) == 1


def test_processes_share_a_folder(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(render, [tmp_path / "cache"] * 8))
    assert made == {RENDERER.render(PLAN)}
    assert len(list((tmp_path / "cache").iterdir())) == 1


@needs_posix
def test_what_others_can_write_is_not_trusted(kept: Path) -> None:
    entry = find_entry(kept)
    for path, mode in ((kept, 0o770), (kept, 0o707), (entry, 0o620), (entry, 0o602)):
        before = path.stat().st_mode
        path.chmod(mode)
        assert TemplateCache(kept).find(DATA) is None
        path.chmod(before)
    assert TemplateCache(kept).find(DATA) is not None


@needs_posix
def test_links_are_not_followed(kept: Path, tmp_path: Path) -> None:
    entry = find_entry(kept)
    elsewhere = tmp_path / "elsewhere"
    entry.rename(elsewhere)
    entry.symlink_to(elsewhere)
    assert TemplateCache(kept).find(DATA) is None
    moved = tmp_path / "moved"
    kept.rename(moved)
    kept.symlink_to(moved)
    assert TemplateCache(kept).find(DATA) is None


@needs_posix
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() != 0, reason="cần quyền root để đổi chủ tệp")
def test_what_belongs_to_somebody_else_is_not_trusted(kept: Path) -> None:
    for path in (find_entry(kept), kept):
        os.chown(path, 12345, -1)
        assert TemplateCache(kept).find(DATA) is None
        os.chown(path, os.geteuid(), -1)


def test_a_folder_that_cannot_be_used_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert render(tmp_path / "file") == render(tmp_path / "file" / "below") == RENDERER.render(PLAN)


@pytest.mark.parametrize(
    ("environ", "folder"),
    [
        ({"DOCGEN_CACHE": "/a/b"}, Path("/a/b")),
        ({"DOCGEN_CACHE": "off", "HOME": "/h"}, None),
        ({"XDG_CACHE_HOME": "/x", "HOME": "/h"}, Path("/x/docgen")),
        ({"HOME": "/h"}, Path("/h/.cache/docgen")),
        ({}, None),
    ],
)
def test_where_the_cache_is(environ: dict[str, str], folder: Path | None) -> None:
    settings = load_settings(environ)
    assert settings.cache_folder == folder
    assert (open_cache(settings) is None) is (folder is None)
