"""Will Vietnamese print in Times New Roman, or in what stands in for it?

Two Debian packages carry fonts called “Liberation Serif”: the older one lacks 92 Vietnamese letters, which
LibreOffice then takes from some other font, and three pages become four. So the letters are counted, not the name.
"""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from docgen.office.soffice import build_environment
from docgen.vietnamese.text import VIETNAMESE_LETTERS

FAMILY = "Times New Roman"
# Every administrative document prints all four.
_STYLES = ("", ":bold", ":italic", ":bold:italic")
# Fonts as wide as Times New Roman, letter for letter; any other breaks lines and pages elsewhere than Word does.
_SAME_WIDTHS = ("Times New Roman", "Liberation Serif", "Tinos")
_FORMAT = "%{file}|%{index}|%{family}|%{charset}"
_PATIENCE_S = 20.0


@dataclass(frozen=True, slots=True)
class FontCheck:
    """What “Times New Roman” is met by on this machine.

    ``family`` and ``file`` are those of the upright style. ``missing`` holds the Vietnamese letters that one of the
    four styles lacks. ``problem`` is Vietnamese, empty when all is well.
    """

    family: str
    file: str
    missing: str
    problem: str

    @property
    def ok(self) -> bool:
        """True when documents will print as they should."""
        return not self.problem


@dataclass(frozen=True, slots=True)
class FontFile:
    """A file of fonts, and which of them is meant."""

    path: str
    index: int


@dataclass(frozen=True, slots=True)
class _Face:
    file: str
    index: int
    family: str
    missing: str


def check_fonts() -> FontCheck:
    """Ask fontconfig what LibreOffice will use for Times New Roman, in all four styles.

    The fonts of the person who asks are left out, as LibreOffice is started without them. A missing fontconfig is a
    ``problem``, not an error.
    """
    try:
        faces = [_match_face(FAMILY + style) for style in _STYLES]
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        return FontCheck("", "", VIETNAMESE_LETTERS, f"không hỏi được fontconfig (fc-match): {error}")
    first = faces[0]
    lacking = "".join(letter for letter in VIETNAMESE_LETTERS if any(letter in face.missing for face in faces))
    return FontCheck(first.family, first.file, lacking, _find_problem(faces, lacking))


def find_font(pattern: str) -> FontFile:
    """Return the font that fontconfig takes for ``pattern``; the fonts of the person who asks are left out.

    Raises OSError, ValueError or subprocess.SubprocessError when nobody can say.
    """
    face = _match_face(pattern)
    return FontFile(face.file, face.index)


def _find_problem(faces: list[_Face], lacking: str) -> str:
    if lacking:
        sample = " ".join(lacking[:8])
        return f"phông thay cho {FAMILY} thiếu {len(lacking)}/{len(VIETNAMESE_LETTERS)} chữ tiếng Việt: {sample}…"
    other = next((face for face in faces if not any(name in face.family for name in _SAME_WIDTHS)), None)
    return f"phông thay cho {FAMILY} là {other.family}, khác độ rộng chữ nên sai ngắt trang" if other else ""


def _match_face(pattern: str) -> _Face:
    """Return the font that meets ``pattern``. Raises OSError, ValueError or SubprocessError when nobody can say."""
    done = subprocess.run(  # noqa: S603 - fixed arguments
        ("fc-match", "-f", _FORMAT, pattern),  # noqa: S607 - found on the fixed PATH of the environment given
        env=build_environment(Path("/nonexistent")),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_PATIENCE_S,
        check=True,
    )
    file, index, family, charset = done.stdout.rsplit("|", 3)
    # The upper half counts the instances of a variable font.
    return _Face(file, int(index) & 0xFFFF, family, _list_missing(charset))


def _list_missing(charset: str) -> str:
    """Return the Vietnamese letters that ``charset``, ranges in hexadecimal like “20-7e a0”, does not hold."""
    ends = (piece.partition("-") for piece in charset.split())
    ranges = [(int(low, 16), int(high or low, 16)) for low, _, high in ends]
    return "".join(
        letter for letter in VIETNAMESE_LETTERS if not any(low <= ord(letter) <= high for low, high in ranges)
    )
