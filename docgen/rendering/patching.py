"""What docxtpl does to the XML of a template before Jinja reads it, kept beside the template.

Importing docxtpl and patching take longer than all the rest of rendering one document. So the builder of the templates
writes the patched parts into ``template.patched.json``, each under the digest of the XML it was made from: a template
that a clerk has changed since finds no digest of its own there and is patched anew.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from docgen.rendering.wordml import DECLARATION


def patch_parts(template: Path, sources: Mapping[str, str]) -> dict[str, str]:
    """Return the parts with docxtpl's tags turned into plain Jinja, from the file beside the template where it fits."""
    kept = _read_kept(find_patched_file(template))
    found = {name: kept.get(_digest(source)) for name, source in sources.items()}
    patched = {name: text for name, text in found.items() if text is not None}
    return patched if len(patched) == len(sources) else _patch(sources)


def find_patched_file(template: Path) -> Path:
    """Return where the patched parts of a template are kept."""
    return template.with_suffix(".patched.json")


def write_patched_file(template: Path, sources: Mapping[str, str]) -> None:
    """Keep the patched parts of a template beside it."""
    patched = _patch(sources)
    kept = {_digest(source): patched[name] for name, source in sources.items()}
    text = json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True)
    find_patched_file(template).write_text(f"{text}\n", encoding="utf-8")


def _read_kept(path: Path) -> dict[str, str]:
    """Return what is kept, by digest. A file that is missing or damaged costs time and nothing else."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) and all(isinstance(text, str) for text in kept.values()) else {}


def _digest(source: str) -> str:
    return hashlib.sha256(source.encode("utf-8")).hexdigest()


def _patch(sources: Mapping[str, str]) -> dict[str, str]:
    from docxtpl import DocxTemplate

    # Patching asks nothing of the file: it need not be opened again.
    docx = DocxTemplate("")
    return {name: docx.patch_xml(source) for name, source in sources.items()}


def fix_columns(document: bytes) -> bytes:
    """Return a rendered body in which docxtpl has counted the columns of each table anew, for ``{%tc … %}`` loops."""
    from docxtpl import DocxTemplate
    from lxml import etree

    docx = DocxTemplate("")
    docx.docx_ids_index = 1000
    tree = docx.fix_tables(document.decode().removeprefix(DECLARATION))
    docx.fix_docpr_ids(tree)
    return (DECLARATION + str(etree.tostring(tree, encoding="unicode"))).encode()
