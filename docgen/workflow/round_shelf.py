"""The rounds that an office keeps beside its store: taken in as a zip or from a sample, their tables replaced later.

A round is a folder with round.yaml and the tables beside it. What comes in is never trusted: names lose their folders,
only the kinds of files that a round has are kept, and a zip cannot unpack to more than ``MOST_BYTES``.
"""

from __future__ import annotations

import io
import re
import secrets
import shutil
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from docgen.errors import DocgenError, InputError, NotFoundError
from docgen.files import make_folder, write_whole
from docgen.parindex.round_reading import ROUND_FILE, Round, RoundSources, read_round
from docgen.parindex.words import fold_words
from docgen.settings import Settings
from docgen.workflow.organs_file import find_organs_file
from docgen.workflow.round_issued import ISSUED_FILE

FOLDER: Final = "dot-cham"
TABLES: Final = (".csv", ".xlsx", ".xlsm", ".tsv")
MOST_BYTES: Final = 64 * 1024 * 1024
_MOST_FILES: Final = 200
_KINDS: Final = (*TABLES, ".yaml", ".yml")
_KEY: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST_KEY: Final = 60


@dataclass(frozen=True, slots=True)
class KeptRound:
    """A round on the shelf: its key (the name of its folder) and the names of its tables."""

    key: str
    folder: Path
    tables: tuple[str, ...]


class RoundShelf:
    """The rounds of one store. ``settings`` say where the samples, class schemes and lists of units are."""

    def __init__(self, store_folder: Path, settings: Settings) -> None:
        self._root = store_folder / FOLDER
        self._store_folder = store_folder
        self._settings = settings

    def list_rounds(self) -> list[KeptRound]:
        """Return all rounds by their key."""
        found = sorted(self._root.glob(f"*/{ROUND_FILE}"))
        return [self._describe(path.parent) for path in found if _KEY.fullmatch(path.parent.name)]

    def list_samples(self) -> list[str]:
        """Return the names of the sample rounds."""
        return sorted(path.parent.name for path in self._samples.glob(f"*/{ROUND_FILE}"))

    def get_round(self, key: str) -> KeptRound:
        """Return a round. Raises NotFoundError."""
        folder = self._root / key
        if not _KEY.fullmatch(key) or not (folder / ROUND_FILE).is_file():
            raise NotFoundError("không có đợt chấm này", hint="chọn trong danh sách các đợt")
        return self._describe(folder)

    def read(self, kept: KeptRound | Path) -> Round:
        """Read a round. Raises RoundDataError with every mistake of what is no score."""
        folder = kept if isinstance(kept, Path) else kept.folder
        return read_round(folder, self.sources)

    @property
    def sources(self) -> RoundSources:
        """Where what a round refers to is found."""
        organs = find_organs_file(self._store_folder, self._settings)
        return RoundSources(organs, self._settings.templates_folder / "round" / "classes",
                            self._settings.legal_refs_folder / "units")  # fmt: skip

    def add_zip(self, name: str, data: bytes) -> KeptRound:
        """Take in a zip with round.yaml and the tables beside it. Raises InputError when there is no round in it."""
        return self._add(name, _unpack(data))

    def add_sample(self, name: str) -> KeptRound:
        """Take in a copy of a sample round. Raises NotFoundError."""
        if name not in self.list_samples():
            raise NotFoundError("không có đợt mẫu này", hint="chọn trong danh sách")
        files = {path.name: path.read_bytes() for path in (self._samples / name).iterdir() if _is_kept(path.name)}
        return self._add(name, files)

    def replace_table(self, kept: KeptRound, name: str, data: bytes) -> None:
        """Put a table in the place of one of the round, whole. Raises InputError when the round has none of that name.

        A workbook is opened first: one that cannot be read replaces nothing.
        """
        from docgen.parindex.sheets import read_sheets

        if name not in kept.tables:
            raise InputError(f"đợt này không dùng tệp “{name}”", hint=f"các tệp: {', '.join(kept.tables)}")
        # Tables are known by their content: text would be read as CSV, whatever its name.
        if name.lower().endswith((".xlsx", ".xlsm")) and not data.startswith(b"PK"):
            raise InputError("tệp không phải bảng tính Excel", where=name, hint="lưu lại bằng Excel dạng .xlsx")
        with tempfile.TemporaryDirectory(prefix="docgen-dot-") as folder:
            trial = Path(folder) / name
            trial.write_bytes(data)
            try:
                read_sheets(trial)
            except DocgenError as error:
                raise InputError(error.message, where=name, hint=error.hint) from error
        write_whole(kept.folder / name, data)

    def remove(self, kept: KeptRound) -> None:
        """Take a round off the shelf; papers that were issued stay in the register."""
        gone = self._root / f".{kept.key}.{secrets.token_hex(4)}"
        kept.folder.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)

    @property
    def _samples(self) -> Path:
        return self._settings.samples_folder / "rounds"

    def _describe(self, folder: Path) -> KeptRound:
        names = sorted(path.name for path in folder.iterdir() if path.suffix.lower() in TABLES)
        return KeptRound(folder.name, folder, tuple(names))

    def _add(self, name: str, files: Mapping[str, bytes]) -> KeptRound:
        make_folder(self._root)
        stem = fold_words(PurePosixPath(name).stem).replace(" ", "-")[:_LONGEST_KEY].strip("-")
        stem = re.sub(r"[^a-z0-9]+", "-", stem).strip("-") or "dot"
        # Whole or not at all: the folder gets its name when everything is in it.
        with tempfile.TemporaryDirectory(prefix=".moi-", dir=self._root) as work:
            folder = Path(work) / "dot"
            folder.mkdir()
            for file, data in files.items():
                (folder / file).write_bytes(data)
            target = self._root / f"{stem}-{secrets.token_hex(3)}"
            folder.rename(target)
        return self._describe(target)


def _unpack(data: bytes) -> dict[str, bytes]:
    """Return the files beside round.yaml in a zip, by their bare names."""
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError) as error:
        raise InputError("tệp không phải tệp nén .zip", hint="nén thư mục của đợt thành .zip rồi gửi lại") from error
    with package:
        members = [member for member in package.infolist() if not member.is_dir()]
        homes = [PurePosixPath(m.filename).parent for m in members if PurePosixPath(m.filename).name == ROUND_FILE]
        if len(homes) != 1:
            count = "không có" if not homes else f"có {len(homes)}"
            raise InputError(f"trong tệp nén {count} round.yaml", hint="nén đúng thư mục của một đợt")
        wanted = [m for m in members if PurePosixPath(m.filename).parent == homes[0] and _is_kept(m.filename)]
        if len(wanted) > _MOST_FILES or sum(member.file_size for member in wanted) > MOST_BYTES:
            raise InputError(
                "dữ liệu của đợt quá lớn", hint=f"nhiều nhất {_MOST_FILES} tệp, {MOST_BYTES // 1024**2} MB khi giải nén"
            )
        return _read_members(package, wanted)


def _read_members(package: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    left = MOST_BYTES
    for member in members:
        try:
            # The size that a zip announces need not be true.
            with package.open(member) as stream:
                data = stream.read(left + 1)
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError) as error:
            hint = "nén lại thư mục của đợt, không đặt mật khẩu"
            raise InputError(
                f"không đọc được {PurePosixPath(member.filename).name} trong tệp nén", hint=hint
            ) from error
        left -= len(data)
        if left < 0:
            raise InputError("dữ liệu của đợt quá lớn khi giải nén", hint=f"nhiều nhất {MOST_BYTES // 1024**2} MB")
        files[PurePosixPath(member.filename).name] = data
    return files


def _is_kept(name: str) -> bool:
    """Whether a file belongs to the data of a round; numbers that were given elsewhere are no data."""
    bare = PurePosixPath(name).name
    is_plain = bare.isprintable() and not bare.startswith((".", "~")) and "\\" not in bare and len(bare.encode()) < 200
    return is_plain and bare != ISSUED_FILE and PurePosixPath(bare).suffix.lower() in _KINDS
