"""The tables of a store, the same on SQLite and PostgreSQL.

Names and lengths of metadata follow Annex VI, part II of Decree 30/2020/NĐ-CP. Moments are text, ISO 8601 in UTC
(``2026-05-17T02:05:07Z``), so that they sort and hash alike everywhere; days are dates. Lists and facts are JSON text.
The database as it is made today is the sum of ``migrations/``; a test holds the two together.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

MOMENT: Final = String(32)
# SQLite counts up only in an INTEGER PRIMARY KEY.
KEY: Final = BigInteger().with_variant(Integer, "sqlite")


def _key() -> Column[int]:
    return Column("id", KEY, primary_key=True, autoincrement=True)


def _reference(name: str, target: str, *, nullable: bool = False) -> Column[int]:
    return Column(name, KEY, ForeignKey(target), nullable=nullable)


def _text(name: str, length: int | None = None) -> Column[str]:
    return Column(name, String(length) if length else Text(), nullable=False, server_default="")


def _optional(name: str, kind: Any) -> Column[Any]:
    return Column(name, kind, nullable=True)


# What the store is: its identity, which every hash of the audit trail is bound to.
store_facts = Table(
    "store_facts", metadata, Column("name", String(50), primary_key=True), Column("value", Text, nullable=False)
)

organs = Table(
    "organs",
    metadata,
    _key(),
    Column("name", String(200), nullable=False, unique=True),
    _text("abbreviation", 30),
    _text("parent"),
    _text("organ_code", 35),  # OrganId under Decision 20/2020/QĐ-TTg; Annex VI foresees 13 characters
)

# Roles as JSON list. No row at all: an office of one person, who may do everything.
users = Table(
    "users",
    metadata,
    Column("name", String(100), primary_key=True),
    _text("full_name", 50),
    Column("roles", Text, nullable=False),
    Column("active", Boolean, nullable=False),
)

# Every file of the store, once, whoever uses it: DIR/files/ab/cd….
files = Table(
    "files",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", BigInteger, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    _key(),
    _reference("organ_id", "organs.id"),
    Column("state", String(20), nullable=False),
    Column("version", Integer, nullable=False),  # the newest
    _optional("content_version", Integer),  # the version whose content was approved
    _optional("format_version", Integer),  # the version whose format was approved
    Column("document_type", String(50), nullable=False),
    _text("type_name", 100),
    _optional("code_number", BigInteger),
    _text("code_notation", 30),
    _optional("promulgation_date", Date),
    _text("place", 100),
    _text("subject", 500),
    _text("competence"),  # JSON list
    _text("position", 100),
    _text("full_name", 50),
    _text("addressees"),  # JSON list
    _text("recipients"),  # JSON list, as printed under "Nơi nhận"
    Column("priority", Integer, nullable=False, server_default="0"),  # 0 thường, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc
    _text("language", 30),
    _optional("page_amount", Integer),
    _optional("issued_amount", Integer),
    _optional("due_date", Date),
    _text("description", 500),
    _text("drafting_unit", 50),
    _text("document_code", 120),  # DocumentId of the exchange standard
    _text("note"),
    _optional("replaces_id", KEY),
    _optional("replaced_by_id", KEY),
    Column("created_at", MOMENT, nullable=False),
    Column("created_by", String(100), nullable=False),
    Column("changed_at", MOMENT, nullable=False),
    _optional("issued_at", MOMENT),
    ForeignKeyConstraint(["replaces_id"], ["documents.id"]),
    ForeignKeyConstraint(["replaced_by_id"], ["documents.id"]),
    Index(None, "state", "id"),
    Index(None, "organ_id", "promulgation_date", "id"),
    Index(None, "document_code"),
)

# A version is what was handed in: the draft's bytes, and the document that was read from them, organ and all.
versions = Table(
    "versions",
    metadata,
    _key(),
    _reference("document_id", "documents.id"),
    Column("number", Integer, nullable=False),
    Column("file_name", Text, nullable=False),
    Column("draft_sha256", String(64), ForeignKey("files.sha256"), nullable=False),
    Column("document_sha256", String(64), ForeignKey("files.sha256"), nullable=False),
    Column("submitted_by", String(100), nullable=False),
    Column("submitted_at", MOMENT, nullable=False),
    UniqueConstraint("document_id", "number"),
)

incoming_documents = Table(
    "incoming_documents",
    metadata,
    _key(),
    _reference("organ_id", "organs.id"),
    Column("state", String(20), nullable=False),
    _optional("arrival_number", BigInteger),
    _optional("arrival_date", Date),
    _text("document_code", 120),  # DocumentId of the exchange standard
    _text("type_name", 100),
    _text("code_number", 11),
    _text("code_notation", 30),
    _optional("promulgation_date", Date),
    _text("organ_name", 200),  # the author
    _text("organ_code", 35),
    _text("subject", 500),
    _text("position", 100),
    _text("full_name", 50),
    Column("priority", Integer, nullable=False, server_default="0"),
    _text("language", 30),
    _optional("page_amount", Integer),
    _text("description", 500),
    _text("to_places", 1000),
    _text("trace_headers"),
    _optional("due_date", Date),
    _text("assigned_to", 200),
    _optional("assigned_at", MOMENT),
    _optional("transfer_date", Date),
    _text("progress"),
    _reference("answer_id", "documents.id", nullable=True),
    _text("answer_code", 50),
    _optional("finished_at", MOMENT),
    _text("note"),
    Column("created_at", MOMENT, nullable=False),
    Column("created_by", String(100), nullable=False),
    Index(None, "state", "id"),
    Index(None, "organ_id", "arrival_date", "id"),
    Index(None, "document_code"),
    Index(None, "code_number", "code_notation", "organ_name"),
    Index(None, "due_date"),
    Index(None, "priority", "id"),
)

# Which file belongs to which document, and as what. Rows are only added (recall of an incoming document removes its).
document_files = Table(
    "document_files",
    metadata,
    _key(),
    _reference("document_id", "documents.id", nullable=True),
    _reference("incoming_id", "incoming_documents.id", nullable=True),
    Column("role", String(20), nullable=False),  # docx, pdf, attachment
    Column("name", Text, nullable=False),
    Column("sha256", String(64), ForeignKey("files.sha256"), nullable=False),
    Column("added_at", MOMENT, nullable=False),
    CheckConstraint("(document_id IS NULL) <> (incoming_id IS NULL)", name="one_owner"),
    UniqueConstraint("document_id", "role", "name"),
    UniqueConstraint("incoming_id", "role", "name"),
)

# One series per organ, register, group of types and year (Article 15.1); ``last`` is the number given last.
number_series = Table(
    "number_series",
    metadata,
    _key(),
    _reference("organ_id", "organs.id"),
    Column("register", String(20), nullable=False),  # outgoing, incoming
    Column("type_group", String(200), nullable=False),
    Column("year", Integer, nullable=False),
    Column("last", BigInteger, nullable=False),
    _optional("last_date", Date),
    UniqueConstraint("organ_id", "register", "type_group", "year"),
)

# A number and whose it is. Rows are never deleted: a void document keeps its number.
register_entries = Table(
    "register_entries",
    metadata,
    _key(),
    _reference("series_id", "number_series.id"),
    Column("number", BigInteger, nullable=False),
    Column("organ_id", KEY, nullable=False),
    Column("register", String(20), nullable=False),
    Column("year", Integer, nullable=False),
    _text("notation", 30),
    Column("entry_date", Date, nullable=False),
    _reference("document_id", "documents.id", nullable=True),
    _reference("incoming_id", "incoming_documents.id", nullable=True),
    Column("created_at", MOMENT, nullable=False),
    CheckConstraint("(document_id IS NULL) <> (incoming_id IS NULL)", name="one_owner"),
    UniqueConstraint("series_id", "number"),
    UniqueConstraint("document_id"),  # the same request twice gets the same number
    UniqueConstraint("incoming_id"),
    # Số and ký hiệu are unique in a year (Article 15.1), however the series were configured meanwhile.
    UniqueConstraint("organ_id", "register", "year", "notation", "number"),
)

dossiers = Table(
    "dossiers",
    metadata,
    _key(),
    _reference("organ_id", "organs.id"),
    Column("state", String(20), nullable=False),  # open, closed, transferred
    Column("file_catalog", Integer, nullable=False),  # the year of the list of dossiers
    Column("file_notation", String(20), nullable=False),
    _text("heading", 500),  # đề mục lớn of the list of dossiers
    _text("subheading", 500),  # đề mục nhỏ
    _text("title", 500),
    _text("maintenance", 30),
    Column("permanent", Boolean, nullable=False),
    _text("rights", 30),
    _text("creator", 30),
    _text("language", 50),
    _optional("start_date", Date),
    _optional("end_date", Date),
    _optional("transfer_due", Date),
    _optional("sheet_total", Integer),
    _optional("page_total", Integer),
    _text("description", 500),
    _text("hold_reason"),  # not empty: locked (Annex VI, part I, IV)
    _text("note"),
    Column("created_at", MOMENT, nullable=False),
    Column("created_by", String(100), nullable=False),
    _optional("closed_at", MOMENT),
    _optional("transferred_at", MOMENT),
    UniqueConstraint("organ_id", "file_catalog", "file_notation"),
    Index(None, "state", "transfer_due"),
)

# One document may lie in many dossiers, without copies.
dossier_documents = Table(
    "dossier_documents",
    metadata,
    _key(),
    _reference("dossier_id", "dossiers.id"),
    Column("ordinal", Integer, nullable=False),
    _reference("document_id", "documents.id", nullable=True),
    _reference("incoming_id", "incoming_documents.id", nullable=True),
    _text("sheets", 20),
    _text("note"),
    Column("added_at", MOMENT, nullable=False),
    Column("added_by", String(100), nullable=False),
    CheckConstraint("(document_id IS NULL) <> (incoming_id IS NULL)", name="one_owner"),
    UniqueConstraint("dossier_id", "ordinal"),
    UniqueConstraint("dossier_id", "document_id"),
    UniqueConstraint("dossier_id", "incoming_id"),
    Index(None, "document_id"),
    Index(None, "incoming_id"),
)

# What search reads of a record, as words (``search_words``): without and with diacritics. The id says the record's day
# and which record it is, so that the newest stand at the end; triggers keep the index of each database in step.
search_texts = Table(
    "search_texts",
    metadata,
    Column("id", KEY, primary_key=True, autoincrement=False),
    Column("kind", String(20), nullable=False),  # document, incoming, dossier
    Column("subject_id", KEY, nullable=False),
    _text("facets"),
    _text("title_folded"),
    _text("title_exact"),
    _text("fields_folded"),
    _text("fields_exact"),
    _text("text_folded"),
    _text("text_exact"),
    UniqueConstraint("kind", "subject_id"),
)

# The last row of each chain. Chain 0 is the store's own (users, restoring), the others are organs.
audit_heads = Table(
    "audit_heads",
    metadata,
    Column("chain", KEY, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)

# Rows are only added; triggers of the first migration refuse the rest.
audit = Table(
    "audit",
    metadata,
    Column("chain", KEY, primary_key=True, autoincrement=False),
    Column("seq", BigInteger, primary_key=True, autoincrement=False),
    Column("at", MOMENT, nullable=False),
    Column("actor", String(100), nullable=False),
    Column("action", String(30), nullable=False),
    Column("kind", String(20), nullable=False),  # document, incoming, dossier, user, store
    Column("subject_id", String(100), nullable=False),
    Column("facts", Text, nullable=False),  # canonical JSON
    Column("hash", LargeBinary, nullable=False),
    Index(None, "kind", "subject_id"),
)

# How a registered user signs in to the web service; ``password_hash`` is argon2id in PHC form.
accounts = Table(
    "accounts",
    metadata,
    Column("name", String(100), ForeignKey("users.name"), primary_key=True),
    Column("password_hash", Text, nullable=False),
    Column("must_change", Boolean, nullable=False),
    Column("changed_at", MOMENT, nullable=False),
)

# Failed sign-ins by the digest of the name that was typed, whether there is such a user or not: nobody learns which.
sign_in_failures = Table(
    "sign_in_failures",
    metadata,
    Column("name_sha256", String(64), primary_key=True),
    Column("count", Integer, nullable=False),
    Column("last_at", MOMENT, nullable=False),
    _optional("locked_until", MOMENT),
)

# Who is signed in. Only the digest of a token is kept: whoever reads the database cannot use it.
sessions = Table(
    "sessions",
    metadata,
    Column("token_sha256", String(64), primary_key=True),
    Column("name", String(100), ForeignKey("accounts.name"), nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("seen_at", MOMENT, nullable=False),
    Column("expires_at", MOMENT, nullable=False),
    Index(None, "name"),
    Index(None, "expires_at"),
)

# Signing in, looking, downloading, printing (Annex VI, part I, III.6.l). Too many for the chain one by one.
access_log = Table(
    "access_log",
    metadata,
    _key(),
    Column("at", MOMENT, nullable=False),
    Column("actor", String(100), nullable=False),
    Column("action", String(30), nullable=False),  # sign-in, sign-in-failed, sign-out, view, download, print
    _text("kind", 20),
    _text("subject_id", 100),
    _text("detail", 200),
    Index(None, "kind", "subject_id"),
    Index(None, "actor", "id"),
)

# What is being written and not handed in yet: text that may still hold mistakes. ``revision`` counts its savings.
working_drafts = Table(
    "working_drafts",
    metadata,
    _key(),
    _reference("document_id", "documents.id", nullable=True),  # the document that it is to be the next version of
    _optional("document_version", Integer),  # the version that it was begun from
    Column("state", String(20), nullable=False),  # open, submitted, discarded
    Column("revision", Integer, nullable=False),
    _text("title", 500),
    Column("text", Text, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("created_by", String(100), nullable=False),
    Column("changed_at", MOMENT, nullable=False),
    Column("changed_by", String(100), nullable=False),
    Index(None, "state", "created_by", "id"),
    Index(None, "document_id"),
)

# Long work that the service does in the background; its files lie in DIR/jobs/<id>. ``runs`` counts its beginnings.
jobs = Table(
    "jobs",
    metadata,
    _key(),
    Column("kind", String(30), nullable=False),
    Column("state", String(20), nullable=False),  # queued, running, done, failed, interrupted, cancelled
    Column("owner", String(100), nullable=False),
    _text("title", 200),
    Column("input", Text, nullable=False),  # JSON, as the kind of job reads it
    Column("done", BigInteger, nullable=False, server_default="0"),
    _optional("total", BigInteger),
    _text("message", 500),
    _text("result"),  # JSON
    _text("error"),  # JSON: code, message, hint
    Column("cancel_asked", Boolean, nullable=False),
    Column("runs", Integer, nullable=False, server_default="0"),
    Column("created_at", MOMENT, nullable=False),
    _optional("started_at", MOMENT),
    _optional("finished_at", MOMENT),
    Index(None, "state", "id"),
    Index(None, "owner", "id"),
)

# Tokens by which other programs act for a user; only the digest is kept, and the first letters to know it by.
api_tokens = Table(
    "api_tokens",
    metadata,
    _key(),
    Column("token_sha256", String(64), nullable=False, unique=True),
    Column("name", String(100), ForeignKey("users.name"), nullable=False),
    _text("label", 100),
    _text("beginning", 20),
    Column("created_at", MOMENT, nullable=False),
    Column("expires_at", MOMENT, nullable=False),
    _optional("used_at", MOMENT),
    _optional("revoked_at", MOMENT),
    Index(None, "name"),
)

# Answers that were given to requests with an Idempotency-Key; status 0 is one that is still being worked at.
idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("route", String(300), nullable=False),
    Column("body_sha256", String(64), nullable=False),
    Column("worker", String(32), nullable=False),
    Column("status", Integer, nullable=False),
    _text("answer"),
    Column("created_at", MOMENT, nullable=False),
    Index(None, "created_at"),
)
