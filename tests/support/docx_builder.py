"""Small Word documents made from snippets of XML, for tests that care about single elements.

Snippets use the prefixes declared in ``NAMESPACES``; ``w:`` is WordprocessingML. Parts that are given are related to
the main part by themselves.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": W,
        "r": OFFICE,
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# Parts by the kind of their relationship: name in the package, name of the root element.
_KINDS = {
    "styles": ("word/styles.xml", "w:styles"),
    "numbering": ("word/numbering.xml", "w:numbering"),
    "settings": ("word/settings.xml", "w:settings"),
    "theme": ("word/theme/theme1.xml", "a:theme"),
    "footnotes": ("word/footnotes.xml", "w:footnotes"),
    "endnotes": ("word/endnotes.xml", "w:endnotes"),
}


def xml(root: str, content: str) -> bytes:
    """Return a part: a root element that declares all namespaces, around a snippet."""
    return f'<?xml version="1.0" encoding="UTF-8"?><{root} {NAMESPACES}>{content}</{root}>'.encode()


def make_parts(
    body: str = "<w:p/>", *, headers: Mapping[str, str] | None = None, app: str = "", core: str = "", **parts: str
) -> dict[str, bytes]:
    """Return the parts of a document by name.

    ``parts`` are contents of styles, numbering, settings, theme, footnotes and endnotes. ``headers`` maps ids such as
    "rIdH1" or "rIdF1" to the content of a header or footer.
    """
    relations = []
    made = {}
    for kind, content in parts.items():
        name, root = _KINDS[kind]
        made[name] = xml(root, content)
        relations.append(relation(f"rId_{kind}", kind, name.removeprefix("word/")))
    for number, (identity, content) in enumerate((headers or {}).items()):
        kind = "footer" if "F" in identity else "header"
        made[f"word/{kind}{number}.xml"] = xml("w:ftr" if kind == "footer" else "w:hdr", content)
        relations.append(relation(identity, kind, f"{kind}{number}.xml"))
    top = [relation("rId1", "officeDocument", "word/document.xml")]
    if app:
        made["docProps/app.xml"] = f"<Properties>{app}</Properties>".encode()
        top.append(relation("rId2", "extended-properties", "docProps/app.xml"))
    if core:
        made["docProps/core.xml"] = f"<coreProperties>{core}</coreProperties>".encode()
        kind = f"{PACKAGE}/relationships/metadata/core-properties"
        top.append(f'<Relationship Id="rId3" Type="{kind}" Target="docProps/core.xml"/>')
    types = (
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN_TYPE}"/>'
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{types}</Types>'.encode(),
        "_rels/.rels": relations_part(*top),
        "word/document.xml": xml("w:document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relations_part(*relations),
        **made,
    }


def relation(identity: str, kind: str, target: str) -> str:
    """Return one relationship of the office document family."""
    return f'<Relationship Id="{identity}" Type="{OFFICE}/{kind}" Target="{target}"/>'


def relations_part(*relations: str) -> bytes:
    """Return a relationships part."""
    return f'<Relationships xmlns="{PACKAGE}/relationships">{"".join(relations)}</Relationships>'.encode()


def zip_parts(parts: Mapping[str, bytes | None], *, pack: bool = True) -> bytes:
    """Return a zip package of parts; those set to None are left out. ``pack`` compresses them."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED if pack else ZIP_STORED) as package:
        for name, content in parts.items():
            if content is not None:
                package.writestr(name, content)
    return buffer.getvalue()


def build_docx(body: str = "<w:p/>", **parts: str) -> bytes:
    """Return the bytes of a .docx file; the arguments are those of ``make_parts``."""
    return zip_parts(make_parts(body, **parts))  # type: ignore[arg-type]


def p(text: str = "", properties: str = "", run: str = "") -> str:
    """Return a paragraph of one run, with snippets of its w:pPr and w:rPr."""
    inner = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{inner}{r(text, run) if text else ''}</w:p>"


def r(text: str, properties: str = "") -> str:
    """Return a run."""
    inner = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inner}<w:t xml:space="preserve">{text}</w:t></w:r>'


def style(
    identity: str, content: str = "", kind: str = "paragraph", *, default: bool = False, based_on: str = ""
) -> str:
    """Return a style; ``content`` holds its w:pPr, w:rPr and whatever else."""
    mark = ' w:default="1"' if default else ""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{identity}"{mark}><w:name w:val="name of {identity}"/>'
        f"{base}{content}</w:style>"
    )


def defaults(run: str = "", paragraph: str = "") -> str:
    """Return document defaults."""
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{run}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{paragraph}</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def table(*rows: str, properties: str = "", grid: tuple[int, ...] = ()) -> str:
    """Return a table of w:tr snippets."""
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """Return a row of w:tc snippets."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(content: str = "<w:p/>", properties: str = "") -> str:
    """Return a cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"
