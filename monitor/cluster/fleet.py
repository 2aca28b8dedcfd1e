"""The coordinator's side: starts workers or finds them, sends them batches of links, and yields what they saw.

The engine is Dask. A batch whose worker died is done again by another; its report comes once, or never.
"""

import asyncio
import contextlib
import logging
import os
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import CancelledError
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from secrets import token_hex
from types import ModuleType
from typing import Any

from checks.errors import SettingsError
from checks.model import Fault, Link, Observation, Prober
from monitor import __version__
from monitor.cluster import worker
from monitor.cluster.errands import Carried, Kit, Report, kit_for, observed, row_of
from monitor.settings import Settings

log = logging.getLogger("linkpulse")
PATIENCE_S = 5.0
"""Seconds for a scheduler to answer, and for its first worker to be there."""
QUIET = {"distributed": "critical", "distributed.client": "critical"}
"""What Dask says of its own comings and goings is nothing to a reader of links."""
NO_TOKENS = {"GITHUB_TOKEN": "", "LINKPULSE_GITHUB_TOKEN": ""}


@dataclass(slots=True)
class Fleet:
    """Workers of one run: `slots` batches at once; `blind_seconds` is the longest that one of them saw nothing."""

    client: Any
    kit: Kit
    slots: int
    clock: Callable[[], datetime]
    blind_seconds: float = 0.0

    def prober(self) -> Prober:
        """Give a prober for one shard: what one of its batches learns, the next one knows."""
        carried = Carried()

        async def probe(links: Sequence[Link]) -> AsyncIterator[Observation]:
            nonlocal carried
            report = await self._report(links, carried) if links else Report((), carried, 0.0)
            carried = report.carried
            self.blind_seconds = max(self.blind_seconds, report.blind_seconds)
            known = {link.id: link for link in links}
            for row in report.rows:
                yield observed(row, known)

        return probe

    async def _report(self, links: Sequence[Link], carried: Carried) -> Report:
        """Send one batch and wait for its report; what no worker could tell was seen by nobody."""
        future = self.client.submit(worker.look, self.kit, tuple(links), carried, pure=False)
        try:
            return _checked(await future.result())
        except asyncio.CancelledError:
            with contextlib.suppress(Exception):
                await future.cancel()
            raise
        except (Exception, CancelledError) as problem:  # noqa: BLE001 - whatever became of a worker, no link is to blame
            log.warning(
                "%d links stay as they were: their workers failed (%s: %s)", len(links), _kind(problem), problem
            )
            nothing = tuple(row_of(Observation(link, self.clock(), fault=Fault.INTERNAL)) for link in links)
            return Report(nothing, replace(carried, pause_s=self.kit.host_delay), 0.0)


def _checked(report: object) -> Report:
    if not isinstance(report, Report):
        raise TypeError(f"a worker sent {type(report).__name__}")
    return report


def _kind(problem: BaseException) -> str:
    return type(problem).__name__


@asynccontextmanager
async def open_fleet(settings: Settings, clock: Callable[[], datetime]) -> AsyncIterator[Fleet]:
    """Start workers on this machine, or find those of `settings.scheduler`; raises SettingsError if that fails."""
    dask = _dask()
    async with _client(dask, settings) as client:
        await _prove(client, settings)
        threads = await client.nthreads()
        kit = kit_for(settings, token_hex(8), len(threads))
        fleet = Fleet(client, kit, sum(threads.values()), clock)
        try:
            yield fleet
        finally:
            with contextlib.suppress(Exception):  # a worker that has gone has nothing to let go of
                await asyncio.wait_for(client.run(worker.close, fleet.kit.key, on_error="ignore"), PATIENCE_S)


def cores() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _dask() -> ModuleType:
    try:
        import dask  # noqa: PLC0415 - an extra, and a second of start-up

        dask.config.set({"logging": QUIET})
        import distributed  # noqa: PLC0415 - it sets its logging up as it is imported
    except ImportError as missing:
        raise SettingsError(
            "--workers and --scheduler need Dask, which is not installed: pip install 'linkpulse[distributed]'"
        ) from missing
    return distributed


@asynccontextmanager
async def _client(dask: ModuleType, settings: Settings) -> AsyncIterator[Any]:
    if settings.scheduler is None:
        async with (
            dask.LocalCluster(
                n_workers=settings.workers or cores(),
                threads_per_worker=settings.hosts_at_once,
                dashboard_address=None,
                security=True,  # certificates for this run alone: others on this machine could have code run as us
                silence_logs=logging.CRITICAL,
                asynchronous=True,
                env=NO_TOKENS,
            ) as cluster,
            dask.Client(cluster, asynchronous=True, set_as_default=False) as client,
        ):
            yield client
        return
    client = dask.Client(settings.scheduler, timeout=PATIENCE_S, asynchronous=True, set_as_default=False)
    try:
        await client
    except (OSError, ValueError) as problem:
        raise SettingsError(
            f"the scheduler {settings.scheduler} cannot be reached; is one running there (`dask scheduler`)?"
        ) from problem
    async with client:
        yield client


async def _prove(client: Any, settings: Settings) -> None:
    """Make sure that there are workers, and that each of them is of our own version."""
    try:
        await client.wait_for_workers(1, timeout=PATIENCE_S)
    except TimeoutError as problem:
        where = settings.scheduler or "this machine"
        raise SettingsError(f"{where} has no workers; start some with `dask worker {where}`") from problem
    versions = await client.run(worker.version, on_error="return")
    for address, found in versions.items():
        if found != __version__:
            has = f"linkpulse {found}" if isinstance(found, str) else f"no linkpulse that can be used ({_kind(found)})"
            raise SettingsError(f"the worker {address} has {has}; it needs {__version__}, as this machine has")
