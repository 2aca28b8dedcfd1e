"""The numbers by which arXiv and Hugging Face know papers, in all the ways in which they are written."""

import re

LONGEST = 200
NUMBER = r"\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7}"
WRITTEN = re.compile(
    rf"\s*(?:arxiv:\s*|https?://(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|(?:https?://)?huggingface\.co/papers/)?"
    rf"({NUMBER})(?:v\d+)?(?:\.pdf)?/?\s*",
    re.IGNORECASE | re.ASCII,
)


def number_in(text: str) -> str | None:
    """Return the number that a text is, in any of its forms: bare, `arXiv:…`, an address at arXiv or Hugging Face."""
    found = WRITTEN.fullmatch(text) if len(text) < LONGEST else None
    return found[1].lower() if found else None


def placeholder(number: str) -> str:
    """Return what a paper is called before arXiv was asked."""
    return f"arXiv:{number}"
