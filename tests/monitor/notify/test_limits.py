"""How much is believed at once, and how long a silent channel is left alone."""

from datetime import timedelta

from monitor.notify.limits import most_changes, pause

HOUR = timedelta(hours=1)


def test_a_few_changes_or_a_tenth_of_all_links_are_believed_at_once():
    assert [most_changes(links) for links in (0, 499, 501, 30_000)] == [50, 50, 50.1, 3000]


def test_pauses_double_up_to_six_hours():
    assert [pause(tries) / HOUR for tries in (0, 1, 3, 99)] == [5 / 60, 10 / 60, 40 / 60, 6]
