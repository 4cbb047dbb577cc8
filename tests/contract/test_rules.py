"""Every rule is whole: documentation, code, name, clause, cases; and its page is current."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rule_cases import FOLDER, read_cases

from docgen.checking import AREAS, Rule, Severity, find_rule, load_rules
from docgen.checking.basis import find_basis_problems, is_practice
from docgen.checking.pages import write_pages

ROOT = Path(__file__).resolve().parents[2]
RULES = load_rules()
SECTIONS = ("Tìm gì:", "Vì sao:", "Sai:", "Đúng:")
MODULES = sorted(path.stem for path in (ROOT / "docgen/checking/rules").glob("*.py") if path.stem != "__init__")


def test_there_are_rules() -> None:
    assert RULES


def test_every_module_in_the_folder_is_a_rule() -> None:
    assert [f"{rule.code.lower()}_{rule.name.replace('-', '_')}" for rule in RULES] == MODULES


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_is_documented(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z]{2}\d{3}", rule.code)
    assert rule.code[:2] in AREAS
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)+", rule.name)
    lines = rule.documentation.strip().splitlines()
    assert lines[0].endswith("."), "the first line is a sentence: what is wrong"
    assert lines[1] == ""
    starts = [line.split(":")[0] + ":" for line in lines if line.startswith(SECTIONS)]
    assert starts == list(SECTIONS), f"the docstring has the paragraphs {', '.join(SECTIONS)} in this order"
    assert re.search(r"[ăâđêôơưáàảãạ]", rule.documentation), "rules speak Vietnamese"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_basis_resolves(rule: Rule) -> None:
    assert list(find_basis_problems(rule.basis)) == []
    if is_practice(rule.basis):
        assert rule.severity is not Severity.ERROR, "what no text says is no error"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_names_its_line_of_the_list(rule: Rule) -> None:
    assert re.fullmatch(r"L\d{2}(, L\d{2})*", rule.l_id)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_rule_has_cases(rule: Rule) -> None:
    path = FOLDER / f"{rule.code}.toml"
    assert path.is_file(), f"tests/rules/{rule.code}.toml is missing"
    kinds = {case.fails for case in read_cases(path)}
    assert kinds == {True, False}, "at least one case that passes and one that fails"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.name)
def test_cases_belong_to_a_rule(path: Path) -> None:
    assert find_rule(path.stem) is not None


def test_pages_are_current() -> None:
    folder = ROOT / "docs/rules"
    written = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    assert written == dict(write_pages()), "run: python -m docgen.checking.pages docs/rules"
