"""How much news is believed at once, and how often anybody is told (pure; verdicts.md, section 6)."""

from datetime import timedelta

APART = timedelta(hours=1)
"""Between two messages to one channel."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=5), timedelta(hours=6)
MOST_CHANGES, MOST_SHARE = 50, 0.10


def most_changes(links: int) -> float:
    """Return how many changes one run may confirm before they are doubted."""
    return max(MOST_CHANGES, MOST_SHARE * links)


def pause(tries: int) -> timedelta:
    """Return how long a channel that did not take a message is left alone: twice as long each time."""
    return min(FIRST_PAUSE * (1 << min(tries, 10)), LONGEST_PAUSE)
