"""PREMIS 3.0: what files are, what was done to them, and by whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from docgen.archive.journal import PackedFile
from docgen.archive.package import PackageInfo
from docgen.archive.xml_text import write_element as element

NAMESPACE: Final = "http://www.loc.gov/premis/v3"
_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"

# Name, version and key in PRONOM, the register of file formats of the United Kingdom's National Archives.
_FORMATS: Final = {
    "pdfa": ("PDF/A", "2u", "fmt/478"),
    "pdf": ("Portable Document Format", "", ""),
    "docx": ("Office Open XML (WordprocessingML)", "", "fmt/412"),
    "xlsx": ("Office Open XML (SpreadsheetML)", "", "fmt/214"),
    "xml": ("Extensible Markup Language", "1.0", "fmt/101"),
    "json": ("JSON", "", "fmt/817"),
    "jsonl": ("JSON Lines", "", ""),
    "txt": ("Plain text, UTF-8", "", "x-fmt/16"),
}
# Words of the Library of Congress's list of event types where it has one.
_EVENTS: Final = {
    "keep": ("creation", "Giữ dự thảo"),
    "submit": ("submission", "Trình văn bản"),
    "approve": ("approval", "Duyệt"),
    "return": ("return", "Trả lại"),
    "reserve": ("registration", "Cấp số"),
    "issue": ("issuing", "Ban hành"),
    "replace": ("replacement", "Bị thay thế"),
    "recall": ("recall", "Thu hồi"),
    "void": ("deaccession", "Hủy"),
    "incoming-register": ("accession", "Đăng ký văn bản đến"),
    "incoming-assign": ("assignment", "Chuyển giao"),
    "incoming-answer": ("answer", "Ghi kết quả giải quyết"),
    "incoming-finish": ("completion", "Kết thúc giải quyết"),
    "incoming-recall": ("deletion", "Hủy văn bản đến bị thu hồi"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done. ``id`` is unique in the package; ``objects`` are paths of files inside the bag."""

    id: str
    kind: str
    at: str
    detail: str
    agent: str
    objects: tuple[str, ...] = ()


def describe_act(chain: int, seq: int, at: str, actor: str, action: str) -> list[Any]:
    """Return an act as the journal keeps it: see ``read_event``."""
    kind, detail = _EVENTS.get(action, (action, action))
    return [f"nhat-ky/{chain}/{seq}", kind, at, detail, actor]


def read_event(kept: list[Any], objects: Iterable[str]) -> Event:
    """Return the event that ``describe_act`` described."""
    key, kind, at, detail, agent = kept
    return Event(key, kind, at, detail, agent, tuple(objects))


def write_event(event: Event, prefix: str = "premis:") -> str:
    """Return an event."""
    p = prefix
    agent = (
        f"<{p}linkingAgentIdentifier>{element(f'{p}linkingAgentIdentifierType', 'docgen')}"
        f"{element(f'{p}linkingAgentIdentifierValue', event.agent)}</{p}linkingAgentIdentifier>"
    )
    objects = "".join(
        f"<{p}linkingObjectIdentifier>{element(f'{p}linkingObjectIdentifierType', 'bag-path')}"
        f"{element(f'{p}linkingObjectIdentifierValue', path)}</{p}linkingObjectIdentifier>"
        for path in event.objects
    )
    return (
        f"<{p}event><{p}eventIdentifier>{element(f'{p}eventIdentifierType', 'docgen')}"
        f"{element(f'{p}eventIdentifierValue', event.id)}</{p}eventIdentifier>"
        f"{element(f'{p}eventType', event.kind)}{element(f'{p}eventDateTime', event.at)}"
        f"<{p}eventDetailInformation>{element(f'{p}eventDetail', event.detail)}</{p}eventDetailInformation>"
        f"<{p}eventOutcomeInformation>{element(f'{p}eventOutcome', 'success')}</{p}eventOutcomeInformation>"
        f"{agent}{objects}</{p}event>"
    )


def write_premis(
    info: PackageInfo, files: Iterable[tuple[PackedFile, str, str]], actors: Iterable[str]
) -> Iterator[bytes]:
    """Yield the PREMIS of a package, piece by piece: every payload file with its digests, the events of the package.

    ``files`` come with what kind of file each is (``find_format``) and its name in the register.
    """
    yield (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<premis:premis xmlns:premis="{NAMESPACE}" xmlns:xsi="{_XSI}" '
        'version="3.0">\n'
    ).encode()
    for file, kind, name in files:
        yield _write_object(file, kind, name).encode()
    software = f"docgen {info.version}"
    for event in (
        Event("goi/1", "message digest calculation", info.made_at, "Tính SHA-256 và SHA-512 của mọi tệp", software),
        Event("goi/2", "information package creation", info.made_at, "Xuất gói lưu trữ", info.made_by),
    ):
        yield f"{write_event(event)}\n".encode()
    for name, kind in (*((actor, "person") for actor in sorted({*actors, info.made_by})), (software, "software")):
        yield (
            f"<premis:agent><premis:agentIdentifier>{element('premis:agentIdentifierType', 'docgen')}"
            f"{element('premis:agentIdentifierValue', name)}</premis:agentIdentifier>"
            f"{element('premis:agentName', name)}{element('premis:agentType', kind)}</premis:agent>\n"
        ).encode()
    yield b"</premis:premis>\n"


def find_format(path: str, *, is_pdfa: bool) -> str:
    """Return the key of the format of a packed file."""
    suffix = path.rpartition(".")[2].lower()
    return "pdfa" if suffix == "pdf" and is_pdfa else suffix


def _write_object(file: PackedFile, kind: str, name: str) -> str:
    title, version, key = _FORMATS.get(kind, (kind or "application/octet-stream", "", ""))
    fixity = "".join(
        f"<premis:fixity>{element('premis:messageDigestAlgorithm', algorithm)}"
        f"{element('premis:messageDigest', digest)}</premis:fixity>"
        for algorithm, digest in (("SHA-256", file.sha256), ("SHA-512", file.sha512))
    )
    told = element("premis:formatName", title) + (element("premis:formatVersion", version) if version else "")
    registry = (
        f"<premis:formatRegistry>{element('premis:formatRegistryName', 'PRONOM')}"
        f"{element('premis:formatRegistryKey', key)}</premis:formatRegistry>"
        if key
        else ""
    )
    return (
        '<premis:object xsi:type="premis:file"><premis:objectIdentifier>'
        f"{element('premis:objectIdentifierType', 'bag-path')}"
        f"{element('premis:objectIdentifierValue', file.path)}</premis:objectIdentifier>"
        f"<premis:objectCharacteristics>{fixity}{element('premis:size', file.entry.size)}"
        f"<premis:format><premis:formatDesignation>{told}</premis:formatDesignation>{registry}</premis:format>"
        f"</premis:objectCharacteristics>{element('premis:originalName', name) if name else ''}</premis:object>\n"
    )
