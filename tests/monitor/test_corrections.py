"""How corrections are written, and what is said of those that cannot be read."""

from datetime import date

import pytest

from checks.errors import SettingsError
from db.overruling import IGNORED, Correction
from monitor.corrections import corrections_in, corrections_of, field_and_value, subject_of

FILE = """
[[ignore]]
pattern = "acme/*"
reason = "ours, private"
until = 2027-01-01
by = "ada"

[[correct]]
of = "https://GitHub.com/Acme/Redfox/"
code_state = "present"
health = "up"
reason = "all of it is in a submodule"

[[correct]]
of = "2404.12345"
promised_by = 2027-03-01
reason = "the authors told me"
"""


def test_a_file_holds_what_is_ignored_and_what_is_corrected():
    repository = ("https://github.com/acme/redfox", "all of it is in a submodule")
    assert corrections_in(FILE, "mine.toml") == [
        Correction("acme/*", IGNORED, "", "ours, private", "ada", date(2027, 1, 1)),
        Correction(repository[0], "code_state", "present", repository[1], "file"),
        Correction(repository[0], "health", "up", repository[1], "file"),
        Correction("2404.12345", "promised_by", "2027-03-01", "the authors told me", "file"),
    ]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[ignore]", "mine.toml: cannot be read as TOML"),
        ("[[forget]]", "mine.toml: 'forget' is unknown"),
        ("[[ignore]]\npattern = 'x'", r"\[\[ignore\]\] number 1: needs pattern and reason"),
        ("[[ignore]]\npattern = 'x'\nreason = 'y'\ncolour = 'red'", "there is no field 'colour' to correct"),
        ("[[correct]]\nof = 'x'\nreason = 'y'", "corrects nothing; give one of health, code_state"),
        ("[[correct]]\nof = 'x'\nreason = 'y'\nhealth = 'fine'", "health must be one of up, dead, not 'fine'"),
        ("[[correct]]\nof = 'x'\nreason = 'y'\nhealth = 1", "health must be a text"),
        ("[[correct]]\nof = 'x'\nreason = 'y'\nhealth = 'up'\nuntil = 'soon'", "until must be a day"),
        ("ignore = 3", "is no table"),
    ],
)
def test_what_cannot_be_read_is_named(text, complaint):
    with pytest.raises(SettingsError, match=complaint):
        corrections_in(text, "mine.toml")


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("health", "write FIELD=VALUE"),
        ("colour=red", "there is no field 'colour' to correct; known are health, code_state, status, promised_by"),
        ("status=gone fishing", "status must be one of released"),
        ("promised_by=March", "promised_by must be a day such as 2026-12-31"),
    ],
)
def test_a_correction_of_what_cannot_be_corrected_says_what_can(written, complaint):
    with pytest.raises(SettingsError, match=complaint):
        field_and_value(written)


def test_a_field_and_its_value_may_have_room_between_them():
    assert field_and_value("code_state = present") == ("code_state", "present")


@pytest.mark.parametrize(
    ("written", "kept"),
    [("https://GitHub.com/Acme/Redfox.git", "https://github.com/acme/redfox"), ("Acme/Redfox", "Acme/Redfox")],
)
def test_addresses_are_kept_in_their_canonical_form(written, kept):
    assert subject_of(written) == kept


def test_without_a_file_there_is_nothing_to_stand_in_place_of(tmp_path):
    assert corrections_of(None) is None
    with pytest.raises(SettingsError, match="cannot be read"):
        corrections_of(tmp_path / "nothing.toml")
