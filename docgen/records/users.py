"""Registering users and their roles."""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlalchemy import Connection, insert, select, update

from docgen.errors import RegisterError
from docgen.records.audit import STORE_CHAIN, Act, append_act
from docgen.records.documents import Actor
from docgen.records.roles import Role, User, find_user, is_one_person_office, require_role
from docgen.records.store import Store
from docgen.records.tables import users


def set_user(
    store: Store, name: str, roles: Collection[Role], actor: Actor, *, full_name: str = "", active: bool = True
) -> User:
    """Register a user, or change the roles of one. The first user of a store must be an administrator.

    Raises RegisterError when the actor is no administrator, or when none would be left.
    """
    with store.write() as connection:
        if is_one_person_office(connection):
            if Role.ADMIN not in roles or not active:
                raise RegisterError(
                    "người đầu tiên được đăng ký phải là quản trị viên", hint="thêm --roles admin cho người này"
                )
        else:
            require_role(connection, actor.name, "user-add")
        known = find_user(connection, name)
        user = User(name, full_name or (known.full_name if known else ""), frozenset(roles), active)
        row = {
            "name": name,
            "full_name": user.full_name,
            "roles": json.dumps(sorted(user.roles)),
            "active": active,
        }
        if known is None:
            connection.execute(insert(users), row)
        else:
            connection.execute(update(users).where(users.c.name == name).values(row))
        if not any(Role.ADMIN in found.roles and found.active for found in list_users(connection)):
            raise RegisterError("kho phải còn ít nhất một quản trị viên", hint="đăng ký quản trị viên khác trước")
        facts = {"roles": sorted(user.roles), "active": active}
        append_act(connection, store.id, Act(STORE_CHAIN, actor.at, actor.name, "user-add", "user", name, facts, row))
        return user


def list_users(connection: Connection) -> list[User]:
    """Return all registered users, by name."""
    names = connection.execute(select(users.c.name).order_by(users.c.name)).scalars().all()
    return [user for name in names if (user := find_user(connection, name)) is not None]
