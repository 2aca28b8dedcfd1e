"""What is what on Hugging Face."""

from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from checks.classify import classify
from checks.forges.huggingface import INTERFACE, target
from checks.model import Flag, ForgeName, Kind, Link, Observation, Signal, Target


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://huggingface.co/Acme/RedFox-7B", "Acme/RedFox-7B"),
        ("https://hf.co/Acme/RedFox-7B", "Acme/RedFox-7B"),
        ("https://www.huggingface.co/acme/redfox/tree/main", "acme/redfox"),
        ("https://huggingface.co/acme/redfox/resolve/main/model.bin?download=true", "acme/redfox"),
        ("https://huggingface.co/acme/redfox.git", "acme/redfox"),
        ("https://huggingface.co/acme/redfox.", "acme/redfox"),
        ("https://huggingface.co/datasets/acme/foxes", "datasets/acme/foxes"),
        ("https://huggingface.co/datasets/acme/foxes/viewer/default/train", "datasets/acme/foxes"),
        ("https://huggingface.co/spaces/acme/fox-demo", "spaces/acme/fox-demo"),
    ],
)
def test_models_data_sets_and_spaces_are_repositories(url: str, name: str) -> None:
    expected = Target(Kind.REPO, f"https://huggingface.co/{name}", ForgeName.HUGGINGFACE, name)
    assert target(urlsplit(url)) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://hf.co/lanternlab", Target(Kind.PAGE, "https://huggingface.co/lanternlab")),
        ("https://huggingface.co/lanternlab?search=fox", Target(Kind.PAGE, "https://huggingface.co/lanternlab")),
        ("https://huggingface.co/lanternlab/models", Target(Kind.PAGE, "https://huggingface.co/lanternlab/models")),
        (
            "https://huggingface.co/collections/acme/foxes-12ab",
            Target(Kind.PAGE, "https://huggingface.co/collections/acme/foxes-12ab"),
        ),
        ("https://huggingface.co/datasets/foxes", Target(Kind.PAGE, "https://huggingface.co/datasets/foxes")),
        ("https://huggingface.co/blog/foxes", Target(Kind.PAGE, "https://huggingface.co/blog/foxes")),
        ("https://huggingface.co/docs/hub/index", Target(Kind.PAGE, "https://huggingface.co/docs/hub/index")),
        ("https://huggingface.co/acme/red fox", Target(Kind.PAGE, "https://huggingface.co/acme/red fox")),
        ("https://huggingface.co/papers/2601.01234", Target(Kind.PAPER, "https://huggingface.co/papers/2601.01234")),
        ("https://huggingface.co/papers", Target(Kind.OTHER, "https://huggingface.co/papers")),
        (
            "https://huggingface.co/papers/date/2026-01-05",
            Target(Kind.OTHER, "https://huggingface.co/papers/date/2026-01-05"),
        ),
        ("https://huggingface.co/models?search=fox", Target(Kind.OTHER, "https://huggingface.co/models?search=fox")),
        ("https://huggingface.co/datasets", Target(Kind.OTHER, "https://huggingface.co/datasets")),
        ("https://huggingface.co/pricing", Target(Kind.OTHER, "https://huggingface.co/pricing")),
        ("https://huggingface.co", Target(Kind.OTHER, "https://huggingface.co/")),
    ],
)
def test_the_rest_of_the_hub_is_told_apart(url: str, expected: Target) -> None:
    assert target(urlsplit(url)) == expected


NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
SPACE = Link(
    1, "https://huggingface.co/spaces/acme/fox", Kind.REPO, "huggingface.co", ForgeName.HUGGINGFACE, "spaces/acme/fox"
)


@pytest.mark.parametrize(
    ("record", "flags"),
    [
        ({"runtime": {"stage": "RUNNING"}}, set()),
        ({"runtime": {"stage": "SLEEPING"}}, set()),
        ({"runtime": {"stage": "RUNNING_BUILDING"}}, set()),
        ({"runtime": {"stage": "PAUSED"}}, {Flag.STOPPED}),
        ({"runtime": {"stage": "BUILD_ERROR", "errorMessage": "no module named fox"}}, {Flag.STOPPED}),
        ({"runtime": None}, set()),
        ({"gated": False}, set()),
        ({"gated": "auto"}, {Flag.GATED}),
        ({"gated": "manual"}, {Flag.GATED}),
    ],
)
def test_a_space_that_stands_still_and_files_that_must_be_asked_for_are_alive_and_flagged(record, flags):
    facts = INTERFACE.facts({"id": "acme/fox", **record}, SPACE)
    verdict = classify(Observation(SPACE, NOON, http_status=200, repository=facts))
    assert (verdict.signal, verdict.flags) == (Signal.ALIVE, flags)


def test_likes_and_downloads_are_numbers_or_unknown():
    facts = INTERFACE.facts({"id": "acme/fox", "likes": 12, "downloads": 3400}, SPACE)
    assert (facts.stars, facts.downloads) == (12, 3400)
    assert INTERFACE.facts({"downloads": "many"}, SPACE).downloads is None
