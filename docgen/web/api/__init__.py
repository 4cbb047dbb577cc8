"""The HTTP API for the agency's other systems; nothing is there yet."""
