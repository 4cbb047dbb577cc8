"""Packages for the archive: BagIt bags in a zip that whoever has them can verify, without docgen's database."""
