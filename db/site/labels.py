"""What columns are called on a page, and which of them hold numbers."""

from collections.abc import Mapping

LABELS: Mapping[str, str] = {
    "id": "No.",
    "url": "Link",
    "title": "Paper",
    "date": "Date",
    "arxiv_id": "arXiv",
    "name": "Name",
    "kind": "Kind",
    "forge": "Forge",
    "host": "Host",
    "health": "Now",
    "reason": "Why",
    "since": "Since",
    "claim": "The text",
    "status": "Status",
    "release_status": "Status",
    "code_state": "Code",
    "code_evidence": "What was found",
    "spark_30": "Last 30 runs",
    "stars": "Stars",
    "stars_30d": "In 30 days",
    "stars_before": "Before",
    "http_status": "HTTP",
    "final_url": "Ended at",
    "moved_to": "Now at",
    "flags": "Remarks",
    "pushed_at": "Last push",
    "first_ok_at": "First answered",
    "last_ok_at": "Last answered",
    "last_checked_at": "Last look",
    "next_check_at": "Next look",
    "confirm_at": "Confirmed by",
    "ok_first_at": "First good look",
    "fail_count": "Failures",
    "fail_first_at": "Failing since",
    "first_seen_at": "First seen",
    "last_seen_at": "Last seen",
    "last_read_at": "Last read",
    "added_at": "Added",
    "removed_at": "Removed",
    "checked_at": "Looked at",
    "started_at": "Started",
    "finished_at": "Finished",
    "taken_at": "Taken",
    "released_at": "Released",
    "promised_by": "Promised by",
    "overdue_at": "Due by",
    "days_waiting": "Waiting",
    "days_overdue": "Overdue for",
    "days_dead": "Dead for",
    "days_failing": "Failing for",
    "latency_ms": "Answer time (ms)",
    "blind_seconds": "Blind for (s)",
    "artifact": "What",
    "sentence": "Sentence",
    "condition": "Condition",
    "organization": "From",
    "authors": "Authors",
    "signal": "Look",
    "attempts": "Tries",
    "checked": "Links checked",
    "links": "Links",
    "entries": "Papers",
    "answering": "Answering",
    "dead": "Dead",
    "never_answered": "Never answered",
    "unreleased": "Unreleased",
    "checks": "Looks",
    "answered_percent": "Answered (%)",
    "claimed": "Claim code",
    "promised": "Promise it",
    "released": "Promises kept",
    "overdue": "Overdue",
    "outcome": "Outcome",
    "active": "Read at every run",
    "entry_id": "Paper",
    "link_id": "Link",
    "run_id": "Run",
    "listing_id": "Listing",
    "source": "Listing",
    "head_oid": "Commit",
    "at": "When",
    "old": "Before",
    "new": "After",
    "detail": "Detail",
}


COUNTS = (
    *("links", "entries", "answering", "dead", "never_answered", "unreleased", "checks", "answered_percent"),
    *("claimed", "promised", "released", "overdue"),
)
"""Columns of views that hold how many, or which share."""


def label(column: str) -> str:
    """What a column is called on a page: its words, or its name with blanks for underscores."""
    return LABELS.get(column) or column.replace("_", " ").capitalize()


def list_label(column: str) -> str:
    """The same in a list, where the number of a link stands for the way to its history."""
    return "History" if column == "link_id" else label(column)
