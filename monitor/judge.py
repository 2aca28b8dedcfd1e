"""From an observation to a look that can be recorded: every decision about one link, in order (pure)."""

from datetime import datetime

from checks.classify import classify
from checks.code import inspect
from checks.model import (
    CodeEvidence,
    CodeState,
    Flag,
    Look,
    Mention,
    Observation,
    Policy,
    Reason,
    Transition,
    Verdict,
    Watched,
)
from checks.whereabouts import in_readme
from monitor.drift import compared
from monitor.health import advance
from monitor.release import code_events
from monitor.schedule import next_check_at


def judge(watched: Watched, observation: Observation, policy: Policy) -> Look:
    """Classify what was seen, advance the link's state, read its code state, and say when to look again.

    Another repository under the old name says nothing of the code that was promised.
    """
    verdict = classify(observation)
    transition = _advanced(watched, verdict, observation, policy)
    evidence = None if Flag.REPLACED in verdict.flags else _evidence(observation)
    code = evidence.state if evidence else watched.code
    return Look(
        observation=observation,
        verdict=verdict,
        transition=transition,
        next_check_at=_not_before(
            observation, next_check_at(watched.link, transition.state, code, watched.promised, observation.at)
        ),
        code=evidence,
        events=code_events(watched, verdict, evidence, observation.at, head_oid=_head(observation)),
        pointers=_pointers(evidence, observation),
        validator=observation.validator if _is_sound(verdict, transition) else None,
    )


def _is_sound(verdict: Verdict, transition: Transition) -> bool:
    """Tell a page of which nothing needs to be read again while it stays as it is: it answers, and nothing is odd."""
    return verdict.reason is Reason.OK and not transition.state.flags


def _advanced(watched: Watched, verdict: Verdict, observation: Observation, policy: Policy) -> Transition:
    transition = advance(watched.state, verdict, observation.at, policy)
    if transition.state is watched.state or observation.page is None:
        return transition
    return Transition(compared(watched.state, transition.state, observation.page.content_type), transition.events)


def _not_before(observation: Observation, at: datetime) -> datetime:
    """A link that asked for patience itself comes after its neighbours, who only waited because of it."""
    asked_for = observation.retry_at if observation.http_status is not None else None
    return at if asked_for is None else max(at, asked_for)


def _pointers(evidence: CodeEvidence | None, observation: Observation) -> tuple[Mention, ...]:
    """Where the README of a repository that holds no code says that it is."""
    repository = observation.repository
    if repository is None or not repository.readme or evidence is None or evidence.state is not CodeState.PLACEHOLDER:
        return ()
    return in_readme(repository.readme, observation.link.url, observation.at.date())


def _head(observation: Observation) -> str | None:
    return observation.repository.head_oid if observation.repository else None


def _evidence(observation: Observation) -> CodeEvidence | None:
    """What the repository holds, or None when this look did not ask or could not tell."""
    repository = observation.repository
    if repository is None:
        return None
    if repository.empty:
        return CodeEvidence(CodeState.EMPTY)
    evidence = inspect(repository.readme, repository.files)
    return None if evidence.state is CodeState.UNKNOWN else evidence
