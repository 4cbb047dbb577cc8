"""Effective facts of a .docx file: what Word would show."""
