"""The font check, against real fontconfig with fonts made for the test."""

from __future__ import annotations

from pathlib import Path

import pytest
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from docgen.office.fonts import check_fonts
from docgen.vietnamese.text import VIETNAMESE_LETTERS

ASCII = "".join(map(chr, range(0x20, 0x7F)))


@pytest.fixture
def only_fonts_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder which is the only one where fontconfig looks."""
    folder = tmp_path / "fonts"
    folder.mkdir()
    config = tmp_path / "fonts.conf"
    config.write_text(
        f"<fontconfig><dir>{folder}</dir><cachedir>{tmp_path / 'cache'}</cachedir></fontconfig>", encoding="utf-8"
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))
    return folder


def add_font(folder: Path, family: str, letters: str) -> None:
    """Write a font called ``family`` that holds just ``letters``."""
    original = check_fonts_of_machine()
    font = TTFont(original)
    subsetter = Subsetter(Options(name_IDs=["*"], layout_features=[]))
    subsetter.populate(text=letters)
    subsetter.subset(font)
    for name_id in (1, 4, 16):
        font["name"].setName(family, name_id, 3, 1, 0x409)
    font["name"].names = [record for record in font["name"].names if record.platformID == 3]
    font.save(folder / f"{family}.ttf")


def check_fonts_of_machine() -> str:
    # Two packages may carry a font of this name (Chromium brings the older one); the larger has all letters.
    found = Path("/usr/share/fonts").rglob("LiberationSerif-Regular.ttf")
    return str(max(found, key=lambda path: path.stat().st_size))


def test_this_machine_prints_vietnamese() -> None:
    check = check_fonts()
    assert (check.ok, check.missing, check.problem) == (True, "", "")
    assert Path(check.file).is_file()
    assert check.family


def test_all_letters_in_a_font_of_the_same_widths_are_enough(only_fonts_of: Path) -> None:
    add_font(only_fonts_of, "Tinos", ASCII + VIETNAMESE_LETTERS)
    check = check_fonts()
    assert check.ok
    assert "Tinos" in check.family


def test_names_the_letters_that_are_missing(only_fonts_of: Path) -> None:
    add_font(only_fonts_of, "Liberation Serif", ASCII + VIETNAMESE_LETTERS.replace("ợ", "").replace("Ẵ", ""))
    check = check_fonts()
    assert not check.ok
    assert sorted(check.missing) == sorted("ợẴ")
    assert "2/134" in check.problem


def test_a_font_of_other_widths_is_a_problem(only_fonts_of: Path) -> None:
    add_font(only_fonts_of, "Some Serif", ASCII + VIETNAMESE_LETTERS)
    check = check_fonts()
    assert check.missing == ""
    assert "Some Serif" in check.problem


def test_a_machine_without_fonts_is_a_problem(only_fonts_of: Path) -> None:
    check = check_fonts()
    assert not check.ok
    assert len(check.missing) == 134
