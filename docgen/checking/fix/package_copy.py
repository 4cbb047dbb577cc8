"""Writing the mended package: parts that changed are written anew, all others are copied as they are."""

from __future__ import annotations

import io
import re
import shutil
import zlib
from collections.abc import Mapping
from typing import Any, Final
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from docgen.entrance import explain_damage
from docgen.errors import InputError

_STRICT: Final = re.compile(rb"http://purl\.oclc\.org/ooxml/([A-Za-z]+)/")
_NEW_DATE: Final = (1980, 1, 1, 0, 0, 0)


def copy_package(data: bytes, parts: Mapping[str, Any]) -> bytes:
    """Return a package with the given parts (root elements by name, or bytes), new or in the place of old ones."""
    left = {_normalise(name): (name, content) for name, content in parts.items()}
    buffer = io.BytesIO()
    try:
        with ZipFile(io.BytesIO(data)) as source, ZipFile(buffer, "w") as target:
            # New parts are written in the dialect of the old ones.
            model = b"".join(source.read(info) for info in source.infolist() if info.filename in parts)
            for info in source.infolist():
                changed = left.pop(_normalise(info.filename), None)
                if changed is None:
                    with source.open(info) as old, target.open(_like(info), "w") as new:
                        shutil.copyfileobj(old, new)
                else:
                    target.writestr(_like(info), _write(changed[1], source.read(info)))
            for name, content in left.values():
                fresh = ZipInfo(name, _NEW_DATE)
                fresh.compress_type = ZIP_DEFLATED
                target.writestr(fresh, _write(content, model))
    except (BadZipFile, zlib.error, EOFError) as error:
        raise InputError(f"tệp hỏng: {explain_damage(error)}", hint="mở tệp bằng Word, lưu lại rồi chạy lại") from error
    return buffer.getvalue()


def _normalise(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _like(info: ZipInfo) -> ZipInfo:
    new = ZipInfo(info.filename, info.date_time)
    new.compress_type = info.compress_type
    new.external_attr = info.external_attr
    new.create_system = info.create_system
    new.comment = info.comment
    return new


def _write(content: Any, old: bytes) -> bytes:
    if isinstance(content, bytes):
        return content
    data: bytes = etree.tostring(content, xml_declaration=True, encoding="UTF-8", standalone=True)
    # Strict documents were rewritten to the usual namespaces for reading; each goes back to what it was.
    for area in set(_STRICT.findall(old)):
        usual = b"http://schemas.openxmlformats.org/%s/2006/" % area
        if usual not in old:
            data = data.replace(usual, b"http://purl.oclc.org/ooxml/%s/" % area)
    return data
