"""The tables of the web service: accounts, sessions, accesses, drafts that are being written. See ``tables``."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

from docgen.records.columns import MOMENT, key, metadata, optional, reference, text

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
    optional("locked_until", MOMENT),
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
    key(),
    Column("at", MOMENT, nullable=False),
    Column("actor", String(100), nullable=False),
    Column("action", String(30), nullable=False),  # sign-in, sign-in-failed, sign-out, view, download, print
    text("kind", 20),
    text("subject_id", 100),
    text("detail", 200),
    Index(None, "kind", "subject_id"),
    Index(None, "actor", "id"),
)

# What is being written and not handed in yet: text that may still hold mistakes. ``revision`` counts its savings.
working_drafts = Table(
    "working_drafts",
    metadata,
    key(),
    reference("document_id", "documents.id", nullable=True),  # the document that it is to be the next version of
    optional("document_version", Integer),  # the version that it was begun from
    Column("state", String(20), nullable=False),  # open, submitted, discarded
    Column("revision", Integer, nullable=False),
    text("title", 500),
    Column("text", Text, nullable=False),
    Column("created_at", MOMENT, nullable=False),
    Column("created_by", String(100), nullable=False),
    Column("changed_at", MOMENT, nullable=False),
    Column("changed_by", String(100), nullable=False),
    Index(None, "state", "created_by", "id"),
    Index(None, "document_id"),
)
