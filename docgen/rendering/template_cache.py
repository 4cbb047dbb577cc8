"""Templates made ready, kept on disk: the next process need not open, patch and compile them again.

An entry is named by a digest of the template's bytes and of everything that made it: docgen, Jinja, Python. Entries are
written under another name first, so they may be shared between processes and deleted at any time; one that cannot be
read is as good as none. Since they hold code, nothing is taken from anybody else: the folder and the entry must be the
user's own and writable by nobody else, as for the bytecode that Python itself keeps.
"""

from __future__ import annotations

import marshal
import os
import stat
import sys
from contextlib import suppress
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from docgen.digest import sha256
from docgen.rendering.geometry import Geometry, Section
from docgen.rendering.looks import Look
from docgen.rendering.package import make_member
from docgen.rendering.prepared import PreparedTemplate
from docgen.settings import Settings

_MAX_ENTRY_BYTES = 64 * 1024 * 1024
_WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH


def open_cache(settings: Settings) -> TemplateCache | None:
    """Return the cache that the settings name, None for none."""
    return TemplateCache(settings.cache_folder / "templates") if settings.cache_folder else None


class TemplateCache:
    """The cache in one folder. Whatever is wrong with the folder makes it an empty one that keeps nothing."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self, data: bytes) -> PreparedTemplate | None:
        """Return the template of these bytes if it is kept, None otherwise."""
        try:
            content = self._read(_name_entry(data))
            # Digest first: a file that was cut short must not reach marshal.
            digest, packed = content[:32], content[32:]
            if sha256(packed).digest() != digest:
                return None
            return _unpack(marshal.loads(packed))  # noqa: S302 - written by this user alone, see _read
        except (OSError, ValueError, EOFError, TypeError, KeyError):
            return None

    def keep(self, data: bytes, prepared: PreparedTemplate) -> None:
        """Keep a template; does nothing where nothing can be written."""
        packed = marshal.dumps(_pack(prepared))
        temporary = self._folder / f".{os.urandom(8).hex()}.tmp"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not _is_own(self._folder.lstat(), stat.S_IFDIR):
                return
            descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(sha256(packed).digest() + packed)
            os.replace(temporary, self._folder / _name_entry(data))  # noqa: PTH105
        except OSError:
            return
        finally:
            with suppress(OSError):
                temporary.unlink()

    def _read(self, name: str) -> bytes:
        """Return an entry. Raises OSError for one that is not there or that somebody else may have written."""
        if not _is_own(self._folder.lstat(), stat.S_IFDIR):
            raise PermissionError
        descriptor = os.open(self._folder / name, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(descriptor, "rb") as stream:
            if not _is_own(os.fstat(descriptor), stat.S_IFREG):
                raise PermissionError
            return stream.read(_MAX_ENTRY_BYTES)


def _is_own(status: os.stat_result, kind: int) -> bool:
    """Whether a folder or file is of this kind, belongs to the user and can be written by nobody else."""
    if stat.S_IFMT(status.st_mode) != kind:
        return False
    if not hasattr(os, "geteuid"):  # Windows keeps the folders of users apart by other means
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & _WRITABLE_BY_OTHERS


def _name_entry(data: bytes) -> str:
    return sha256(f"{_describe_makers()}\n".encode() + data).hexdigest()


@cache
def _describe_makers() -> str:
    """Return what changes whenever the same template could be made ready otherwise.

    The files of this room stand for docgen's version: asking the packaging for it takes longer than all the rest, and
    whoever works on docgen gets what the code says now. Jinja's version is read where it says it: importing Jinja takes
    longer still.
    """
    jinja = find_spec("jinja2")
    jinja_says = Path(jinja.origin).read_bytes() if jinja and jinja.origin else b""
    with os.scandir(Path(__file__).parent) as entries:
        files = [(entry.name, entry.stat()) for entry in entries if entry.name.endswith(".py")]
    own = sorted((name, status.st_size, status.st_mtime_ns) for name, status in files)
    return repr((jinja_says, sys.hexversion, sys.implementation.cache_tag, own))


def _pack(prepared: PreparedTemplate) -> dict[str, Any]:
    geometry = prepared.geometry
    return {
        "code": dict(prepared.code),
        "members": [(member.name, member.data, member.crc, member.size) for member in prepared.members],
        "fields": sorted(prepared.fields),
        "sections": [
            (section.xml, section.text_width) for section in (geometry.main, geometry.part, geometry.landscape_part)
        ],
        "column_widths": dict(geometry.column_widths),
        "looks": {style: tuple(look) for style, look in geometry.looks.items()},
        "centred": [(tuple(look), width) for look, width in prepared.centred],
        "footnotes": prepared.footnotes,
        "first_footnote": prepared.first_footnote,
        "needs_docxtpl": prepared.needs_docxtpl,
    }


def _unpack(packed: dict[str, Any]) -> PreparedTemplate:
    main, part, landscape_part = (Section(*section) for section in packed["sections"])
    looks = {style: Look(*look) for style, look in packed["looks"].items()}
    return PreparedTemplate(
        code=packed["code"],
        members=tuple(make_member(*member) for member in packed["members"]),
        fields=frozenset(packed["fields"]),
        geometry=Geometry(main, part, landscape_part, packed["column_widths"], looks),
        centred=tuple((Look(*look), width) for look, width in packed["centred"]),
        footnotes=packed["footnotes"],
        first_footnote=packed["first_footnote"],
        needs_docxtpl=packed["needs_docxtpl"],
    )
