"""Labelled texts, what we read out of them, and how often both agree."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.reading import read
from benchmarks.scoring import mean, score_label
from benchmarks.writing import Table
from checks.claims import hidden_statements
from checks.finding import find_urls, hide
from checks.model import Claim
from checks.sentences import sentences

LABELS = (Claim.RELEASED, Claim.PROMISED, Claim.ON_REQUEST, Claim.NONE, Claim.MIXED)
WRITTEN_IN_MARKDOWN = frozenset({"list", "cell"})
COLUMNS = ("label", "texts", "precision", "recall", "F1", "read as something else")
NOTE = "To reach: macro F1 0.97, F1 of promised 0.98."

Reader = Callable[[Mapping[str, Any]], Claim]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its label and what we make of it."""

    name: str
    text: str
    gold: Claim
    ours: Claim


def labelled(lines: Iterable[str], reader: Reader) -> Iterator[Labelled]:
    """Yield each line of a JSON Lines file: `text` and `label`, and where known `id` and `kind`.

    On request counts as none, as for entries, unless the file has that label.
    """
    items = [json.loads(line) for line in lines if line.strip()]
    told_apart = any(item["label"] == Claim.ON_REQUEST for item in items) and reader is said_in
    for number, item in enumerate(items, start=1):
        claims = [Claim(item["label"]), reader(item)]
        gold, ours = claims if told_apart else map(_without_requests, claims)
        yield Labelled(str(item.get("id", number)), item["text"], gold, ours)


def _without_requests(claim: Claim) -> Claim:
    return Claim.NONE if claim is Claim.ON_REQUEST else claim


def said_in(item: Mapping[str, Any]) -> Claim:
    """Sum up what the sentences of a text claim, with a link or without."""
    if _is_markdown(item):
        return entry_claim_of(item)
    hidden = hide(item["text"], find_urls(item["text"]))
    said = {one.claim for span in sentences(hidden) for one in hidden_statements(hidden[slice(*span)])}
    if {Claim.RELEASED, Claim.PROMISED} <= said:
        return Claim.MIXED
    return next((claim for claim in (Claim.PROMISED, Claim.RELEASED, Claim.ON_REQUEST) if claim in said), Claim.NONE)


def entry_claim_of(item: Mapping[str, Any]) -> Claim:
    """Return what an entry with this text claims."""
    entries = read(item["text"].encode(), "text", "markdown" if _is_markdown(item) else "text").entries
    claims = {entry.claim for entry in entries} - {Claim.NONE}
    claim = Claim.MIXED if len(claims) > 1 else next(iter(claims), Claim.NONE)
    asked = (mention.claim is Claim.ON_REQUEST for entry in entries for mention in entry.mentions)
    on_request = claim is Claim.NONE and any(asked)
    return Claim.ON_REQUEST if on_request else claim


def _is_markdown(item: Mapping[str, Any]) -> bool:
    return item.get("kind") in WRITTEN_IN_MARKDOWN


def table(name: str, items: Sequence[Labelled]) -> Table:
    """Return a row for each label that occurs; their mean stands below."""
    pairs = [(item.gold.value, item.ours.value) for item in items]
    present = [label for label in LABELS if any(gold == label for gold, _ in pairs)]
    right = sum(gold == ours for gold, ours in pairs)
    notes = (f"{right} of {len(pairs)} right. {_macros(present, pairs)}", NOTE)
    details = tuple(
        f"{item.name}: {item.ours}, not {item.gold}: {item.text}" for item in items if item.gold != item.ours
    )
    return Table(name, COLUMNS, tuple(_row(label, pairs) for label in present), notes, details)


def _row(label: Claim, pairs: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    one = score_label(label, pairs)
    others = Counter(ours for gold, ours in pairs if gold == label != ours)
    listed = ", ".join(f"{count} {ours}" for ours, count in sorted(others.items()))
    shares = (one.precision, one.recall, one.f1)
    return (label, str(one.right + one.missed), *(f"{share:.3f}" for share in shares), listed)


def _macros(present: Sequence[Claim], pairs: Sequence[tuple[str, str]]) -> str:
    """Say the mean with and without what is mixed: that is rare, and each of its texts weighs as much as a dozen."""
    text = f"Macro F1 over {len(present)} labels {mean(score_label(label, pairs).f1 for label in present):.4f}."
    if Claim.MIXED not in present:
        return text
    plain = [(gold, ours) for gold, ours in pairs if gold != Claim.MIXED]
    without = mean(score_label(label, plain).f1 for label in present if label is not Claim.MIXED)
    return f"{text} Without the texts labelled mixed {without:.4f}."
