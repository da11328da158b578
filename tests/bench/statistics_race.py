"""Runs the tools of the statistics bench and keeps the best of their rounds.

A tool either prints one JSON object with its own seconds (the Python peers, ours), or is a plain command that is
timed as a whole. The peak of memory is that of the whole process, the texts that it holds included.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# Seconds between two looks at a process's memory. The kernel keeps the peak; only growth within the last such
# stretch of its life is missed.
LOOK = 0.005


@dataclass
class Tool:
    """One command to time.

    ``cuts`` says in words what the tool does. ``plain`` is None for a tool that prints JSON; a plain command's output
    is a ``number`` of results or ``lines`` to be counted, and ``size`` tells the bytes of text it read.
    """

    name: str
    cuts: str
    command: list[str]
    threads: int = 1
    rounds: int | None = None
    plain: str | None = None
    size: int = 0
    environment: dict[str, str] = field(default_factory=dict)


@dataclass
class Result:
    """The least processor seconds and the least wall seconds of all rounds, and the largest peak of memory."""

    tool: Tool
    found: dict[str, Any]
    size: int
    cpu: float
    wall: float
    peak: float
    steps: dict[str, tuple[float, float]]

    def megabytes(self) -> float:
        return self.size / 1e6 / max(self.cpu, 1e-9)

    def better(self, other: Result) -> Result:
        steps = {
            name: (min(wall, other.steps[name][0]), min(cpu, other.steps[name][1]))
            for name, (wall, cpu) in self.steps.items()
        }
        cpu, wall, peak = min(self.cpu, other.cpu), min(self.wall, other.wall), max(self.peak, other.peak)
        return Result(self.tool, other.found, self.size, cpu, wall, peak, steps)


class Memory(threading.Thread):
    """Follows the peak resident size of a process, in bytes, until it ends.

    ``ru_maxrss`` will not do: a child starts with the peak of the process that made it.
    """

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self.status = Path(f"/proc/{process}/status")
        self.peak = 0
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.is_set():
            try:
                lines = self.status.read_text().splitlines()
            except OSError:
                return
            sizes = [int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM:")]
            self.peak = max([self.peak, *sizes])
            time.sleep(LOOK)


def run(tool: Tool) -> Result:
    """One round."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "RAYON_NUM_THREADS": str(tool.threads), **tool.environment}
    with tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        process = subprocess.Popen(tool.command, stdout=subprocess.PIPE, stderr=errors, env=environment)
        memory = Memory(process.pid)
        memory.start()
        output, lines = b"", 0
        while piece := process.stdout.read(1 << 20):
            lines += piece.count(b"\n")
            output = piece if tool.plain == "lines" else output + piece
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        memory.over.set()
        memory.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            errors.seek(0)
            raise SystemExit(f"bench: {tool.name} failed: {errors.read().decode('utf-8', 'replace')[-800:]}")
    if tool.plain is None:
        got = json.loads(output)
        steps = {name: tuple(both) for name, both in got.pop("steps", {}).items()}
        size, cpu, wall = got.pop("bytes"), got.pop("cpu"), got.pop("wall")
        return Result(tool, got, size, cpu, wall, memory.peak, steps)
    found = {"tokens": lines if tool.plain == "lines" else int(output)}
    return Result(tool, found, tool.size, used.ru_utime + used.ru_stime, wall, memory.peak, {})


def race(tools: list[Tool], rounds: int) -> list[Result]:
    """The best of ``rounds`` for each tool, rounds alternating; a slow tool may have fewer."""
    best: dict[str, Result] = {}
    for turn in range(rounds):
        for tool in tools:
            if turn < (tool.rounds or rounds):
                result = run(tool)
                best[tool.name] = best[tool.name].better(result) if tool.name in best else result
    return [best[tool.name] for tool in tools]
