"""Forks, spawned workers, Ctrl-C."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
import warnings
from pathlib import Path

import pytest
import variorum as vr

TEXT = "The party met in Tarsk on Friday. The party spoke at length of the harvest, the agency said.\n"


def count(text: str) -> int:
    return len(vr.read(text=text).frequency())


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_workers_answer(method: str) -> None:
    expected = count(TEXT)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        with multiprocessing.get_context(method).Pool(2) as pool:
            assert pool.map_async(count, [TEXT] * 4).get(timeout=60) == [expected] * 4


def test_ctrl_c_stops_reading(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(TEXT * 20, encoding="utf-8")
    paths = [path] * 200_000
    threading.Timer(0.5, lambda: os.kill(os.getpid(), signal.SIGINT)).start()
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        vr.read(paths)
    assert time.monotonic() - start < 10
