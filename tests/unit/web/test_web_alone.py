"""One service a store, one building of a register for all who ask."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from web_office import Office

from docgen.errors import NotFoundError, RegisterError
from docgen.records.kept_registers import KeptRegisters
from docgen.records.numbering import OUTGOING
from docgen.records.organs import ensure_organ
from docgen.records.register_books import RegisterRequest
from docgen.records.reserving import reserve
from docgen.web.alone import being_the_only_service


def test_a_second_service_is_refused_until_the_first_has_ended(tmp_path: Path) -> None:
    with being_the_only_service(tmp_path / "kho"):
        with pytest.raises(RegisterError, match="đang có một dịch vụ"), being_the_only_service(tmp_path / "kho"):
            pass
        with being_the_only_service(tmp_path / "kho khác"):
            pass
    with being_the_only_service(tmp_path / "kho"):
        pass


def test_a_register_is_built_once_for_all_who_ask_and_anew_after_a_change(office: Office) -> None:
    kept, request, together = KeptRegisters(), RegisterRequest(2026), Barrier(6)
    organ = office.app.state.service.organs["ubnd-tinh-ha-nam"]

    def give_number() -> None:
        from docgen.records.documents import approve

        key = office.hand_in()
        approve(office.store, key, office.admin)
        reserve(office.store, key, office.admin, organ=organ)

    def look(_: int) -> object:
        together.wait()
        with office.store.read() as connection:
            return kept.build(connection, OUTGOING, request)

    with office.store.write() as connection:
        ensure_organ(connection, office.store, organ, office.admin)
    with office.store.read() as connection, pytest.raises(NotFoundError):
        kept.build(connection, OUTGOING, request)
    give_number()
    with ThreadPoolExecutor(6) as threads:
        found = list(threads.map(look, range(6)))
    assert len({id(one) for one in found}) == 1
    give_number()
    with office.store.read() as connection:
        assert len(kept.build(connection, OUTGOING, request)[0].rows) == 2
