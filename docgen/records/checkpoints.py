"""Checkpoints: the heads of all chains at a moment, signed (Ed25519), to be kept outside the store.

Whoever owns the database can write a whole chain anew; against a checkpoint that lies elsewhere they cannot.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from docgen.errors import InputError, RegisterError
from docgen.files import write_whole
from docgen.records.audit import write_canonical
from docgen.records.chain import Problem, Trail, name_chain
from docgen.records.documents import Actor
from docgen.records.organs import list_organs
from docgen.records.store import Store
from docgen.records.tables import audit_heads

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_DOMAIN: Final = b"docgen/checkpoint/1\n"
_KEY_HINT: Final = "tạo khóa mới: docgen records checkpoint --new-key --key TỆP"


@dataclass(frozen=True, slots=True)
class Head:
    """The last row of a chain, as it was."""

    chain: int
    organ: str
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Heads of a store, when they were read, and the public key (base64) that signed them."""

    store_id: str
    made_at: str
    made_by: str
    heads: tuple[Head, ...]
    public_key: str

    @property
    def places(self) -> frozenset[tuple[int, int]]:
        """The rows that it names: chain and seq."""
        return frozenset((head.chain, head.seq) for head in self.heads)


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
        raise InputError(f"không ghi được khóa: {error.strerror}", where=str(path)) from error


def write_checkpoint(store: Store, key_file: Path, actor: Actor, target: Path) -> Checkpoint:
    """Sign the heads of the store as they are now and write them to ``target``. Raises RegisterError, InputError."""
    key = _read_key(key_file)
    with store.read() as connection:
        names = list_organs(connection)
        rows = connection.execute(select(audit_heads).order_by(audit_heads.c.chain)).all()
    if not rows:
        raise RegisterError("kho chưa có gì để làm điểm kiểm chứng", where=store.where)
    heads = tuple(Head(row.chain, names.get(row.chain, ""), row.seq, bytes(row.hash).hex()) for row in rows)
    made = Checkpoint(store.id, actor.at, actor.name, heads, _write_public(key.public_key()))
    content = _describe(made)
    signed = content | {"signature": base64.b64encode(key.sign(_signed_bytes(content))).decode()}
    write_whole(target, (json.dumps(signed, ensure_ascii=False, indent=2) + "\n").encode())
    return made


def read_checkpoint(path: Path) -> Checkpoint:
    """Read a checkpoint and prove its signature. Raises InputError when it is none, RegisterError when it is false."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        signature = base64.b64decode(data.pop("signature"), validate=True)
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(data["public_key"], validate=True))
        heads = tuple(Head(int(h["chain"]), str(h["organ"]), int(h["seq"]), str(h["hash"])) for h in data["heads"])
        found = Checkpoint(data["store"], data["made_at"], data["made_by"], heads, data["public_key"])
    except OSError as error:
        raise InputError(f"không đọc được tệp: {error.strerror}", where=str(path)) from error
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
        raise InputError("tệp không phải là điểm kiểm chứng của docgen", where=str(path)) from error
    try:
        key.verify(signature, _signed_bytes(data))
    except InvalidSignature as error:
        raise RegisterError("chữ ký của điểm kiểm chứng không đúng: tệp đã bị sửa", where=str(path)) from error
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


def _read_key(path: Path) -> Ed25519PrivateKey:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(path.read_bytes(), password=None)
    except OSError as error:
        raise InputError(f"không đọc được khóa: {error.strerror}", where=str(path), hint=_KEY_HINT) from error
    except (ValueError, TypeError) as error:
        raise InputError("tệp không phải là khóa riêng PEM", where=str(path), hint=_KEY_HINT) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise InputError("khóa không phải là Ed25519", where=str(path), hint=_KEY_HINT)
    return key


def _write_public(key: Ed25519PublicKey) -> str:
    return base64.b64encode(key.public_bytes_raw()).decode()


def _describe(checkpoint: Checkpoint) -> dict[str, Any]:
    return {
        "store": checkpoint.store_id,
        "made_at": checkpoint.made_at,
        "made_by": checkpoint.made_by,
        "heads": [
            {"chain": head.chain, "organ": head.organ, "seq": head.seq, "hash": head.hash} for head in checkpoint.heads
        ],
        "public_key": checkpoint.public_key,
    }


def _signed_bytes(content: dict[str, Any]) -> bytes:
    return _DOMAIN + write_canonical(content).encode()
