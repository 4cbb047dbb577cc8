"""One Markdown page a rule, and an index: ``python -m docgen.checking.pages docs/rules``."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path

from docgen.checking.explain import SEVERITY_NAMES
from docgen.checking.registry import AREAS, Rule, load_rules
from docgen.files import make_folder, write_whole

_LABELS = ("Tìm gì:", "Vì sao:", "Sai:", "Đúng:")


def write_pages() -> Mapping[str, str]:
    """Return the text of every page by file name."""
    pages = {f"{rule.code}.md": _write_page(rule) for rule in load_rules()}
    return pages | {"README.md": _write_index(load_rules())}


def _write_page(rule: Rule) -> str:
    body = rule.documentation.strip().partition("\n")[2].strip()
    for label in _LABELS:
        body = body.replace(label, f"**{label}**")
    fixable = "có (`docgen check --fix`)" if rule.fixable else "không"
    return (
        f"# {rule.code}: {rule.title}\n\n"
        f"| | |\n|---|---|\n| Tên | `{rule.name}` |\n| Mức độ | {SEVERITY_NAMES[rule.severity]} |\n"
        f"| Căn cứ | {rule.basis} |\n| Tự sửa được | {fixable} |\n\n{body}\n"
    )


def _write_index(rules: tuple[Rule, ...]) -> str:
    lines = ["# Các quy tắc kiểm tra", "", f"{len(rules)} quy tắc; trang này do `docgen.checking.pages` viết ra."]
    for area, members in groupby(rules, key=lambda rule: rule.code[:2]):
        lines += ["", f"## {AREAS.get(area, area)}", "", "| Mã | Nội dung | Mức độ | Tự sửa |", "|---|---|---|---|"]
        lines += [
            f"| [{rule.code}]({rule.code}.md) | {rule.title} | {SEVERITY_NAMES[rule.severity]} | "
            f"{'có' if rule.fixable else ''} |"
            for rule in members
        ]
    return "\n".join(lines) + "\n"


def main(folder: Path) -> None:
    """Write all pages into a folder; pages of rules that are no more go."""
    make_folder(folder)
    pages = write_pages()
    for old in folder.glob("*.md"):
        if old.name not in pages:
            old.unlink()
    for name, text in pages.items():
        write_whole(folder / name, text.encode("utf-8"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
