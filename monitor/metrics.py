"""A textfile for Prometheus' node exporter: how many links are how, and when anything was last judged. No URLs.

Written whole or not at all, as github.com/prometheus/node_exporter asks of textfiles.
"""

from pathlib import Path

from prometheus_client import CollectorRegistry, Gauge, write_to_textfile
from sqlite_utils import Database

from checks.errors import SettingsError
from checks.model import Health, ReleaseStatus
from db.queries import counts, latest_judged

BLIND = "select coalesce(sum(blind_seconds), 0) from runs"


def write_metrics(path: Path, database: Database) -> None:
    """Write the figures of a database to `path`; raises SettingsError if that cannot be done."""
    try:
        write_to_textfile(str(path), _registry(database))
    except OSError as problem:
        raise SettingsError(f"--metrics {path}: cannot be written ({problem.strerror})") from problem


def _registry(database: Database) -> CollectorRegistry:
    registry, found = CollectorRegistry(), counts(database)
    links = Gauge("linkpulse_links", "Watched links by health.", ["health"], registry=registry)
    for health in Health:
        links.labels(health).set(found.health.get(health, 0))
    links.labels("never_answered").set(found.never_answered)
    papers = Gauge("linkpulse_papers", "Papers by release status.", ["status"], registry=registry)
    for status in ReleaseStatus:
        papers.labels(status).set(found.status.get(status, 0))
    judged = latest_judged(database)
    success = Gauge("linkpulse_last_success_timestamp_seconds", "When a run last judged anything.", registry=registry)
    success.set(judged.timestamp() if judged else 0)
    blind = Gauge("linkpulse_blind_seconds", "Seconds of all runs in which we could not see.", registry=registry)
    blind.set(database.execute(BLIND).fetchone()[0])
    return registry
