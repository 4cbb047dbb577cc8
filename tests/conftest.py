"""What all tests share: how hypothesis works here."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# The checks left out are about how fast examples are made, which depends on the seed and the machine, not about docgen.
settings.register_profile(
    "docgen",
    deadline=None,
    suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("docgen")
