"""Accounts, sessions, accesses and working drafts, on each database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from docgen.errors import ForbiddenError, NotFoundError, RegisterError
from docgen.records.access_log import Access, list_accesses, note_access
from docgen.records.accounts import MAX_FAILURES, SignInError, has_accounts, set_password, sign_in, unlock
from docgen.records.backup import restore_backup, write_backup
from docgen.records.documents import Actor
from docgen.records.roles import Role
from docgen.records.sessions import SessionLimits, close_session, find_session, open_session, touch_session
from docgen.records.store import Store
from docgen.records.users import set_user
from docgen.records.verify import verify_store
from docgen.records.working_drafts import (
    DraftConflictError,
    DraftText,
    close_draft,
    create_draft,
    get_draft,
    list_open_drafts,
    save_draft,
)

NOW = datetime(2026, 9, 15, 2, 0, tzinfo=UTC)
ADMIN = Actor("quantri", NOW)
PASSWORD = "mot cau de nho"  # noqa: S105
LIMITS = SessionLimits(timedelta(hours=2), timedelta(hours=12))


@pytest.fixture
def office(store: Store) -> Store:
    """A store with an administrator and a drafter who can sign in."""
    set_user(store, "quantri", {Role.ADMIN}, ADMIN)
    set_user(store, "hoa", {Role.DRAFTER}, ADMIN)
    set_password(store, "hoa", PASSWORD, Actor("hoa", NOW))
    return store


def test_signing_in_failing_locking_and_unlocking(office: Store) -> None:
    assert sign_in(office, "hoa", PASSWORD, NOW).user.name == "hoa"
    for _ in range(MAX_FAILURES):
        with pytest.raises(SignInError, match="không đúng"):
            sign_in(office, "hoa", "sai mat khau", NOW)
    with pytest.raises(SignInError, match="tạm khóa"):
        sign_in(office, "hoa", PASSWORD, NOW)
    with pytest.raises(ForbiddenError):
        unlock(office, "hoa", Actor("hoa", NOW))
    unlock(office, "hoa", ADMIN)
    assert not sign_in(office, "hoa", PASSWORD, NOW).must_change


def test_a_password_of_another_is_for_administrators(office: Store) -> None:
    with pytest.raises(ForbiddenError):
        set_password(office, "quantri", PASSWORD, Actor("hoa", NOW))
    with pytest.raises(RegisterError, match="chưa được đăng ký"):
        set_password(office, "khong-co", PASSWORD, ADMIN)
    set_password(office, "hoa", "mot cau khac han", ADMIN)
    assert sign_in(office, "hoa", "mot cau khac han", NOW).must_change


def test_a_session_is_found_touched_and_ended(office: Store) -> None:
    token = open_session(office, "hoa", NOW, LIMITS)
    later = NOW + timedelta(minutes=90)
    with office.read() as connection:
        session = find_session(connection, token, later, LIMITS)
        assert find_session(connection, token + "x", NOW, LIMITS) is None
    assert session is not None
    assert session.is_stale
    touch_session(office, session, later)
    with office.read() as connection:
        assert find_session(connection, token, later + timedelta(minutes=90), LIMITS) is not None
        assert find_session(connection, token, later + timedelta(minutes=121), LIMITS) is None
    close_session(office, token)
    with office.read() as connection:
        assert find_session(connection, token, NOW, LIMITS) is None


def test_a_new_password_ends_all_sessions(office: Store) -> None:
    token = open_session(office, "hoa", NOW, LIMITS)
    set_password(office, "hoa", "mot cau khac han", Actor("hoa", NOW))
    with office.read() as connection:
        assert find_session(connection, token, NOW, LIMITS) is None


def test_a_draft_is_saved_only_on_its_newest_revision(office: Store) -> None:
    actor = Actor("hoa", NOW)
    draft = create_draft(office, DraftText("một", "Tên"), actor)
    assert save_draft(office, draft["id"], DraftText("hai"), 1, actor)["revision"] == 2
    with pytest.raises(DraftConflictError) as conflict:
        save_draft(office, draft["id"], DraftText("ba"), 1, actor)
    assert conflict.value.row["text"] == "hai"
    with office.read() as connection:
        assert [row["id"] for row in list_open_drafts(connection, "hoa")] == [draft["id"]]
    close_draft(office, draft["id"], "discarded", actor)
    with pytest.raises(RegisterError, match="đã bỏ"):
        save_draft(office, draft["id"], DraftText("ba"), 2, actor)
    with office.read() as connection, pytest.raises(NotFoundError):
        get_draft(connection, 999)


def test_accesses_are_listed_the_newest_first(office: Store) -> None:
    for action in ("view", "download"):
        note_access(office, Actor("hoa", NOW), Access(action, "document", "12", "x" * 500))
    with office.read() as connection:
        rows = list(list_accesses(connection, kind="document", subject_id="12"))
    assert [row["action"] for row in rows] == ["download", "view"]
    assert len(rows[0]["detail"]) == 200


def test_a_backup_holds_accounts_and_drafts(office: Store, empty_database: str | None, tmp_path: Path) -> None:
    create_draft(office, DraftText("đang viết"), Actor("hoa", NOW))
    write_backup(office, tmp_path / "kho.zip", ADMIN)
    restored = restore_backup(tmp_path / "kho.zip", tmp_path / "khac", empty_database, ADMIN)
    assert sign_in(restored, "hoa", PASSWORD, NOW).user.name == "hoa"
    with restored.read() as connection:
        assert has_accounts(connection)
        assert [row["text"] for row in list_open_drafts(connection, "hoa")] == ["đang viết"]
    # What is written next gets an id of its own.
    assert create_draft(restored, DraftText("tiếp"), Actor("hoa", NOW))["id"] == 2
    assert verify_store(restored).is_clean
    restored.close()
