"""Verifying a package with all that docgen has: the archive judges it, the pdf room judges its PDFs."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from docgen.archive.problems import Verification
from docgen.archive.verify import JudgePdf, verify_package
from docgen.files import write_whole
from docgen.pdf.claim import find_claim_problems
from docgen.trail import Checkpoint

Tell = Callable[[str, int, int], None]


def verify_export(path: Path, *, checkpoint: Checkpoint | None, proves_pdf: bool, tell: Tell) -> Verification:
    """Verify a package. ``proves_pdf``: each PDF is also held against ISO 19005-2 by veraPDF.

    Raises InputError when the package cannot be read, ToolError when veraPDF is wanted and missing.
    """
    if not proves_pdf:
        return verify_package(path, checkpoint=checkpoint, judge_pdf=find_claim_problems, tell=tell)
    with tempfile.TemporaryDirectory(prefix="docgen-verify-") as folder:
        judge = _start_prover(Path(folder))
        return verify_package(path, checkpoint=checkpoint, judge_pdf=judge, tell=tell)


def _start_prover(folder: Path) -> JudgePdf:
    from docgen.pdf.prove import Prover

    prover = Prover()

    def judge(data: bytes) -> Iterator[str]:
        problems = list(find_claim_problems(data))
        yield from problems
        if problems:
            return
        file = folder / "tep.pdf"
        write_whole(file, data, flush=False)
        for violation in prover.prove(file).violations:
            yield f"trái ISO 19005-2, mục {violation.clause}, {violation.times} chỗ: {violation.rule}"

    return judge
