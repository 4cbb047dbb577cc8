"""Demo data: an office with one user of each role and the sample drafts at every stage.

python -m docgen.web.demo THƯ_MỤC
"""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from docgen.records.accounts import has_accounts, set_password
from docgen.records.documents import Actor, approve, return_document
from docgen.records.roles import Role
from docgen.records.store import Store, open_store
from docgen.records.submission import read_submission, submit
from docgen.records.users import set_user
from docgen.settings import Settings, load_settings

PASSWORD: Final = "xem thu docgen"  # noqa: S105 - for a store of samples on this machine
USERS: Final = {
    "quantri": ("Quản trị viên", {Role.ADMIN}),
    "hoa": ("Lê Thị Hoa", {Role.DRAFTER}),
    "an": ("Nguyễn Văn An", {Role.APPROVER}),
    "mai": ("Trần Thị Mai", {Role.REGISTRY}),
    "luu": ("Phạm Thị Lựu", {Role.ARCHIVIST}),
}
_WAITING: Final = ("quyet-dinh/thanh-lap-hoi-dong-ha-nam-2023",)
_APPROVED: Final = ("cong-van/ha-tinh-6926-2022",)
_RETURNED: Final = ("ke-hoach/ha-tinh-2022",)
_ISSUED: Final = (
    ("ke-hoach/huong-son-127-2021", date(2021, 10, 25)),
    ("ke-hoach/hai-duong-2021", date(2021, 12, 20)),
    ("ke-hoach/ha-nam-2023", date(2023, 10, 16)),
    ("quyet-dinh/cong-bo-chi-so-ha-nam-2023", date(2023, 12, 25)),
)


def make_demo(folder: Path, settings: Settings) -> bool:
    """Fill an empty store; return whether there was anything to do."""
    store = open_store(folder)
    try:
        with store.read() as connection:
            if has_accounts(connection):
                return False
        _add_users(store)
        _add_documents(store, settings)
    finally:
        store.close()
    return True


def _add_users(store: Store) -> None:
    admin = Actor("quantri", _now())
    for name, (full_name, roles) in USERS.items():
        set_user(store, name, roles, admin, full_name=full_name)
        set_password(store, name, PASSWORD, Actor(name, _now()))


def _add_documents(store: Store, settings: Settings) -> None:
    from docgen.rendering import open_renderer
    from docgen.workflow.issue import IssueOptions, Issuer

    def hand_in(name: str) -> int:
        submission = read_submission(settings.samples_folder / f"{name}.vb.txt")
        return int(submit(store, submission, Actor("hoa", _now()))["id"])

    renderer = open_renderer(settings)
    for name, day in _ISSUED:
        key = hand_in(name)
        approve(store, key, Actor("an", _now()))
        issuer = Issuer(store, renderer, settings, Actor("mai", _now()), IssueOptions(day))
        for outcome in issuer.issue([key]):
            if outcome.error is not None:
                raise outcome.error
    for name in _APPROVED:
        approve(store, hand_in(name), Actor("an", _now()))
    for name in _RETURNED:
        return_document(
            store, hand_in(name), Actor("an", _now()), "Bổ sung căn cứ pháp lý và thời hạn của từng nhiệm vụ"
        )
    for name in _WAITING:
        hand_in(name)


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    if make_demo(Path(sys.argv[1]), load_settings()):
        print("Đã tạo dữ liệu xem thử từ các bản thảo mẫu.")  # noqa: T201
    print(f"Tài khoản xem thử (mật khẩu chung: {PASSWORD}):")  # noqa: T201
    for account, (person, _) in USERS.items():
        print(f"  {account:10}{person}")  # noqa: T201
