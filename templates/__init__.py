"""Builds the Word templates that stand in the folders beside it: ``python -m templates.build``."""
