"""The written form of the audit trail and of its checkpoints: what is hashed, what is signed.

Pure functions, so that a package can be verified decades later without the database that it came from. Each row is
``SHA256(domain ‖ store/chain/seq ‖ previous hash ‖ canonical JSON of the act)``, every part preceded by its length, so
that no two acts have one spelling.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from docgen.errors import InputError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

DOMAIN: Final = b"docgen/audit/1"
_CHECKPOINT_DOMAIN: Final = b"docgen/checkpoint/1\n"


def hash_genesis(organ_name: str) -> bytes:
    """Return what stands before the first row of a chain: it binds the chain to the name of its organ."""
    return hashlib.sha256(DOMAIN + organ_name.encode("utf-8")).digest()


def hash_act(store_id: str, chain: int, seq: int, previous: bytes, row: Sequence[str]) -> bytes:
    """Return the hash of a row: ``row`` is at, actor, action, kind, subject_id, facts as they are stored."""
    return make_hasher(store_id, chain)(seq, previous, *row)


def make_hasher(store_id: str, chain: int) -> Callable[..., bytes]:
    """Return what hashes the rows of one chain: seq, previous hash, at, actor, action, kind, subject_id, facts.

    A walk over a chain takes 100,000 of them a second and more: what all rows share is written once.
    """
    lead = f"{store_id}/{chain}/"
    length = len(lead.encode())
    prefix = f"{len(DOMAIN)}:{DOMAIN.decode()}"
    # A JSON string; json.dumps of a list would build an encoder for each row.
    quote, sha256 = json.encoder.encode_basestring, hashlib.sha256

    def hash_row(
        seq: int, previous: bytes, at: str, actor: str, action: str, kind: str, subject_id: str, facts: str
    ) -> bytes:
        body = (
            f"[{quote(at)},{quote(actor)},{quote(action)},{quote(kind)},{quote(subject_id)},{quote(facts)}]"
        ).encode("utf-8", "surrogatepass")
        place = str(seq)
        head = f"{prefix}{length + len(place)}:{lead}{place}{len(previous)}:".encode()
        return sha256(b"%b%b%d:%b" % (head, previous, len(body), body)).digest()

    return hash_row


def digest_record(record: Mapping[str, Any]) -> str:
    """Return the digest of a record as it was after an act."""
    return hashlib.sha256(write_canonical(dict(record)).encode("utf-8", "surrogatepass")).hexdigest()


def write_canonical(value: object) -> str:
    """Return the one JSON text of a value: keys sorted, no spaces, days as ISO 8601."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_write_day)


def _write_day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no canonical form")


@dataclass(frozen=True, slots=True)
class Head:
    """The last row of a chain, as it was; ``hash`` in hexadecimal digits."""

    chain: int
    organ: str
    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """Heads of a store, when they were read, and the public key (base64) that signed them; "" for none."""

    store_id: str
    made_at: str
    made_by: str
    heads: tuple[Head, ...]
    public_key: str

    @property
    def places(self) -> frozenset[tuple[int, int]]:
        """The rows that it names: chain and seq."""
        return frozenset((head.chain, head.seq) for head in self.heads)


def write_checkpoint_file(checkpoint: Checkpoint, key: Ed25519PrivateKey | None) -> bytes:
    """Return a checkpoint as a file; ``key`` signs it, and must be the one whose public half it names."""
    content = _describe(checkpoint)
    signature = {"signature": base64.b64encode(key.sign(_signed_bytes(content))).decode()} if key else {}
    return (json.dumps(content | signature, ensure_ascii=False, indent=2) + "\n").encode()


def parse_checkpoint(data: bytes, where: str) -> tuple[Checkpoint, bool]:
    """Return a checkpoint, and whether its signature is right; an unsigned one has the public key "".

    Raises InputError when it is none.
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        content = json.loads(data.decode("utf-8"))
        signature = base64.b64decode(content.pop("signature", ""), validate=True)
        heads = tuple(Head(int(h["chain"]), str(h["organ"]), int(h["seq"]), str(h["hash"])) for h in content["heads"])
        found = Checkpoint(content["store"], content["made_at"], content["made_by"], heads, content["public_key"])
        if not found.public_key:
            return found, not signature
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(found.public_key, validate=True))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error) as error:
        raise InputError("tệp không phải là điểm kiểm chứng của docgen", where=where) from error
    try:
        key.verify(signature, _signed_bytes(content))
    except InvalidSignature:
        return found, False
    return found, True


def write_public_key(key: Ed25519PrivateKey) -> str:
    """Return the public half of a key as checkpoints name it."""
    return base64.b64encode(key.public_key().public_bytes_raw()).decode()


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
    return _CHECKPOINT_DOMAIN + write_canonical(content).encode()
