"""Invented papers, the same for the same seed: what listings of any size are made of."""

import datetime as dt
import random
from dataclasses import dataclass

PROSE = """
an the of for with from under over between across model models method methods approach framework network agent agents
image images video language speech graph scene motion depth noise reward policy memory search sparse dense robust
adaptive scalable efficient hierarchical contrastive generative learning training inference reasoning planning
retrieval alignment segmentation estimation reconstruction evaluation we show propose study improve reduce compare
observe that which while can is are on in to and both without many large
"""
WORDS = PROSE.split()
ANIMALS = ("fox", "owl", "lynx", "heron", "otter", "raven", "badger", "marten", "falcon", "weasel")
COLOURS = ("red", "blue", "green", "amber", "violet", "grey", "silver", "golden", "black", "white")
CLAIMS = (
    "Code is available at {code}.",
    "We release code and models at {code}.",
    "Our project page is {page} and the code can be found at {code}.",
    "The code will be released at {code} upon acceptance.",
    "Code and data will be made publicly available soon.",
    "",
)
SENTENCES = 7
FIRST_DAY = dt.date(2026, 1, 1)


@dataclass(frozen=True, slots=True)
class Paper:
    """One invented paper; its abstract ends with a claim, or with none."""

    number: int
    title: str
    authors: tuple[str, ...]
    date: dt.date
    abstract: str
    code: str
    page: str

    @property
    def arxiv_id(self) -> str:
        """An id in the form of arXiv's."""
        return f"{self.date:%y%m}.{self.number % 100000:05d}"


def papers(count: int, seed: int = 7) -> list[Paper]:
    """Return `count` papers."""
    chance = random.Random(seed)
    return [_paper(number, chance) for number in range(count)]


def _paper(number: int, chance: random.Random) -> Paper:
    colour, animal = chance.choice(COLOURS), chance.choice(ANIMALS)
    name = f"{colour}-{animal}-{number}"
    code, page = f"https://github.com/acme/{name}", f"https://{name}.example.org/"
    said = chance.choice(CLAIMS).format(code=code, page=page)
    sentences = [_sentence(chance) for _ in range(SENTENCES)]
    return Paper(
        number=number,
        title=f"{colour.title()}{animal.title()}{number}: {_sentence(chance)[:-1].title()}",
        authors=tuple(f"{chance.choice('ABCDEF')}. {chance.choice(ANIMALS).title()}" for _ in range(4)),
        date=FIRST_DAY + dt.timedelta(days=number % 300),
        abstract=" ".join([*sentences, said]).strip(),
        code=code,
        page=page,
    )


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=chance.randint(8, 20))).capitalize() + "."
