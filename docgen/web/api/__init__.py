"""The HTTP API for the agency's other systems: the same acts as the pages, for programs with a user's token."""
