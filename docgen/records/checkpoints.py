"""Checkpoints: the heads of all chains at a moment, signed (Ed25519), to be kept outside the store.

Whoever owns the database can write a whole chain anew; against a checkpoint that lies elsewhere they cannot.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from docgen.errors import InputError, RegisterError, explain_os_error
from docgen.files import write_whole
from docgen.records.chain import Problem, Trail, name_chain
from docgen.records.documents import Actor
from docgen.records.organs import list_organs
from docgen.records.store import Store
from docgen.records.tables import audit_heads
from docgen.trail import Checkpoint, Head, parse_checkpoint, write_checkpoint_file, write_public_key

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_KEY_HINT: Final = "tạo khóa mới: docgen records checkpoint --new-key --key TỆP"


def create_key(path: Path) -> None:
    """Write a new private key (PEM, readable by the owner alone). Raises InputError when the file exists."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    if path.exists():
        raise InputError("tệp đã có, không ghi đè khóa", where=str(path), hint="chọn tên khác")
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    try:
        path.touch(mode=0o600, exist_ok=False)
        with path.open("wb") as stream:
            stream.write(pem)
    except OSError as error:
        raise InputError(f"không ghi được khóa: {explain_os_error(error)}", where=str(path)) from error


def write_checkpoint(store: Store, key_file: Path, actor: Actor, target: Path) -> Checkpoint:
    """Sign the heads of the store as they are now and write them to ``target``. Raises RegisterError, InputError."""
    key = read_key(key_file)
    with store.read() as connection:
        names = list_organs(connection)
        rows = connection.execute(select(audit_heads).order_by(audit_heads.c.chain)).all()
    if not rows:
        raise RegisterError("kho chưa có gì để làm điểm kiểm chứng", where=store.where)
    heads = tuple(Head(row.chain, names.get(row.chain, ""), row.seq, bytes(row.hash).hex()) for row in rows)
    made = Checkpoint(store.id, actor.at, actor.name, heads, write_public_key(key))
    write_whole(target, write_checkpoint_file(made, key))
    return made


def read_checkpoint(path: Path) -> Checkpoint:
    """Read a checkpoint and prove its signature. Raises InputError when it is none, RegisterError when it is false."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"không đọc được tệp: {explain_os_error(error)}", where=str(path)) from error
    found, is_right = parse_checkpoint(data, str(path))
    if not (is_right and found.public_key):
        raise RegisterError("chữ ký của điểm kiểm chứng không đúng: tệp đã bị sửa", where=str(path))
    return found


def compare_checkpoint(checkpoint: Checkpoint, trail: Trail, store_id: str) -> Iterator[Problem]:
    """Yield what the trail lacks of what the checkpoint saw: rows cut off, or a chain written anew."""
    if checkpoint.store_id != store_id:
        yield Problem("audit", "điểm kiểm chứng", "là của một kho khác")
        return
    for head in checkpoint.heads:
        where = name_chain(head.chain, head.organ)
        found = trail.hashes.get((head.chain, head.seq))
        if found is None:
            last = trail.heads.get(head.chain, (0, b""))[0]
            yield Problem("audit", where, f"bị cắt đuôi: điểm kiểm chứng thấy {head.seq} dòng, nay còn {last}")
        elif found.hex() != head.hash:
            yield Problem("audit", where, f"bị viết lại: dòng {head.seq} khác với điểm kiểm chứng")


def read_key(path: Path) -> Ed25519PrivateKey:
    """Return the private key that signs checkpoints. Raises InputError."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise InputError(f"không đọc được khóa: {explain_os_error(error)}", where=str(path), hint=_KEY_HINT) from error
    except (ValueError, TypeError) as error:
        raise InputError("tệp không phải là khóa riêng PEM", where=str(path), hint=_KEY_HINT) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise InputError("khóa không phải là Ed25519", where=str(path), hint=_KEY_HINT)
    return key
