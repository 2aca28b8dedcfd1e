"""What repositories hold, as we say it, beside the labels that people gave them."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.scoring import mean, score_label
from benchmarks.writing import Table
from checks.code import code_state
from checks.forges.github_plan import left_open
from checks.model import CodeState, RepositoryFacts

LABELS = {"released": CodeState.PRESENT, "partial": CodeState.PARTIAL, "placeholder": CodeState.PLACEHOLDER}
COLUMNS = ("label", "repositories", "precision", "recall", "F1", "read as something else")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A repository with its label, and what we make of it with every file known and with what GitHub is asked for."""

    name: str
    gold: CodeState
    by_all: CodeState
    by_root: CodeState


def labelled(lines: Iterable[str]) -> Iterator[Labelled]:
    """Yield each line of a JSON Lines file: `text` of the README, `files`, `label` and where known `id`."""
    for number, line in enumerate(filter(str.strip, lines), start=1):
        item = json.loads(line)
        readme, files = item["text"], item["files"]
        states = (_state(readme, known) for known in (files, seen_files(readme, files)))
        yield Labelled(str(item.get("id", number)), LABELS[item["label"]], *states)


def _state(readme: str, files: Sequence[str]) -> CodeState:
    """An empty repository is a placeholder to people."""
    state = code_state(readme, files)
    return CodeState.PLACEHOLDER if state is CodeState.EMPTY else state


def seen_files(readme: str, files: Sequence[str]) -> list[str]:
    """Return what of all files a full look at GitHub shows: the root, and the folders that are looked into after it."""
    root = _inside("", files)
    look = left_open(RepositoryFacts("acme/fox", files=tuple(root), readme=readme))
    return [*root, *(path for folder in (look.folders if look else ()) for path in _inside(folder, files))]


def _inside(folder: str, files: Sequence[str]) -> list[str]:
    below = (path.removeprefix(folder).partition("/") for path in files if path.startswith(folder))
    return sorted({folder + name + slash for name, slash, _ in below})


def tables(name: str, items: Sequence[Labelled]) -> tuple[Table, Table]:
    """Return how right we are if all files are known, and if only what GitHub is asked for is."""
    return (
        _table(f"{name}, every file known", [(one.name, one.gold, one.by_all) for one in items]),
        _table(f"{name}, as GitHub is asked", [(one.name, one.gold, one.by_root) for one in items]),
    )


def _table(title: str, items: Sequence[tuple[str, CodeState, CodeState]]) -> Table:
    pairs = [(gold.value, ours.value) for _, gold, ours in items]
    right = sum(gold == ours for gold, ours in pairs)
    macro = mean(score_label(label, pairs).f1 for label in LABELS.values())
    notes = (f"{right} of {len(pairs)} right. Macro F1 {macro:.4f}; to reach: 0.90.",)
    details = tuple(f"{name}: {ours}, not {gold}" for name, gold, ours in items if gold != ours)
    return Table(title, COLUMNS, tuple(_row(label, pairs) for label in LABELS.values()), notes, details)


def _row(label: CodeState, pairs: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    one = score_label(label, pairs)
    others = Counter(ours for gold, ours in pairs if gold == label != ours)
    listed = ", ".join(f"{count} {ours}" for ours, count in sorted(others.items()))
    return (
        label,
        str(one.right + one.missed),
        *(f"{share:.3f}" for share in (one.precision, one.recall, one.f1)),
        listed,
    )
