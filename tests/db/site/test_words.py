"""Every stored word has a face."""

from collections.abc import Mapping
from enum import StrEnum

import pytest

from checks.model import Artifact, Claim, CodeState, EventKind, Flag, Health, Kind, Reason, ReleaseStatus, Signal
from db.site import labels, words
from db.site.words import Pill, Tone


@pytest.mark.parametrize(
    ("said", "members"),
    [
        (words.HEALTH, Health),
        (words.CLAIM, Claim),
        (words.STATUS, ReleaseStatus),
        (words.CODE, CodeState),
        (words.EVENT, EventKind),
        (words.SIGNAL, Signal),
        (words.FLAG, Flag),
        (words.REASONS, Reason),
        (words.ARTIFACTS, Artifact),
        (words.KINDS, Kind),
    ],
)
def test_every_stored_word_has_words_for_people(said: Mapping[str, object], members: type[StrEnum]) -> None:
    assert set(said) == set(members)


def test_an_unknown_word_is_shown_as_it_is_in_grey() -> None:
    assert words.pill_of(words.HEALTH, "half_asleep") == Pill("half asleep", Tone.QUIET)


def test_an_unknown_column_is_called_by_its_name() -> None:
    assert labels.label("days_waiting") == "Waiting"
    assert labels.label("some_new_column") == "Some new column"
