"""Records: registers, numbers, states, storage, dossiers, search, audit trail.

Import what is needed from the modules: SQLAlchemy takes a third of a second, and most of docgen never needs it.
"""
