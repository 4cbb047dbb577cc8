"""Figures for Prometheus: requests by route, and what the pages took."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest


class Metrics:
    """The figures of one application, in a registry of its own."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter("docgen_requests", "Requests", ("method", "route", "status"), registry=self._registry)
        self._seconds = Histogram(
            "docgen_request_seconds",
            "Time of a request",
            ("route",),
            registry=self._registry,
            buckets=(0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10),
        )
        self._events = Counter("docgen_events", "What happened", ("event",), registry=self._registry)

    def count(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request. ``route`` is the pattern of its path, so that no id becomes a label."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def event(self, name: str) -> None:
        """Count something that happened: ``signed-in``, ``issued``."""
        self._events.labels(name).inc()

    def write(self) -> bytes:
        """Return all figures in the text format of Prometheus."""
        return generate_latest(self._registry)
