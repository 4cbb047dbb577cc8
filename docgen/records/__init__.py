"""Records: registers, numbers, states, storage, dossiers, search, audit trail."""
