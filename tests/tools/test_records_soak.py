"""A short soak: clerks as processes, transactions rolled back, processes killed; ``make soak`` is the long one."""

from __future__ import annotations

from pathlib import Path

import pytest
from soak import Plan, run_office


@pytest.mark.slow
def test_numbers_are_exactly_one_to_n_whatever_is_killed(database: str | None, store_folder: Path) -> None:
    plan = Plan(numbers=120, processes=8, numbers_a_kill=10, deadline_s=240)
    result = run_office(store_folder, database, plan)
    assert sum(result.numbers.values()) >= plan.numbers
    assert result.killed >= 5
