"""One rule a file; found by folder."""
