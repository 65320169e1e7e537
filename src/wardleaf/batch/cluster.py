"""Workers on other machines: a Dask cluster's scheduler as an executor. The one module that knows Dask, which the extra
`cluster` brings.

Rows hold names, so they go only where nobody listens and nothing is kept: over TLS or inside this machine, to workers
that never spill to disk.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from concurrent.futures import Executor
from urllib.parse import urlsplit

from msgspec import Struct

from wardleaf.findings import Rejected
from wardleaf.patient_lists import faults

_WAIT = 10.0  # seconds for the scheduler to answer, and for a first worker


class Cluster(Struct, frozen=True):
    """A scheduler that may be given rows: how to be given an executor, how many workers it has, and what it raises when
    a worker is lost for good.
    """

    hire: Callable[[], Executor]
    workers: int
    lost: tuple[type[Exception], ...]
    close: Callable[[], None]


def join_cluster(address: str) -> Cluster:
    """The cluster whose scheduler listens at `address`, such as `tls://scheduler:8786`.

    Raises `Rejected` when rows must not go there, when nobody answers, or when Dask is not installed.
    """
    if not _is_safe(address):
        message = f"`{address}` is no `tls://` address of a scheduler and not on this machine, so others could read the names on their way"
        raise Rejected([faults.OPEN_NETWORK.at(None, message)])
    try:
        from distributed import Client
        from distributed.scheduler import KilledWorker
    except ImportError:
        raise Rejected([faults.NO_CLUSTER.at(None, "the package for clusters is not installed")]) from None
    try:
        client = Client(address, timeout=_WAIT, set_as_default=False, name="wardleaf")
        client.wait_for_workers(1, timeout=_WAIT)
    except Exception:  # whatever the network or the library says, there is no cluster to use
        raise Rejected([faults.NO_ANSWER.at(None, f"no scheduler with a worker answers at `{address}`")]) from None
    spilling = list(client.run(_spills).values())
    if any(spilling):
        client.close()
        raise Rejected(
            [
                faults.SPILLS.at(
                    None, f"{sum(spilling)} of {len(spilling)} workers write to disk what their memory does not hold"
                )
            ]
        )
    return Cluster(
        hire=lambda: client.get_executor(pure=False, retries=3),
        workers=max(1, sum(client.nthreads().values())),
        lost=(KilledWorker,),
        close=client.close,
    )


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    if parts.scheme == "tls":
        return bool(parts.hostname)
    if parts.scheme != "tcp" or not parts.hostname:
        return False
    try:
        return ipaddress.ip_address(parts.hostname).is_loopback
    except ValueError:
        return parts.hostname == "localhost"


def _spills(dask_worker: object) -> bool:
    """Asked on every worker (Dask hands it in by this name): whether it may write results to its disk when its memory
    fills.
    """
    manager = getattr(dask_worker, "memory_manager", None)
    return any(bool(getattr(manager, f"memory_{name}_fraction", False)) for name in ("target", "spill"))
