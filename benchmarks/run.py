"""Measure builds against a naive script, in one run, on the same documents and machine.

Usage: python benchmarks/run.py SOURCE [--times 1 2 4] [--jobs 1 2] [--rounds 3] [--documents N] [--work DIR]

The cases take turns, round after round; what is printed are medians. `cold` builds into an empty output, `warm` finds
nothing changed, `touched` one document of the largest subject, `batch` five hundred documents of all subjects. All
build without catalogue and with the read-back of each deck.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from random import Random
from statistics import median

from sources import Change, changeable, largest_subject, multiply
from watch import Cost, run

HERE = Path(__file__).parent
ENVIRONMENT = {"PYTHONPATH": str(HERE.parent)}
BATCH = 500
MIB = 1 << 20

Costs = dict[str, list[Cost]]


class Bench:
    """One corpus, all cases of it, and what they cost."""

    def __init__(self, source: Path, work: Path) -> None:
        self.costs: Costs = defaultdict(list)
        self.stages: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
        self._source = source
        self._work = work

    def round(self, jobs: list[int]) -> None:
        """Measure each case once."""
        for script in ("floor", "naive"):
            out = self._empty(script)
            self._measure(script, [str(HERE / f"{script}.py"), str(self._source), str(out)])
        for count in jobs:
            self._builds(count)

    def _builds(self, jobs: int) -> None:
        out = self._empty("decks")
        documents = list(changeable(sorted(self._source.rglob("*.md"))))
        batch = Random(2).sample(documents, min(BATCH, len(documents) // 8))
        self._build("cold", out, jobs)
        self._build("warm", out, jobs)
        with Change([next(changeable(largest_subject(self._source)))]):
            self._build("touched", out, jobs)
        with Change(batch):
            self._build("batch", out, jobs)

    def _build(self, case: str, out: Path, jobs: int) -> None:
        name = f"{case}, {jobs} {'job' if jobs == 1 else 'jobs'}"
        timings = self._work / "timings.json"
        options = ["--out", out, "--jobs", jobs, "--no-catalogue", "--retire-limit", 1, "--timings", timings]
        self._measure(name, ["-m", "qt2anki", "build", str(self._source), *map(str, options)])
        for stage, seconds in json.loads(timings.read_text()).items():
            self.stages[name][stage].append(seconds)

    def _measure(self, name: str, arguments: list[str]) -> None:
        cost = run([sys.executable, *arguments], ENVIRONMENT)
        self.costs[name].append(cost)
        print(f"  {name}: {cost.wall:.2f} s, {cost.cpu:.2f} s CPU", file=sys.stderr, flush=True)

    def _empty(self, name: str) -> Path:
        out = self._work / name
        shutil.rmtree(out, ignore_errors=True)
        return out

    def table(self) -> str:
        """Return the medians as a table in Markdown."""
        lines = [
            "| case | wall, s | ÷ naive | CPU, s | largest process, MiB | all processes, MiB |",
            "| --- | ---: | ---: | ---: | ---: | ---: |",
        ]
        naive = median(cost.wall for cost in self.costs["naive"])
        for name, costs in self.costs.items():
            wall, cpu = median(c.wall for c in costs), median(c.cpu for c in costs)
            largest, summed = median(c.largest for c in costs) / MIB, median(c.summed for c in costs) / MIB
            lines.append(f"| {name} | {wall:.2f} | {wall / naive:.2f} | {cpu:.1f} | {largest:.0f} | {summed:.0f} |")
        return "\n".join(lines)

    def stage_lines(self) -> str:
        """Return where the wall time of each case goes."""
        return "\n".join(
            f"- {name}: " + ", ".join(f"{stage} {median(seconds):.2f} s" for stage, seconds in stages.items())
            for name, stages in self.stages.items()
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("source", type=Path)
    parser.add_argument("--times", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--documents", type=int, help="take a fixed sample of so many documents")
    parser.add_argument("--work", type=Path, help="where to work  [default: a temporary directory]")
    options = parser.parse_args()
    for times in options.times:
        with tempfile.TemporaryDirectory(dir=options.work) as work:
            source = Path(work, "source")
            count = multiply(options.source, source, times, options.documents)
            bench = Bench(source, Path(work))
            for _ in range(options.rounds):
                bench.round(options.jobs)
            print(f"\n{count:,} documents (×{times}), medians of {options.rounds}\n\n{bench.table()}\n")
            print(bench.stage_lines(), flush=True)


if __name__ == "__main__":
    main()
