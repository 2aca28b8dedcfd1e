"""What people overrule counts from now on, beside what the machine says, for as long as they want it."""

from datetime import date

import pytest

from checks.model import CodeState, Health, ReleaseStatus, StatusRuling
from db.evidence import entry_evidence
from db.overruling import IGNORED, Correction, refresh, say, say_filed, standing, take_back
from db.queries import counts, rows


@pytest.fixture
def seen(kept, say):
    """One paper with an empty repository that is up, one with a page that is dead."""
    tail, page = kept.hold(say.repo("redfox/tail"), say.page("https://acme.example/"))
    kept.run(
        say.seen(tail, code=CodeState.EMPTY, facts=say.facts()),
        say.seen(page, health=Health.DEAD, first_ok_at=say.noon),
    )
    rulings = [StatusRuling(1, ReleaseStatus.UNRELEASED), StatusRuling(2, ReleaseStatus.GONE)]
    kept.store.save_rulings(1, rulings, say.noon)
    return kept


def correction(subject, field, value="", until=None, reason="I looked"):
    return Correction(subject, field, value, reason, "ada", until)


def said(kept):
    return {(one.subject, one.field): (one.matches, one.machine) for one in standing(kept.database)}


def column(kept, view, column):
    return [row[column] for row in rows(kept.database, f"select * from {view}")]


def test_a_health_that_people_know_better_counts_in_every_list(seen, say):
    assert column(seen, "dead_links", "url") == ["https://acme.example/"]
    one = say_(seen, correction("https://acme.example/", "health", "up"), say)
    assert (one.matches, one.machine) == (1, "dead")
    assert column(seen, "dead_links", "url") == []
    assert column(seen, "links_now", "health") == ["up", "up"]
    assert counts(seen.database).health == {Health.UP: 2}


def say_(kept, one, words):
    return say(kept.database, one, words.noon + words.day)


def test_a_link_that_people_call_dead_is_listed_as_dead(seen, say):
    say_(seen, correction("redfox/tail", "health", "dead"), say)
    assert set(column(seen, "dead_links", "url")) == {"https://github.com/redfox/tail", "https://acme.example/"}


def test_a_code_state_and_a_date_that_people_know_better_are_evidence(seen, say):
    say_(seen, correction("redfox/tail", "code_state", "present"), say)
    say_(seen, correction("Paper 1", "promised_by", "2027-03-01"), say)
    evidence = next(entry_evidence(seen.database))
    assert (evidence.claims[0].code, evidence.claims[0].promised_by) == (CodeState.PRESENT, date(2027, 3, 1))
    assert column(seen, "links_now", "code_state")[0] == "present"


def test_a_status_that_people_know_better_is_told_to_whoever_rules(seen, say):
    one = say_(seen, correction("Paper 1", "status", "unclaimed"), say)
    assert (one.matches, one.machine) == (1, "unreleased")
    assert next(entry_evidence(seen.database)).said is ReleaseStatus.UNCLAIMED


def test_what_the_machine_would_say_is_kept_beside_it(seen, say):
    say_(seen, correction("Paper 1", "status", "unclaimed"), say)
    ruling = StatusRuling(1, ReleaseStatus.UNCLAIMED, machine=ReleaseStatus.OVERDUE)
    seen.store.save_rulings(None, [ruling], say.noon + 2 * say.day)
    refresh(seen.database, say.noon + 2 * say.day)
    assert said(seen) == {("Paper 1", "status"): (1, "overdue")}
    assert rows(seen.database, "select title, field, value, machine, reason, author from corrections_now") == [
        {"title": "Paper 1", "field": "status", "value": "unclaimed", "machine": "overdue", "reason": "I looked",
         "author": "ada"}
    ]  # fmt: skip


def test_what_matches_nothing_waits_until_it_does(kept, say):
    assert say_(kept, correction("redfox/tail", "code_state", "present"), say).matches == 0
    kept.hold(say.repo("redfox/tail"))
    refresh(kept.database, say.noon + say.day)
    assert said(kept) == {("redfox/tail", "code_state"): (1, "unknown")}


def test_a_title_that_several_papers_share_is_none_of_them(seen, say):
    assert say_(seen, correction("Paper", "status", "released"), say).matches == 0


def test_an_end_that_has_passed_lets_the_machine_speak_again(seen, say):
    end = (say.noon + 3 * say.day).date()
    say_(seen, correction("https://acme.example/", "health", "up", until=end), say)
    refresh(seen.database, say.noon + 3 * say.day)
    assert column(seen, "dead_links", "url") == ["https://acme.example/"]
    (one,) = standing(seen.database)
    assert one.has_ended(say.noon + 3 * say.day)
    assert not one.has_ended(say.noon)


def test_taking_back_lets_the_machine_speak_again(seen, say):
    say_(seen, correction("https://acme.example/", "health", "up"), say)
    assert take_back(seen.database, "https://acme.example/", "health", say.noon)
    assert column(seen, "dead_links", "url") == ["https://acme.example/"]
    assert not take_back(seen.database, "https://acme.example/", "health", say.noon)


def test_the_last_word_on_a_field_counts(seen, say):
    say_(seen, correction("redfox/tail", "code_state", "present"), say)
    say_(seen, correction("redfox/tail", "code_state", "partial"), say)
    assert column(seen, "links_now", "code_state")[0] == "partial"
    assert len(standing(seen.database)) == 1


def test_a_file_stands_in_place_of_what_it_held_before_and_keeps_its_dates(seen, say):
    first, second = correction("redfox/*", IGNORED), correction("https://acme.example/", "health", "up")
    say_(seen, correction("redfox/tail", "code_state", "present"), say)
    say_filed(seen.database, [first, second], say.noon)
    assert said(seen).keys() == {
        ("redfox/tail", "code_state"),
        ("redfox/*", IGNORED),
        ("https://acme.example/", "health"),
    }
    say_filed(seen.database, [first], say.noon + say.day)
    assert said(seen) == {("redfox/tail", "code_state"): (1, "empty"), ("redfox/*", IGNORED): (1, None)}
    assert {one.made_at for one in standing(seen.database) if one.field == IGNORED} == {"2026-04-20T12:00:00Z"}
