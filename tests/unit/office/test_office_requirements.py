"""Versions against ranges, and the packages that docgen declares."""

from __future__ import annotations

from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet

from docgen.office.requirements import PackageCheck, check_packages, check_python, is_in_range


@pytest.mark.parametrize("ranges", [">=6,<8", "<0.20,>=0.18.10", "==2.0", ">7.4", "<=1.2.3", ""])
@pytest.mark.parametrize("version", ["5.9", "6", "6.0", "7.99.1", "8.0.0", "0.18.9", "0.18.10", "0.20", "2", "1.2.3"])
def test_agrees_with_the_packaging_library(version: str, ranges: str) -> None:
    assert is_in_range(version, ranges) == (version in SpecifierSet(ranges))


@pytest.mark.parametrize(("version", "ranges"), [("", ">=1"), ("unknown", ">=1"), ("1.0", "~=1.0"), ("1.0", "!=2")])
def test_what_it_cannot_read_does_not_pass(version: str, ranges: str) -> None:
    assert not is_in_range(version, ranges)


def test_checks_every_package_that_docgen_declares_and_no_extra() -> None:
    declared = [Requirement(line) for line in metadata.requires("docgen") or []]
    needed = {requirement.name for requirement in declared if requirement.marker is None}
    checks = check_packages()
    assert {check.name for check in checks} == needed
    assert all(check.ok for check in checks)
    assert check_python().ok


def test_an_absent_or_old_package_is_not_ok() -> None:
    assert not PackageCheck("lxml", "", ">=6,<7").ok
    assert not PackageCheck("lxml", "5.4", ">=6,<7").ok
    assert PackageCheck("lxml", "5.4", ">=6,<7").requirement == "lxml>=6,<7"
