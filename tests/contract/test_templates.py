"""Laws about templates: manifest and file agree, the file is what its builder writes, the guide names everything."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from docgen.model import DOCUMENT_TYPES
from docgen.rendering import TemplateFolder
from docgen.rendering.fields import FIELDS, MUST_BE_PLACED, PART_FIELDS, STYLES
from docgen.rendering.patching import find_patched_file
from docgen.rendering.preparing import write_patched_template
from templates.build import FORMS, build_template
from templates.styles import PARAGRAPH_STYLES
from tests.unit.rendering.rendered import ROOT, STARTERS, TEMPLATES, Rendered, W

FOLDER = TemplateFolder(TEMPLATES)
KINDS = sorted(FOLDER.manifests)
GUIDE = (ROOT / "docs" / "mau.md").read_text(encoding="utf-8")


def canonical_parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {
            name: etree.tostring(etree.fromstring(package.read(name)), method="c14n") for name in package.namelist()
        }


def test_every_folder_is_a_form_and_every_form_a_folder() -> None:
    assert sorted(FORMS) == KINDS
    assert len(KINDS) == 11


@pytest.mark.parametrize("kind", KINDS)
def test_the_manifest_lists_the_fields_of_the_template(kind: str) -> None:
    manifest = FOLDER.manifests[kind]
    assert manifest.kind == kind
    assert set(manifest.fields) == FOLDER.get_template(kind).fields
    assert list(manifest.fields) == sorted(set(manifest.fields))
    assert set(manifest.fields) <= FIELDS


@pytest.mark.parametrize("kind", KINDS)
def test_the_file_is_what_its_builder_writes(kind: str) -> None:
    committed = (TEMPLATES / kind / "template.docx").read_bytes()
    assert canonical_parts(committed) == canonical_parts(build_template(kind)), "chạy make templates"
    assert build_template(kind) == build_template(kind)


def test_every_type_has_a_template_and_a_starter() -> None:
    assert set(STARTERS) == set(DOCUMENT_TYPES)
    for slug in DOCUMENT_TYPES:
        kind = FOLDER.find_kind(slug)
        assert kind is not None
        assert (TEMPLATES / kind / f"{slug}.vb.txt").is_file()
    named = [slug for kind in KINDS for slug in FOLDER.manifests[kind].document_types]
    assert sorted(named) == sorted([*DOCUMENT_TYPES, "quyet-dinh"])  # decisions have two forms


@pytest.mark.parametrize("kind", KINDS)
def test_the_manifest_names_its_form_and_basis(kind: str) -> None:
    manifest = FOLDER.manifests[kind]
    assert manifest.title
    assert all(basis.startswith("Nghị định 30/2020/NĐ-CP, ") for basis in manifest.legal_basis)
    if manifest.form:
        assert re.fullmatch(r"1\.([1-9]|10)", manifest.form)
        assert any(f"Mẫu {manifest.form}" in basis for basis in manifest.legal_basis)


def test_all_ten_forms_of_annex_iii_have_a_template() -> None:
    forms = {manifest.form for manifest in FOLDER.manifests.values()} - {""}
    assert forms == {f"1.{number}" for number in range(1, 11)}


def test_nothing_that_must_be_placed_is_unknown() -> None:
    assert set(MUST_BE_PLACED) <= FIELDS
    asked = {field for kind in KINDS for field in FOLDER.manifests[kind].fields}
    assert asked == FIELDS


@pytest.mark.parametrize("field", sorted(FIELDS | {f"part.{name}" for name in PART_FIELDS - {"text_width"}}))
def test_the_guide_explains_every_field(field: str) -> None:
    assert f"| `{field}` |" in GUIDE


def test_the_guide_explains_no_field_that_is_not_there() -> None:
    rows = set(re.findall(r"^\| `([a-z_.]+)` \|", GUIDE, re.MULTILINE))
    assert rows == FIELDS | {f"part.{name}" for name in PART_FIELDS - {"text_width"}}


@pytest.mark.parametrize("kind", KINDS)
def test_the_guide_names_every_kind_and_type(kind: str) -> None:
    assert f"`{kind}`" in GUIDE
    for slug in FOLDER.manifests[kind].document_types:
        assert DOCUMENT_TYPES[slug].name.lower() in GUIDE.lower()


@pytest.mark.parametrize("style", [style.name for style in PARAGRAPH_STYLES])
def test_the_guide_names_every_style(style: str) -> None:
    assert style in GUIDE


def test_styles_have_the_names_that_rendering_knows() -> None:
    template = Rendered(build_template("quyet-dinh"))
    for identifier, name in STYLES.items():
        assert template.sheet[identifier].find(f"{W}name").get(f"{W}val") == name


def test_every_style_is_used_by_a_template_or_by_rendering() -> None:
    used = set(STYLES)
    for kind in KINDS:
        template = Rendered(build_template(kind))
        for part, tree in template.trees.items():
            if part.startswith("word/") and not part.endswith((".rels", "styles.xml")):
                used |= {reference.get(f"{W}val") for reference in tree.iter(f"{W}pStyle")}
    assert {style.id for style in PARAGRAPH_STYLES} <= used


@pytest.mark.parametrize("kind", sorted(FORMS))
def test_what_makes_loading_quick_is_current(kind: str, tmp_path: Path) -> None:
    template = TEMPLATES / kind / "template.docx"
    copy = tmp_path / "template.docx"
    copy.write_bytes(template.read_bytes())
    write_patched_template(copy)
    assert find_patched_file(copy).read_text(encoding="utf-8") == find_patched_file(template).read_text(
        encoding="utf-8"
    ), "chạy make templates"


def test_shipped_templates_need_no_docxtpl() -> None:
    code = (
        "import sys; from pathlib import Path; from docgen.rendering.template import load_template\n"
        f"for path in sorted(Path({str(TEMPLATES)!r}).glob('*/template.docx')): load_template(path)\n"
        "print('docxtpl' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
