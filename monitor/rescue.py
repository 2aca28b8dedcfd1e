"""Asking the archives for copies of what has died: once for each link, one request after the other."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

import aiohttp
from yarl import URL

from checks.model import Link
from checks.probers.request import Answer, Failure, Manner, WebLimits, ask
from checks.rescue import ARCHIVES, Archive
from db.rescuing import save_copy, unrescued
from db.store import Store

LIMITS = WebLimits()
MOST = 25
"""Dead links for which a run asks; the others wait for the next one."""
OK, NOT_FOUND = 200, 404


async def rescue(
    store: Store,
    session: aiohttp.ClientSession,
    clock: Callable[[], datetime],
    pace_s: float,
    archives: Sequence[Archive] = ARCHIVES,
) -> None:
    """Look for copies of the latest deaths; an archive that does not answer is left alone until the next run."""
    silent: set[str] = set()
    for link in unrescued(store.database, MOST):
        for archive in archives:
            address = archive.question(link)
            if address is None or archive.name in silent:
                continue
            answer = await ask(session, URL(address), LIMITS.clock(LIMITS.total_s), LIMITS.body, Manner())
            if not _keep(store, link, archive, answer, clock()):
                silent.add(archive.name)
            await asyncio.sleep(pace_s)
        if len(silent) == len(archives):
            return


def _keep(store: Store, link: Link, archive: Archive, answer: Answer | Failure, at: datetime) -> bool:
    """Keep an answer; False if there was none that can be read."""
    if isinstance(answer, Failure) or answer.status not in {OK, NOT_FOUND}:
        return False
    document = answer.document
    if not isinstance(document, dict):
        return False
    save_copy(store.database, link.id, archive.read(document, link), at)
    return True
