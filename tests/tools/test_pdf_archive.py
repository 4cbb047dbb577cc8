"""What leaves docgen for the archive is PDF/A-2u, says veraPDF, and the same bytes each time."""

from __future__ import annotations

import datetime
import hashlib
import io
import json
import resource
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.shared import Cm
from PIL import Image

from docgen.cli.main import run
from docgen.errors import ConformanceError, ExitCode, InputError
from docgen.model.document_types import DOCUMENT_TYPES
from docgen.pdf import ArchiveFields, PdfInfo, PdfMaker, inspect_pdf
from docgen.pdf.join import Part, join_pdfs
from docgen.pdf.page_images import list_page_images
from docgen.pdf.prove import Prover
from docgen.settings import load_settings

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted(path for path in ROOT.glob("samples/*/*.vb.txt") if path.parent.name != "rejected")
FIELDS = ArchiveFields(
    document_type="Kế hoạch",
    code_number="05",
    code_notation="KH-UBND",
    promulgation_date=datetime.date(2026, 9, 15),
    organ="Ủy ban nhân dân tỉnh Hà Nam",
    subject="Đánh giá <Chỉ số> & xếp loại",
    full_name="Trần Thị Thử",
    dossier_code="H01.02.2026",
)


@pytest.fixture(scope="session")
def prover() -> Prover:
    return Prover()


def write_pictures(path: Path) -> Path:
    """A document that docgen did not render: pictures of several kinds, a landscape section, symbols."""
    document = Document()
    for mode, kind in (("RGB", "JPEG"), ("L", "JPEG"), ("RGBA", "PNG"), ("1", "PNG")):
        buffer = io.BytesIO()
        Image.linear_gradient("L").convert("L").resize((200, 150)).convert(mode).save(buffer, kind)
        document.add_picture(io.BytesIO(buffer.getvalue()), width=Cm(8))
    document.add_paragraph("☐ ☑ ✓ ½ ² √ “ngoặc” – gạch…", style="List Bullet")
    symbols = document.add_paragraph().add_run("\uf0a7\uf0fc")
    symbols.font.name = "Wingdings"
    section = document.add_section()
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    document.add_paragraph("Phụ lục ngang")
    document.save(str(path))
    return path


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One PDF of every kind of document that docgen makes, by name; ``anh`` is one it did not make."""
    folder = tmp_path_factory.mktemp("kho")
    drafts = [folder / f"{slug}.vb.txt" for slug in DOCUMENT_TYPES]
    for slug, draft in zip(DOCUMENT_TYPES, drafts, strict=True):
        assert run(["new", slug, "-o", str(draft)]) == ExitCode.DONE
    assert run(["render", *map(str, [*drafts, *SAMPLES]), "-o", str(folder / "docx")]) == ExitCode.DONE
    sources = [*sorted((folder / "docx").glob("*.docx")), write_pictures(folder / "anh.docx")]
    with PdfMaker(load_settings({})) as maker:
        results = list(maker.make(sources, folder / "pdf", fields=dict.fromkeys(sources[::2], FIELDS)))
    assert [(result.source, result.problem) for result in results if result.pdf is None] == []
    return {result.source.stem: result.pdf for result in results if result.pdf}


def test_every_kind_of_document_is_pdfa_2u(made: dict[str, Path], prover: Prover) -> None:
    assert len(made) == len(DOCUMENT_TYPES) + len(SAMPLES) + 1
    proofs = {name: prover.prove(path) for name, path in made.items()}
    assert {name: proof.violations for name, proof in proofs.items() if not proof.conforms} == {}
    assert all(proof.checks > 500 for proof in proofs.values())


def test_the_kinds_that_matter_are_among_them(made: dict[str, Path]) -> None:
    def is_landscape(page: pikepdf.Page) -> bool:
        return bool(page.mediabox[2] > page.mediabox[3])

    with pikepdf.open(made["anh"]) as pictures:
        assert sum(len(list(list_page_images(page))) for page in pictures.pages) >= 4
        assert any(map(is_landscape, pictures.pages))
    for path in made.values():
        facts = inspect_pdf(path)
        assert facts.pdfa == "2u"
        assert facts.all_fonts_embedded
    with pikepdf.open(made["ha-nam-2023"]) as pdf:
        names = {str(f.BaseFont) for page in pdf.pages for f in page.Resources.Font.values()}
    assert all(name[7] == "+" for name in names), "a subset's name begins with six letters and a plus"


def test_the_prover_finds_what_is_wrong(made: dict[str, Path], prover: Prover, tmp_path: Path) -> None:
    with pikepdf.open(made["ha-nam-2023"]) as pdf:
        del pdf.Root.OutputIntents
        pdf.save(tmp_path / "no-intent.pdf")
    with pikepdf.open(made["ha-nam-2023"]) as pdf:
        for page in pdf.pages:
            for font in page.Resources.Font.values():
                if "/ToUnicode" in font:
                    del font["/ToUnicode"]
        pdf.save(tmp_path / "no-unicode.pdf")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.7\n" + b"garbage" * 99)
    (tmp_path / "garbage.pdf").write_bytes(b"garbage" * 99)
    clauses = {
        name: {violation.clause for violation in prover.prove(tmp_path / f"{name}.pdf").violations}
        for name in ("no-intent", "no-unicode", "broken")
    }
    assert any(clause.startswith("6.2.4") for clause in clauses["no-intent"])
    assert "6.2.11.7.2" in clauses["no-unicode"]
    assert clauses["broken"] == {"6.1"}
    for name in ("absent.pdf", "garbage.pdf"):
        with pytest.raises(InputError):
            prover.prove(tmp_path / name)


def test_the_same_files_give_the_same_bytes_whoever_converts_them(made: dict[str, Path], tmp_path: Path) -> None:
    sources = [made[name].parents[1] / "docx" / f"{name}.docx" for name in ("ha-nam-2023", "ha-tinh-6926-2022")]
    with PdfMaker(load_settings({}), workers=1) as maker:
        list(maker.make(sources, tmp_path / "one"))
    command = [sys.executable, "-m", "docgen", "pdf", *sources, "-o", tmp_path / "two", "--format", "json"]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT)
    assert [row["pages"] for row in json.loads(done.stdout)] == [5, 4]
    sums = {
        folder: [
            hashlib.sha256((tmp_path / folder / f"{source.stem}.pdf").read_bytes()).hexdigest() for source in sources
        ]
        for folder in ("one", "two")
    }
    assert sums["one"] == sums["two"]


def test_a_dossier_becomes_one_pdfa(made: dict[str, Path], prover: Prover, tmp_path: Path) -> None:
    names = ["cong-van", "ha-nam-2023", "anh"]
    parts = [Part(f"{n}. {name}", made[name]) for n, name in enumerate(names, 1)]
    pages = [inspect_pdf(part.path).pages for part in parts]
    for out in ("a.pdf", "b.pdf"):
        assert join_pdfs(parts, tmp_path / out, info=PdfInfo("Hồ sơ", archive=FIELDS)) == sum(pages)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert prover.prove(tmp_path / "a.pdf").violations == ()
    facts = inspect_pdf(tmp_path / "a.pdf")
    assert (facts.pages, facts.pdfa) == (sum(pages), "2u")
    starts = [sum(pages[:n]) for n in range(3)]
    for start, part in zip(starts, parts, strict=True):
        assert facts.text_of(start + 1) == inspect_pdf(part.path).text_of(1)
    with pikepdf.open(tmp_path / "a.pdf") as pdf:
        assert [page.label for page in pdf.pages] == [str(n + 1) for count in pages for n in range(count)]
        numbers = {page.obj.objgen: n for n, page in enumerate(pdf.pages)}
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == [part.title for part in parts]
            assert [numbers[item.destination[0].objgen] for item in outline.root] == starts
            heights = [pdf.pages[start].mediabox[3] for start in starts]
            assert [item.destination[3] for item in outline.root] == heights, "a bookmark leads to the top of its page"
            plan = outline.root[1]
            assert any("MỤC ĐÍCH" in child.title for child in plan.children)
            assert all(starts[1] <= numbers[c.destination[0].objgen] < starts[2] for c in plan.children)
        assert len(pdf.Root.OutputIntents) == 1


def test_more_parts_than_may_be_open_at_once(made: dict[str, Path], tmp_path: Path) -> None:
    name = "cong-van"
    pages, text = inspect_pdf(made[name]).pages, inspect_pdf(made[name]).text_of(1)
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    used = len(list(Path("/proc/self/fd").iterdir()))
    resource.setrlimit(resource.RLIMIT_NOFILE, (used + 20, limits[1]))
    try:
        parts = [Part(str(n), made[name]) for n in range(60)]
        assert join_pdfs(parts, tmp_path / "out.pdf", info=PdfInfo("Hồ sơ")) == 60 * pages
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
    assert inspect_pdf(tmp_path / "out.pdf").text_of(59 * pages + 1) == text


def test_page_labels_of_a_part_are_kept(made: dict[str, Path], tmp_path: Path) -> None:
    with pikepdf.open(made["ha-nam-2023"]) as pdf:
        labels = [0, pikepdf.Dictionary(S=pikepdf.Name.r), 2, pikepdf.Dictionary(S=pikepdf.Name.D, St=7, P="PL-")]
        pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(labels))
        pdf.save(tmp_path / "labelled.pdf")
    parts = [Part("a", made["cong-van"]), Part("b", tmp_path / "labelled.pdf")]
    first = inspect_pdf(made["cong-van"]).pages
    join_pdfs(parts, tmp_path / "out.pdf", info=PdfInfo("Hồ sơ"))
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert [page.label for page in pdf.pages][first:] == ["i", "ii", "PL-7", "PL-8", "PL-9"]


def test_what_is_no_pdfa_is_not_joined(made: dict[str, Path], tmp_path: Path) -> None:
    plain = pikepdf.new()
    plain.add_blank_page()
    plain.save(tmp_path / "plain.pdf")
    good, out = Part("a", made["cong-van"]), tmp_path / "out.pdf"
    with pytest.raises(ConformanceError, match="không phải là PDF/A-2u") as caught:
        join_pdfs([good, Part("b", tmp_path / "plain.pdf")], out, info=PdfInfo("x"))
    assert caught.value.where.endswith("plain.pdf")
    with pytest.raises(InputError, match="không có tệp PDF này"):
        join_pdfs([good, Part("b", tmp_path / "absent.pdf")], out, info=PdfInfo("x"))
    with pytest.raises(InputError, match="không có tệp PDF nào"):
        join_pdfs([], out, info=PdfInfo("x"))
    assert not out.exists()
    assert list(tmp_path.glob(".docgen*")) == []
