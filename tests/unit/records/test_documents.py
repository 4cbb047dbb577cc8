"""The life of an outgoing document: states, roles, versions; each act is in the audit trail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from registry_office import (
    CLERK,
    NOON,
    hand_in,
    make_approved,
    make_issued,
    make_submission,
    put_out,
    read_acts,
    read_row,
    take,
)

from docgen.errors import RegisterError
from docgen.records.documents import Actor, approve, recall, return_document, void
from docgen.records.roles import ALLOWED, Role
from docgen.records.states import FROM, State
from docgen.records.store import Store
from docgen.records.submission import find_same_draft, read_version, submit, submit_kept
from docgen.records.users import set_user


def bring_to(store: Store, state: State) -> int:
    """Return a document in this state."""
    if state is State.DRAFT:
        return int(submit(store, make_submission(), CLERK, as_draft=True)["id"])
    key = hand_in(store)
    if state is State.RETURNED:
        return_document(store, key, CLERK, "thiếu căn cứ")
    if state is State.VOID:
        void(store, key, CLERK, "trình nhầm")
    if state in (State.APPROVED, State.RESERVED, State.ISSUED, State.RECALLED, State.REPLACED):
        approve(store, key, CLERK)
    if state in (State.RESERVED, State.ISSUED, State.RECALLED, State.REPLACED):
        take(store, key)
    if state in (State.ISSUED, State.RECALLED, State.REPLACED):
        put_out(store, key)
    if state is State.RECALLED:
        recall(store, key, CLERK, "sai thẩm quyền")
    if state is State.REPLACED:
        new = submit(store, make_submission(), CLERK, replaces=key)["id"]
        approve(store, new, CLERK)
        take(store, new)
        put_out(store, new)
    return key


ACTS: dict[str, Callable[[Store, int], Any]] = {
    "submit": lambda store, key: submit(store, make_submission(), CLERK, document_id=key),
    "approve": lambda store, key: approve(store, key, CLERK),
    "return": lambda store, key: return_document(store, key, CLERK, "sửa lại"),
    "reserve": lambda store, key: take(store, key),
    "issue": lambda store, key: put_out(store, key),
    "void": lambda store, key: void(store, key, CLERK, "không dùng"),
    "recall": lambda store, key: recall(store, key, CLERK, "thu hồi"),
    "replace": lambda store, key: submit(store, make_submission(), CLERK, replaces=key),
}
# Asking again for what is done already changes nothing.
REPEATED = {("reserve", State.RESERVED), ("reserve", State.ISSUED), ("issue", State.ISSUED)}


@pytest.mark.parametrize("state", State)
def test_each_act_starts_only_from_its_states(store: Store, state: State) -> None:
    assert ACTS.keys() == FROM.keys()
    for name, act in ACTS.items():
        key = bring_to(store, state)
        before, acts = read_row(store, key), len(read_acts(store))
        assert before["state"] == state
        if state in FROM[name]:
            act(store, key)
            assert len(read_acts(store)) > acts
        elif (name, state) in REPEATED:
            act(store, key)
            assert (read_row(store, key), len(read_acts(store))) == (before, acts)
        else:
            with pytest.raises(RegisterError):
                act(store, key)
            assert (read_row(store, key), len(read_acts(store))) == (before, acts), f"{name} changed something"


def test_content_and_form_are_approved_apart(store: Store) -> None:
    key = hand_in(store)
    assert approve(store, key, CLERK, form=False)["state"] == "submitted"
    with pytest.raises(RegisterError, match="đã trình, không cấp số được"):
        take(store, key)
    assert approve(store, key, CLERK, content=False)["state"] == "approved"


def test_a_new_version_needs_new_approval(store: Store) -> None:
    key = make_approved(store)
    row = submit(store, make_submission(subject="Nội dung khác"), CLERK, document_id=key)
    assert (row["version"], row["state"], row["subject"]) == (2, "submitted", "Nội dung khác")
    approve(store, key, CLERK, form=False)
    assert read_row(store, key)["state"] == "submitted"
    with pytest.raises(RegisterError, match="đã có phiên bản 2"):
        approve(store, key, CLERK, version=1)


def test_what_was_handed_in_is_what_is_read_back(store: Store) -> None:
    submission = make_submission("cong-van")
    row = submit(store, submission, CLERK)
    assert read_version(store, row) == submission.document
    assert find_same_draft(store, submission) == row["id"]
    assert find_same_draft(store, make_submission(subject="khác")) is None


def test_a_draft_is_kept_then_handed_in(store: Store) -> None:
    key = bring_to(store, State.DRAFT)
    assert submit_kept(store, key, CLERK)["state"] == "submitted"
    with pytest.raises(RegisterError):
        submit_kept(store, key, CLERK)


def test_the_replaced_document_names_the_new_one(store: Store) -> None:
    key = bring_to(store, State.REPLACED)
    new = read_row(store, read_row(store, key)["replaced_by_id"])
    assert (new["replaces_id"], new["state"]) == (key, "issued")


def test_a_recall_freezes_and_keeps_its_record(store: Store) -> None:
    key = make_issued(store)
    before = read_row(store, key)
    recall(store, key, Actor("an", NOON + timedelta(days=2)), "sai thẩm quyền")
    after = read_row(store, key)
    assert {name for name in after if after[name] != before[name]} == {"state", "changed_at"}
    act = read_acts(store)[-1]
    assert (act["action"], act["actor"], act["facts"]["reason"]) == ("recall", "an", "sai thẩm quyền")


@pytest.mark.parametrize("reason", ["", "  \n"])
def test_a_reason_is_asked_for(store: Store, reason: str) -> None:
    key = hand_in(store)
    for act in (return_document, void):
        with pytest.raises(RegisterError, match="thiếu lý do"):
            act(store, key, CLERK, reason)


def test_every_act_says_who_when_and_which_version(store: Store) -> None:
    key = make_issued(store, day=date(2026, 5, 18))
    organ, *acts = read_acts(store)
    assert (organ["action"], organ["kind"], organ["actor"]) == ("organ-add", "organ", "hoa")
    assert [act["action"] for act in acts] == ["submit", "approve", "reserve", "issue"]
    for act in acts:
        assert (act["actor"], act["at"], act["facts"]["version"]) == ("hoa", "2026-05-18T05:00:00Z", 1)
        assert (act["kind"], act["subject_id"]) == ("document", str(key))
    assert acts[2]["facts"]["code_number"] == 1


def test_acts_hold_no_content(store: Store) -> None:
    make_issued(store, subject="Bí danh Chim Én")
    assert "Chim Én" not in str([act["facts"] for act in read_acts(store)])


def test_no_such_document(store: Store) -> None:
    with pytest.raises(RegisterError, match="không có văn bản 99"):
        approve(store, 99, CLERK)


def test_another_organs_draft_is_no_version_of_this_document(store: Store) -> None:
    key = hand_in(store)
    other = make_submission().document.organ.model_copy(update={"name": "Sở Tài chính tỉnh Hoa Lư"})
    with pytest.raises(RegisterError, match="cơ quan khác"):
        submit(store, make_submission(organ=other), CLERK, document_id=key)


def test_metadata_too_long_or_missing_stops_the_number(store: Store) -> None:
    signature = make_submission().document.signature.model_copy(update={"full_name": ""})
    key = make_approved(store, signature=signature, recipients=("x" * 300,))
    with pytest.raises(RegisterError, match=r"họ tên người ký.*nơi nhận|nơi nhận.*họ tên người ký"):
        take(store, key)
    assert read_row(store, key)["code_number"] is None


# Roles ---------------------------------------------------------------------------------------------------------------

ROLE_ACTS: dict[str, tuple[State, Callable[[Store, int, Actor], Any]]] = {
    "submit": (State.RETURNED, lambda s, k, a: submit(s, make_submission(), a, document_id=k)),
    "approve-content": (State.SUBMITTED, lambda s, k, a: approve(s, k, a, form=False)),
    "approve-format": (State.SUBMITTED, lambda s, k, a: approve(s, k, a, content=False)),
    "return": (State.SUBMITTED, lambda s, k, a: return_document(s, k, a, "sửa")),
    "reserve": (State.APPROVED, lambda s, k, a: take(s, k, actor=a)),
    "issue": (State.RESERVED, lambda s, k, a: put_out(s, k, actor=a)),
    "void": (State.SUBMITTED, lambda s, k, a: void(s, k, a, "hủy")),
    "recall": (State.ISSUED, lambda s, k, a: recall(s, k, a, "thu hồi")),
}


@pytest.mark.parametrize("role", Role)
def test_each_role_does_its_work_and_nothing_else(store: Store, role: Role) -> None:
    keys = {action: bring_to(store, state) for action, (state, _) in ROLE_ACTS.items()}
    set_user(store, "chủ", {Role.ADMIN}, CLERK)
    person = Actor("người thử", NOON)
    set_user(store, person.name, {role}, Actor("chủ", NOON))
    for action, (_, act) in ROLE_ACTS.items():
        if role is Role.ADMIN or role in ALLOWED[action]:
            act(store, keys[action], person)
        else:
            with pytest.raises(RegisterError, match="không được"):
                act(store, keys[action], person)


def test_one_who_may_approve_only_the_form_approves_only_the_form(store: Store) -> None:
    key = hand_in(store)
    set_user(store, "chủ", {Role.ADMIN}, CLERK)
    set_user(store, "vt", {Role.REGISTRY}, Actor("chủ", NOON))
    row = approve(store, key, Actor("vt", NOON))
    assert (row["state"], row["content_version"], row["format_version"]) == ("submitted", None, 1)


def test_the_first_user_is_an_administrator(store: Store) -> None:
    with pytest.raises(RegisterError, match="quản trị viên"):
        set_user(store, "hoa", {Role.REGISTRY}, CLERK)
    set_user(store, "chủ", {Role.ADMIN}, CLERK)
    with pytest.raises(RegisterError, match="chưa được đăng ký"):
        hand_in(store)
    with pytest.raises(RegisterError, match="ít nhất một quản trị viên"):
        set_user(store, "chủ", {Role.DRAFTER}, Actor("chủ", NOON))
    with pytest.raises(RegisterError, match="chưa được đăng ký"):
        set_user(store, "lạ", {Role.ADMIN}, Actor("lạ", NOON))


def test_one_who_left_does_nothing_any_more(store: Store) -> None:
    set_user(store, "chủ", {Role.ADMIN}, CLERK)
    set_user(store, "hoa", {Role.REGISTRY}, Actor("chủ", NOON), active=False)
    with pytest.raises(RegisterError, match="đã thôi quyền"):
        hand_in(store)
