"""The small marks that pages are made of: pills, strips of runs, times, gains. Pure: values in, markup out."""

import datetime as dt
from functools import lru_cache

from markupsafe import Markup

from db.site import times, words
from db.site.words import Pill, Tone


@lru_cache(1024)
def pill(word: Pill) -> Markup:
    """A word in its colour; the sentence behind it on hover."""
    return Markup('<span class="pill {}"{}>{}</span>').format(word.tone, _title(word.meaning), word.words)


@lru_cache(4096)
def strip(letters: str) -> Markup:
    """The last runs of a link as a row of small bars, oldest first, with the same said in words."""
    bars = [_bar(place, letter) for place, letter in enumerate(letters)]
    return Markup(
        '<svg class="strip" role="img" aria-label="{0}" viewBox="0 0 {1} 16" width="{1}" height="16">'
        "<title>{0}</title>{2}</svg>"
    ).format(_spoken(letters), max(1, len(letters) * 5 - 1), Markup().join(bars))


def moment(then: dt.datetime, now: dt.datetime) -> Markup:
    """An instant as a distance from now, with the exact one for machines and on hover."""
    return _moment(then, times.ago(then, now))


@lru_cache(4096)  # all links of a run were looked at within minutes: a page says the same many times
def _moment(then: dt.datetime, spoken: str) -> Markup:
    return Markup('<time datetime="{}" title="{}">{}</time>').format(
        then.strftime("%Y-%m-%dT%H:%M:%SZ"), times.exact(then), spoken
    )


def waiting(days: float) -> Markup:
    """A number of days in words, exact on hover."""
    return Markup('<span class="wait" title="{:,} days">{}</span>').format(int(days), times.wait(days))


def gain(stars: int) -> Markup:
    """Stars won or lost, with their sign."""
    sign = ("+" if stars > 0 else "\N{MINUS SIGN}") if stars else ""
    tone = Tone.GOOD if stars > 0 else Tone.QUIET
    return Markup('<span class="num gain {}">{}{:,}</span>').format(tone, sign, abs(stars))


@lru_cache(1024)
def _bar(place: int, letter: str) -> Markup:
    word = words.pill_of(words.SPARK, letter)
    top, height = (6, 4) if word.tone is Tone.QUIET else (1, 14)
    return Markup('<rect class="{}" x="{}" y="{}" width="4" height="{}" rx="1"/>').format(
        word.tone, place * 5, top, height
    )


def _spoken(letters: str) -> str:
    """How often which word, in the order of the legend: `Last 12 runs: 11 answered, 1 suspect`."""
    counts = [f"{letters.count(letter)} {words.SPARK[letter].words}" for letter in words.SPARK if letter in letters]
    return f"Last {len(letters)} runs: {', '.join(counts)}"


def _title(meaning: str) -> Markup:
    return Markup(' title="{}"').format(meaning) if meaning else Markup()
