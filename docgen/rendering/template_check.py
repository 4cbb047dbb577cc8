"""What a template asks for and what is wrong with it, told before any document needs it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import TemplateError
from docgen.model import DOCUMENT_TYPES, Addressing, DocumentType
from docgen.rendering.faults import Fault, Severity, TagReading
from docgen.rendering.fields import Kind
from docgen.rendering.prepared import DOCUMENT
from docgen.rendering.preparing import (
    find_tagged,
    open_package,
    parse_part,
    prepare_template,
)
from docgen.rendering.style_ids import find_changed_ids, find_missing, restore_ids
from docgen.rendering.tag_faults import read_tags
from docgen.rendering.tags import Place, place_paragraphs
from docgen.rendering.template_file import read_template_file
from docgen.rendering.templates import load_manifest

# What documents say, and the fields that print it: any of a row will do.
_DATA = (
    ("organ_lines", "organ_name", "sender"),
    ("parent_organ",),
    ("code_line",),
    ("place_and_date",),
    ("type_name",),
    ("subject",),
    ("legal_bases",),
    ("addressee",),
    ("addressees",),
    ("body",),
    ("signature_lines",),
    ("office",),
    ("full_name",),
    ("second_signature_lines",),
    ("second_office",),
    ("second_full_name",),
    ("recipients",),
    ("urgency_mark",),
    ("circulation_mark",),
    ("drafter_mark",),
    ("contact",),
    ("attachments",),
    ("appendices",),
)


@dataclass(frozen=True, slots=True)
class FieldUse:
    """A field that a template asks for: its path through loops, what it is, and every place, each once."""

    path: str
    kind: Kind
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class TemplateReport:
    """What was found in one template."""

    fields: tuple[FieldUse, ...]
    faults: tuple[Fault, ...]

    @property
    def is_usable(self) -> bool:
        """Whether nothing is wrong with it; data that it never prints is its maker's choice."""
        return all(fault.severity is Severity.INFO for fault in self.faults)


def read_template(path: Path) -> TemplateReport:
    """Return the fields and all the faults of a template. Raises TemplateError for what is not a Word file."""
    data = read_template_file(path)
    members, root, styles = open_package(path, data)
    restore_ids((root, styles), find_changed_ids(styles))
    parts = {DOCUMENT: root} | {name: parse_part(members[name]) for name in find_tagged(members)}
    reading = read_tags(place_paragraphs(parts))
    faults = list(reading.faults)
    missing = find_missing(styles)
    if missing:
        message = f"mẫu thiếu kiểu: {', '.join(missing)}"
        faults.append(Fault("missing-style", message, None, hint="lấy lại mẫu gốc, không xóa các kiểu “VB …”"))
    if not any(fault.severity is Severity.ERROR for fault in faults):
        faults += _find_what_only_loading_shows(path, data)
    faults += _find_unused(path, {asked.path for asked in reading.asked})
    return TemplateReport(tuple(_collect_fields(reading)), tuple(faults))


def _collect_fields(reading: TagReading) -> Iterator[FieldUse]:
    uses: dict[str, tuple[Kind, dict[Place, None]]] = {}
    for asked in reading.asked:
        uses.setdefault(asked.path, (asked.kind, {}))[1][asked.place] = None
    for path, (kind, places) in sorted(uses.items()):
        if kind is not Kind.PART:  # a step on the way to its own fields
            yield FieldUse(path, kind, tuple(places))


def _find_what_only_loading_shows(path: Path, data: bytes) -> Iterator[Fault]:
    """Yield what docxtpl and Jinja see in the whole that no tag shows alone."""
    try:
        prepare_template(path, data)
    except TemplateError as error:
        yield Fault("not-loaded", error.message, None, hint=error.hint)


def _find_unused(path: Path, asked: Iterable[str]) -> Iterator[Fault]:
    names = set(asked)
    types = _find_types(path)
    for fields in _DATA:
        if names.isdisjoint(fields) and any(_may_say(kind, fields[0], path) for kind in types):
            # Every document has a body: without a place for it none can be made.
            severity = Severity.ERROR if fields == ("body",) else Severity.INFO
            yield Fault(
                "unused-data", f"dữ liệu không dùng: mẫu không in “{fields[0]}”", None, severity=severity,
                hint="thêm thẻ, nếu văn bản theo mẫu này có dữ liệu ấy",
            )  # fmt: skip


def _find_types(path: Path) -> list[DocumentType]:
    """Return the types of documents that a template serves; every type where no manifest says so."""
    if (path.parent / "template.toml").is_file():
        named = load_manifest(path.parent).document_types
        return [DOCUMENT_TYPES[slug] for slug in named if slug in DOCUMENT_TYPES]
    return list(DOCUMENT_TYPES.values())


def _may_say(kind: DocumentType, field: str, path: Path) -> bool:
    """Whether documents of a type may have what a field prints."""
    match field:
        case "place_and_date":
            return kind.has_place_and_date
        case "type_name":
            return kind.slug != "cong-van"  # its subject stands under the number instead (II.5.b)
        case "subject":
            return kind.has_subject
        case "addressee" | "addressees":
            return kind.addressing is not Addressing.NONE
        case "second_signature_lines" | "second_office" | "second_full_name":
            return kind.has_second_signer
        case "attachments":
            manifest = path.parent / "template.toml"
            return kind.slug == "quyet-dinh" and (not manifest.is_file() or load_manifest(path.parent).with_attachments)
        case _:
            return True
