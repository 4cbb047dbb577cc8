"""The tables of a store, the same on SQLite and PostgreSQL.

Names and lengths of metadata follow Annex VI, part II of Decree 30/2020/NĐ-CP. Moments are text, ISO 8601 in UTC
(``2026-05-17T02:05:07Z``), so that they sort and hash alike everywhere; days are dates. Lists and facts are JSON text.
The database as it is made today is the sum of ``migrations/``; a test holds the two together.
"""

from __future__ import annotations

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
    String,
    Table,
    Text,
    UniqueConstraint,
)

from docgen.records.columns import KEY as KEY
from docgen.records.columns import MOMENT as MOMENT
from docgen.records.columns import key, optional, reference, text
from docgen.records.columns import metadata as metadata

# Whoever asks for the tables gets all of them: a backup must not forget one.
from docgen.records.service_tables import access_log as access_log
from docgen.records.service_tables import accounts as accounts
from docgen.records.service_tables import api_tokens as api_tokens
from docgen.records.service_tables import idempotency_keys as idempotency_keys
from docgen.records.service_tables import jobs as jobs
from docgen.records.service_tables import sessions as sessions
from docgen.records.service_tables import sign_in_failures as sign_in_failures
from docgen.records.service_tables import word_files as word_files
from docgen.records.service_tables import working_drafts as working_drafts

# What the store is: its identity, which every hash of the audit trail is bound to.
store_facts = Table(
    "store_facts", metadata, Column("name", String(50), primary_key=True), Column("value", Text, nullable=False)
)

organs = Table(
    "organs",
    metadata,
    key(),
    Column("name", String(200), nullable=False, unique=True),
    text("abbreviation", 30),
    text("parent"),
    text("organ_code", 35),  # OrganId under Decision 20/2020/QĐ-TTg; Annex VI foresees 13 characters
)

# Roles as JSON list. No row at all: an office of one person, who may do everything.
users = Table(
    "users",
    metadata,
    Column("name", String(100), primary_key=True),
    text("full_name", 50),
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
    key(),
    reference("organ_id", "organs.id"),
    Column("state", String(20), nullable=False),
    Column("version", Integer, nullable=False),  # the newest
    optional("content_version", Integer),  # the version whose content was approved
    optional("format_version", Integer),  # the version whose format was approved
    Column("document_type", String(50), nullable=False),
    text("type_name", 100),
    optional("code_number", BigInteger),
    text("code_notation", 30),
    optional("promulgation_date", Date),
    text("place", 100),
    text("subject", 500),
    text("competence"),  # JSON list
    text("position", 100),
    text("full_name", 50),
    text("addressees"),  # JSON list
    text("recipients"),  # JSON list, as printed under "Nơi nhận"
    Column("priority", Integer, nullable=False, server_default="0"),  # 0 thường, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc
    text("language", 30),
    optional("page_amount", Integer),
    optional("issued_amount", Integer),
    optional("due_date", Date),
    text("description", 500),
    text("drafting_unit", 50),
    text("document_code", 120),  # DocumentId of the exchange standard
    text("note"),
    optional("replaces_id", KEY),
    optional("replaced_by_id", KEY),
    Column("created_at", MOMENT, nullable=False),
    Column("created_by", String(100), nullable=False),
    Column("changed_at", MOMENT, nullable=False),
    optional("issued_at", MOMENT),
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
    key(),
    reference("document_id", "documents.id"),
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
    key(),
    reference("organ_id", "organs.id"),
    Column("state", String(20), nullable=False),
    optional("arrival_number", BigInteger),
    optional("arrival_date", Date),
    text("document_code", 120),  # DocumentId of the exchange standard
    text("type_name", 100),
    text("code_number", 11),
    text("code_notation", 30),
    optional("promulgation_date", Date),
    text("organ_name", 200),  # the author
    text("organ_code", 35),
    text("subject", 500),
    text("position", 100),
    text("full_name", 50),
    Column("priority", Integer, nullable=False, server_default="0"),
    text("language", 30),
    optional("page_amount", Integer),
    text("description", 500),
    text("to_places", 1000),
    text("trace_headers"),
    optional("due_date", Date),
    text("assigned_to", 200),
    optional("assigned_at", MOMENT),
    optional("transfer_date", Date),
    text("progress"),
    reference("answer_id", "documents.id", nullable=True),
    text("answer_code", 50),
    optional("finished_at", MOMENT),
    text("note"),
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
    key(),
    reference("document_id", "documents.id", nullable=True),
    reference("incoming_id", "incoming_documents.id", nullable=True),
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
    key(),
    reference("organ_id", "organs.id"),
    Column("register", String(20), nullable=False),  # outgoing, incoming
    Column("type_group", String(200), nullable=False),
    Column("year", Integer, nullable=False),
    Column("last", BigInteger, nullable=False),
    optional("last_date", Date),
    UniqueConstraint("organ_id", "register", "type_group", "year"),
)

# A number and whose it is. Rows are never deleted: a void document keeps its number.
register_entries = Table(
    "register_entries",
    metadata,
    key(),
    reference("series_id", "number_series.id"),
    Column("number", BigInteger, nullable=False),
    Column("organ_id", KEY, nullable=False),
    Column("register", String(20), nullable=False),
    Column("year", Integer, nullable=False),
    text("notation", 30),
    Column("entry_date", Date, nullable=False),
    reference("document_id", "documents.id", nullable=True),
    reference("incoming_id", "incoming_documents.id", nullable=True),
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
    key(),
    reference("organ_id", "organs.id"),
    Column("state", String(20), nullable=False),  # open, closed, transferred
    Column("file_catalog", Integer, nullable=False),  # the year of the list of dossiers
    Column("file_notation", String(20), nullable=False),
    text("heading", 500),  # đề mục lớn of the list of dossiers
    text("subheading", 500),  # đề mục nhỏ
    text("title", 500),
    text("maintenance", 30),
    Column("permanent", Boolean, nullable=False),
    text("rights", 30),
    text("creator", 30),
    text("language", 50),
    optional("start_date", Date),
    optional("end_date", Date),
    optional("transfer_due", Date),
    optional("sheet_total", Integer),
    optional("page_total", Integer),
    text("description", 500),
    text("hold_reason"),  # not empty: locked (Annex VI, part I, IV)
    text("note"),
    Column("created_at", MOMENT, nullable=False),
    Column("created_by", String(100), nullable=False),
    optional("closed_at", MOMENT),
    optional("transferred_at", MOMENT),
    UniqueConstraint("organ_id", "file_catalog", "file_notation"),
    Index(None, "state", "transfer_due"),
)

# One document may lie in many dossiers, without copies.
dossier_documents = Table(
    "dossier_documents",
    metadata,
    key(),
    reference("dossier_id", "dossiers.id"),
    Column("ordinal", Integer, nullable=False),
    reference("document_id", "documents.id", nullable=True),
    reference("incoming_id", "incoming_documents.id", nullable=True),
    text("sheets", 20),
    text("note"),
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
# and which record it is, so that the newest stand at the end; ``search_waiting`` brings the index up to it.
search_texts = Table(
    "search_texts",
    metadata,
    Column("id", KEY, primary_key=True, autoincrement=False),
    Column("kind", String(20), nullable=False),  # document, incoming, dossier
    Column("subject_id", KEY, nullable=False),
    text("facets"),
    text("title_folded"),
    text("title_exact"),
    text("fields_folded"),
    text("fields_exact"),
    text("text_folded"),
    text("text_exact"),
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
