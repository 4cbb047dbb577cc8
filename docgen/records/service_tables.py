"""The tables of the web service: accounts, sessions, accesses, drafts, jobs, tokens. See ``tables``."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, ForeignKey, Index, Integer, String, Table, Text

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

# Word files that were edited outside, of which drafts were made.
word_files = Table(
    "word_files",
    metadata,
    key(),
    reference("draft_id", "working_drafts.id"),
    Column("name", Text, nullable=False),
    Column("sha256", String(64), ForeignKey("files.sha256"), nullable=False),
    Column("added_at", MOMENT, nullable=False),
    Column("added_by", String(100), nullable=False),
    Index(None, "draft_id"),
)

# Long work that the service does in the background; its files lie in DIR/jobs/<id>. ``runs`` counts its beginnings.
jobs = Table(
    "jobs",
    metadata,
    key(),
    Column("kind", String(30), nullable=False),
    Column("state", String(20), nullable=False),  # queued, running, done, failed, interrupted, cancelled
    Column("owner", String(100), nullable=False),
    text("title", 200),
    Column("input", Text, nullable=False),  # JSON, as the kind of job reads it
    Column("done", BigInteger, nullable=False, server_default="0"),
    optional("total", BigInteger),
    text("message", 500),
    text("result"),  # JSON
    text("error"),  # JSON: code, message, hint
    Column("cancel_asked", Boolean, nullable=False),
    Column("runs", Integer, nullable=False, server_default="0"),
    Column("created_at", MOMENT, nullable=False),
    optional("started_at", MOMENT),
    optional("finished_at", MOMENT),
    Index(None, "state", "id"),
    Index(None, "owner", "id"),
)

# Tokens by which other programs act for a user; only the digest is kept, and the first letters to know it by.
api_tokens = Table(
    "api_tokens",
    metadata,
    key(),
    Column("token_sha256", String(64), nullable=False, unique=True),
    Column("name", String(100), ForeignKey("users.name"), nullable=False),
    text("label", 100),
    text("beginning", 20),
    Column("created_at", MOMENT, nullable=False),
    Column("expires_at", MOMENT, nullable=False),
    optional("used_at", MOMENT),
    optional("revoked_at", MOMENT),
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
    text("answer"),
    Column("created_at", MOMENT, nullable=False),
    Index(None, "created_at"),
)
