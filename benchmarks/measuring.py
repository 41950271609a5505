"""Timing: interleaved rounds, CPU and wall time, medians and p99, ratios taken inside one round."""

from __future__ import annotations

import gc
import os
import platform
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter_ns, process_time_ns

_SHORTEST_NS = 100_000
"""Calls shorter than this are timed several at a time, since reading the clock costs a part of them."""


@dataclass
class Timing:
    """What one subject took, a call, in nanoseconds, by round."""

    cpu: list[list[float]] = field(default_factory=list)
    wall: list[list[float]] = field(default_factory=list)
    at_a_time: int = 1

    @property
    def p50(self) -> float:
        """Give the median CPU time of a call, in seconds."""
        return median(value for part in self.cpu for value in part) / 1e9

    @property
    def p99(self) -> float:
        """Give the 99th percentile of the CPU time of a call, in seconds."""
        values = sorted(value for part in self.cpu for value in part)
        return values[min(len(values) - 1, len(values) * 99 // 100)] / 1e9

    @property
    def wall_p50(self) -> float:
        """Give the median wall time of a call, in seconds."""
        return median(value for part in self.wall for value in part) / 1e9

    @property
    def best(self) -> float:
        """Give the median of the quietest round, in seconds: nearest to what an idle machine would show."""
        return min(map(median, self.cpu)) / 1e9

    def as_json(self) -> dict[str, float | int]:
        """Give the figures as plain values, in seconds."""
        return {
            "cpu_p50_s": self.p50,
            "cpu_p99_s": self.p99,
            "cpu_quietest_round_s": self.best,
            "wall_p50_s": self.wall_p50,
            "samples": sum(map(len, self.cpu)),
            "calls_a_sample": self.at_a_time,
        }


def interleave(subjects: Mapping[str, Callable[[], object]], *, rounds: int, calls: int) -> dict[str, Timing]:
    """Time each subject `calls` times in each round, starting each round with another subject.

    Every subject runs a few times before, so that nothing is measured cold.
    """
    timings = {name: Timing() for name in subjects}
    for name, run in subjects.items():
        run()
        start = process_time_ns()
        run()
        once = max(1, process_time_ns() - start)
        timings[name].at_a_time = max(1, _SHORTEST_NS // once)
    names = list(subjects)
    for number in range(rounds):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            gc.collect()
            _sample(subjects[name], timings[name], calls)
    return timings


def _sample(run: Callable[[], object], timing: Timing, calls: int) -> None:
    cpu, wall = [], []
    many = range(timing.at_a_time)
    for _ in range(calls):
        wall_start, start = perf_counter_ns(), process_time_ns()
        for _ in many:
            run()
        end, wall_end = process_time_ns(), perf_counter_ns()
        cpu.append((end - start) / timing.at_a_time)
        wall.append((wall_end - wall_start) / timing.at_a_time)
    timing.cpu.append(cpu)
    timing.wall.append(wall)


def processes(commands: Mapping[str, Sequence[str]], *, rounds: int, folder: str) -> dict[str, Timing]:
    """Time whole processes in turn: CPU (user and system, as the kernel counts it) and wall.

    Byte code and what was read from content are kept in `folder`, so that nothing else is touched, and each runs
    once before it is timed.
    """
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPYCACHEPREFIX": folder, "WORKUP_CACHE": f"{folder}/content"}
    timings = {name: Timing() for name in commands}
    for number in range(-1, rounds):
        for name, command in commands.items():
            start = perf_counter_ns()
            child = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
            _, status, used = os.wait4(child.pid, 0)
            wall = perf_counter_ns() - start
            child.returncode = os.waitstatus_to_exitcode(status)
            if child.returncode:
                raise SystemExit(f"{name} ended with {child.returncode}")
            if number >= 0:
                timings[name].cpu.append([(used.ru_utime + used.ru_stime) * 1e9])
                timings[name].wall.append([float(wall)])
    return timings


def ratio(one: Timing, other: Timing, *, wall: bool = False) -> float:
    """Give the median, over the rounds, of how many times longer `one` takes than `other`."""
    mine, yours = (one.wall, other.wall) if wall else (one.cpu, other.cpu)
    return median(median(a) / median(b) for a, b in zip(mine, yours, strict=True))


def duration(seconds: float) -> str:
    """Write a duration with three digits and its unit.

    >>> duration(0.001234), duration(2.5e-6)
    ('1.23 ms', '2.50 µs')
    """
    for factor, unit in ((1, "s"), (1e3, "ms"), (1e6, "µs")):
        if seconds * factor >= 1 or unit == "µs":
            value = seconds * factor
            return f"{value:.{2 if value < 10 else 1 if value < 100 else 0}f} {unit}"
    raise AssertionError


def machine() -> dict[str, str | int]:
    """Give the class of the machine, without its name."""
    return {
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count() or 0,
        "load": f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "",
    }
