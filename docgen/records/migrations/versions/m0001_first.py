"""The first schema of a store."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# Audit rows are only added, and the head of their chain moves on with them. Whoever owns the database can drop a
# trigger; the hash chain is what tells.
_SQLITE_TRIGGERS = [
    f"""CREATE TRIGGER audit_no_{act.lower()} BEFORE {act} ON audit
    BEGIN SELECT RAISE(ABORT, 'audit rows are only added'); END"""
    for act in ("UPDATE", "DELETE")
]
_MOVE_HEAD = "UPDATE audit_heads SET seq = NEW.seq, hash = NEW.hash WHERE chain = NEW.chain"
_SQLITE_TRIGGERS.append(f"CREATE TRIGGER audit_move_head AFTER INSERT ON audit BEGIN {_MOVE_HEAD}; END")
_POSTGRESQL_TRIGGERS = [
    """CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'audit rows are only added'; END $$""",
    """CREATE TRIGGER audit_only_added BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()""",
    f"""CREATE FUNCTION audit_move_head() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN {_MOVE_HEAD}; RETURN NULL; END $$""",
    """CREATE TRIGGER audit_move_head AFTER INSERT ON audit FOR EACH ROW EXECUTE FUNCTION audit_move_head()""",
]


def upgrade() -> None:
    """Make all tables, and the triggers that keep the audit trail from being changed."""
    op.create_table(
        "audit",
        sa.Column("chain", KEY, autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.String(length=32), nullable=False),
        sa.Column("actor", sa.String(length=100), nullable=False),
        sa.Column("action", sa.String(length=30), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.String(length=100), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("chain", "seq", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_kind_subject_id"), "audit", ["kind", "subject_id"], unique=False)
    op.create_table(
        "audit_heads",
        sa.Column("chain", KEY, autoincrement=False, nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("chain", name=op.f("pk_audit_heads")),
    )
    op.create_table(
        "files",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_files")),
    )
    op.create_table(
        "organs",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("abbreviation", sa.String(length=30), server_default="", nullable=False),
        sa.Column("parent", sa.Text(), server_default="", nullable=False),
        sa.Column("organ_code", sa.String(length=35), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organs")),
        sa.UniqueConstraint("name", name=op.f("uq_organs_name")),
    )
    op.create_table(
        "search_texts",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", KEY, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_texts")),
        sa.UniqueConstraint("kind", "subject_id", name=op.f("uq_search_texts_kind_subject_id")),
    )
    op.create_table(
        "store_facts",
        sa.Column("name", sa.String(length=50), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_store_facts")),
    )
    op.create_table(
        "users",
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("full_name", sa.String(length=50), server_default="", nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_users")),
    )
    op.create_table(
        "documents",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("organ_id", KEY, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content_version", sa.Integer(), nullable=True),
        sa.Column("format_version", sa.Integer(), nullable=True),
        sa.Column("document_type", sa.String(length=50), nullable=False),
        sa.Column("type_name", sa.String(length=100), server_default="", nullable=False),
        sa.Column("code_number", sa.BigInteger(), nullable=True),
        sa.Column("code_notation", sa.String(length=30), server_default="", nullable=False),
        sa.Column("promulgation_date", sa.Date(), nullable=True),
        sa.Column("place", sa.String(length=100), server_default="", nullable=False),
        sa.Column("subject", sa.String(length=500), server_default="", nullable=False),
        sa.Column("competence", sa.Text(), server_default="", nullable=False),
        sa.Column("position", sa.String(length=100), server_default="", nullable=False),
        sa.Column("full_name", sa.String(length=50), server_default="", nullable=False),
        sa.Column("addressees", sa.Text(), server_default="", nullable=False),
        sa.Column("recipients", sa.Text(), server_default="", nullable=False),
        sa.Column("priority", sa.Integer(), server_default="0", nullable=False),
        sa.Column("language", sa.String(length=30), server_default="", nullable=False),
        sa.Column("page_amount", sa.Integer(), nullable=True),
        sa.Column("issued_amount", sa.Integer(), nullable=True),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("description", sa.String(length=500), server_default="", nullable=False),
        sa.Column("drafting_unit", sa.String(length=50), server_default="", nullable=False),
        sa.Column("document_code", sa.String(length=120), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("replaces_id", KEY, nullable=True),
        sa.Column("replaced_by_id", KEY, nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("created_by", sa.String(length=100), nullable=False),
        sa.Column("changed_at", sa.String(length=32), nullable=False),
        sa.Column("issued_at", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_documents_organ_id")),
        sa.ForeignKeyConstraint(["replaced_by_id"], ["documents.id"], name=op.f("fk_documents_replaced_by_id")),
        sa.ForeignKeyConstraint(["replaces_id"], ["documents.id"], name=op.f("fk_documents_replaces_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
    )
    op.create_index(op.f("ix_documents_document_code"), "documents", ["document_code"], unique=False)
    op.create_index(
        op.f("ix_documents_organ_id_promulgation_date_id"),
        "documents",
        ["organ_id", "promulgation_date", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_documents_state_id"), "documents", ["state", "id"], unique=False)
    op.create_table(
        "dossiers",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("organ_id", KEY, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("file_catalog", sa.Integer(), nullable=False),
        sa.Column("file_notation", sa.String(length=20), nullable=False),
        sa.Column("heading", sa.String(length=500), server_default="", nullable=False),
        sa.Column("title", sa.String(length=500), server_default="", nullable=False),
        sa.Column("maintenance", sa.String(length=30), server_default="", nullable=False),
        sa.Column("permanent", sa.Boolean(), nullable=False),
        sa.Column("rights", sa.String(length=30), server_default="", nullable=False),
        sa.Column("creator", sa.String(length=30), server_default="", nullable=False),
        sa.Column("language", sa.String(length=50), server_default="", nullable=False),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("end_date", sa.Date(), nullable=True),
        sa.Column("transfer_due", sa.Date(), nullable=True),
        sa.Column("sheet_total", sa.Integer(), nullable=True),
        sa.Column("page_total", sa.Integer(), nullable=True),
        sa.Column("description", sa.String(length=500), server_default="", nullable=False),
        sa.Column("hold_reason", sa.Text(), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("created_by", sa.String(length=100), nullable=False),
        sa.Column("closed_at", sa.String(length=32), nullable=True),
        sa.Column("transferred_at", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_dossiers_organ_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossiers")),
        sa.UniqueConstraint(
            "organ_id", "file_catalog", "file_notation", name=op.f("uq_dossiers_organ_id_file_catalog_file_notation")
        ),
    )
    op.create_index(op.f("ix_dossiers_state_transfer_due"), "dossiers", ["state", "transfer_due"], unique=False)
    op.create_table(
        "number_series",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("organ_id", KEY, nullable=False),
        sa.Column("register", sa.String(length=20), nullable=False),
        sa.Column("type_group", sa.String(length=200), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("last_date", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_number_series_organ_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_series")),
        sa.UniqueConstraint(
            "organ_id",
            "register",
            "type_group",
            "year",
            name=op.f("uq_number_series_organ_id_register_type_group_year"),
        ),
    )
    op.create_table(
        "incoming_documents",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("organ_id", KEY, nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("arrival_number", sa.BigInteger(), nullable=True),
        sa.Column("arrival_date", sa.Date(), nullable=True),
        sa.Column("document_code", sa.String(length=120), server_default="", nullable=False),
        sa.Column("type_name", sa.String(length=100), server_default="", nullable=False),
        sa.Column("code_number", sa.String(length=11), server_default="", nullable=False),
        sa.Column("code_notation", sa.String(length=30), server_default="", nullable=False),
        sa.Column("promulgation_date", sa.Date(), nullable=True),
        sa.Column("organ_name", sa.String(length=200), server_default="", nullable=False),
        sa.Column("organ_code", sa.String(length=35), server_default="", nullable=False),
        sa.Column("subject", sa.String(length=500), server_default="", nullable=False),
        sa.Column("position", sa.String(length=100), server_default="", nullable=False),
        sa.Column("full_name", sa.String(length=50), server_default="", nullable=False),
        sa.Column("priority", sa.Integer(), server_default="0", nullable=False),
        sa.Column("language", sa.String(length=30), server_default="", nullable=False),
        sa.Column("page_amount", sa.Integer(), nullable=True),
        sa.Column("description", sa.String(length=500), server_default="", nullable=False),
        sa.Column("to_places", sa.String(length=1000), server_default="", nullable=False),
        sa.Column("trace_headers", sa.Text(), server_default="", nullable=False),
        sa.Column("due_date", sa.Date(), nullable=True),
        sa.Column("assigned_to", sa.String(length=200), server_default="", nullable=False),
        sa.Column("assigned_at", sa.String(length=32), nullable=True),
        sa.Column("transfer_date", sa.Date(), nullable=True),
        sa.Column("progress", sa.Text(), server_default="", nullable=False),
        sa.Column("answer_id", KEY, nullable=True),
        sa.Column("answer_code", sa.String(length=50), server_default="", nullable=False),
        sa.Column("finished_at", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.Column("created_by", sa.String(length=100), nullable=False),
        sa.ForeignKeyConstraint(["answer_id"], ["documents.id"], name=op.f("fk_incoming_documents_answer_id")),
        sa.ForeignKeyConstraint(["organ_id"], ["organs.id"], name=op.f("fk_incoming_documents_organ_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_incoming_documents")),
    )
    op.create_index(
        op.f("ix_incoming_documents_code_number_code_notation_organ_name"),
        "incoming_documents",
        ["code_number", "code_notation", "organ_name"],
        unique=False,
    )
    op.create_index(op.f("ix_incoming_documents_document_code"), "incoming_documents", ["document_code"], unique=False)
    op.create_index(op.f("ix_incoming_documents_due_date"), "incoming_documents", ["due_date"], unique=False)
    op.create_index(
        op.f("ix_incoming_documents_organ_id_arrival_date_id"),
        "incoming_documents",
        ["organ_id", "arrival_date", "id"],
        unique=False,
    )
    op.create_index(op.f("ix_incoming_documents_state_id"), "incoming_documents", ["state", "id"], unique=False)
    op.create_table(
        "versions",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("document_id", KEY, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("draft_sha256", sa.String(length=64), nullable=False),
        sa.Column("document_sha256", sa.String(length=64), nullable=False),
        sa.Column("submitted_by", sa.String(length=100), nullable=False),
        sa.Column("submitted_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_versions_document_id")),
        sa.ForeignKeyConstraint(["document_sha256"], ["files.sha256"], name=op.f("fk_versions_document_sha256")),
        sa.ForeignKeyConstraint(["draft_sha256"], ["files.sha256"], name=op.f("fk_versions_draft_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_versions")),
        sa.UniqueConstraint("document_id", "number", name=op.f("uq_versions_document_id_number")),
    )
    op.create_table(
        "document_files",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("document_id", KEY, nullable=True),
        sa.Column("incoming_id", KEY, nullable=True),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("added_at", sa.String(length=32), nullable=False),
        sa.CheckConstraint("(document_id IS NULL) <> (incoming_id IS NULL)", name=op.f("ck_document_files_one_owner")),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_document_files_document_id")),
        sa.ForeignKeyConstraint(["incoming_id"], ["incoming_documents.id"], name=op.f("fk_document_files_incoming_id")),
        sa.ForeignKeyConstraint(["sha256"], ["files.sha256"], name=op.f("fk_document_files_sha256")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_files")),
        sa.UniqueConstraint("document_id", "role", "name", name=op.f("uq_document_files_document_id_role_name")),
        sa.UniqueConstraint("incoming_id", "role", "name", name=op.f("uq_document_files_incoming_id_role_name")),
    )
    op.create_table(
        "dossier_documents",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("dossier_id", KEY, nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("document_id", KEY, nullable=True),
        sa.Column("incoming_id", KEY, nullable=True),
        sa.Column("sheets", sa.String(length=20), server_default="", nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("added_at", sa.String(length=32), nullable=False),
        sa.Column("added_by", sa.String(length=100), nullable=False),
        sa.CheckConstraint(
            "(document_id IS NULL) <> (incoming_id IS NULL)", name=op.f("ck_dossier_documents_one_owner")
        ),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_dossier_documents_document_id")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossiers.id"], name=op.f("fk_dossier_documents_dossier_id")),
        sa.ForeignKeyConstraint(
            ["incoming_id"], ["incoming_documents.id"], name=op.f("fk_dossier_documents_incoming_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_documents")),
        sa.UniqueConstraint("dossier_id", "document_id", name=op.f("uq_dossier_documents_dossier_id_document_id")),
        sa.UniqueConstraint("dossier_id", "incoming_id", name=op.f("uq_dossier_documents_dossier_id_incoming_id")),
        sa.UniqueConstraint("dossier_id", "ordinal", name=op.f("uq_dossier_documents_dossier_id_ordinal")),
    )
    op.create_index(op.f("ix_dossier_documents_document_id"), "dossier_documents", ["document_id"], unique=False)
    op.create_index(op.f("ix_dossier_documents_incoming_id"), "dossier_documents", ["incoming_id"], unique=False)
    op.create_table(
        "register_entries",
        sa.Column("id", KEY, autoincrement=True, nullable=False),
        sa.Column("series_id", KEY, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("organ_id", KEY, nullable=False),
        sa.Column("register", sa.String(length=20), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("notation", sa.String(length=30), server_default="", nullable=False),
        sa.Column("entry_date", sa.Date(), nullable=False),
        sa.Column("document_id", KEY, nullable=True),
        sa.Column("incoming_id", KEY, nullable=True),
        sa.Column("created_at", sa.String(length=32), nullable=False),
        sa.CheckConstraint(
            "(document_id IS NULL) <> (incoming_id IS NULL)", name=op.f("ck_register_entries_one_owner")
        ),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_register_entries_document_id")),
        sa.ForeignKeyConstraint(
            ["incoming_id"], ["incoming_documents.id"], name=op.f("fk_register_entries_incoming_id")
        ),
        sa.ForeignKeyConstraint(["series_id"], ["number_series.id"], name=op.f("fk_register_entries_series_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_entries")),
        sa.UniqueConstraint("document_id", name=op.f("uq_register_entries_document_id")),
        sa.UniqueConstraint("incoming_id", name=op.f("uq_register_entries_incoming_id")),
        sa.UniqueConstraint(
            "organ_id",
            "register",
            "year",
            "notation",
            "number",
            name=op.f("uq_register_entries_organ_id_register_year_notation_number"),
        ),
        sa.UniqueConstraint("series_id", "number", name=op.f("uq_register_entries_series_id_number")),
    )

    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for trigger in _POSTGRESQL_TRIGGERS if is_postgresql else _SQLITE_TRIGGERS:
        op.execute(trigger)
