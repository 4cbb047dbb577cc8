"""The archive: records and files become a sealed package; a package is verified."""
