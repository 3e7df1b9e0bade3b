#!/usr/bin/env python
"""Group the same questions as BERTopic, k-means and community detection do.

Quality against the labels of each set, then seconds and memory at growing numbers of
contacts. The sets go the way of any help centre through the import commands and are
encoded once, before any clock starts; they stay in `var/evaluate.sqlite3`. Every way to
group gets the same texts and vectors, in a process of its own with a time limit.
Delete that file when a migration that it has seen was rewritten.
"""

import argparse
import json
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from evaluate import a_set, start_django
from group_with import TOLD, WAYS, Labels, peak_memory
from questions import ROOT, Questions, joined, read

SIZES = (2_000, 10_000, 50_000, 200_000)
LIMIT = 900  # seconds
FEWEST = 3  # contacts of a group that a gap can be made of
GB = 1e9
PLOT = ROOT / "docs" / "peers.svg"
QUALITY = ("set", "way", "groups", "NMI", "AMI", "ARI", "grouped", "seconds", "GB")
COST = ("contacts", "way", "seconds", "GB")
WORDS = 2  # columns, the first ones, that are no figures


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one way made of some questions; no label where it was stopped."""

    way: str
    seconds: float
    memory: int  # bytes, the most that its process held
    labels: Labels

    @property
    def cost(self) -> list[str]:
        stopped = "" if len(self.labels) else "stopped after "
        return [f"{stopped}{self.seconds:,.1f}", f"{self.memory / GB:.2f}"]


def main() -> None:
    options = _options()
    start_django(options.encoder)
    sets = {folder.name: read(folder) for folder in options.sets}
    _print_head(QUALITY)
    for name, asked in sets.items():
        for found in outcomes(asked, options.ways, options.limit):
            _print_row([name, found.way, *quality(asked, found), *found.cost])
    everything = joined(list(sets.values()))
    grown: list[tuple[int, Outcome]] = []
    _print_head(COST)
    for size in options.sizes:
        for found in outcomes(everything.as_many_as(size), options.ways, options.limit):
            grown.append((size, found))
            _print_row([f"{size:,}", found.way, *found.cost])
    if grown:
        draw(grown, PLOT)


def outcomes(asked: Questions, ways: Sequence[str], limit: float) -> Iterator[Outcome]:
    """Group in several ways; how many needs there are is known from labels only."""
    with TemporaryDirectory() as folder:
        source = Path(folder) / "asked"
        with source.open("wb") as file:
            pickle.dump(asked, file)
        for way in ways:
            if way != TOLD or asked.needs:
                yield _outcome(way, source, Path(folder) / "groups", limit)


def _outcome(way: str, source: Path, target: Path, limit: float) -> Outcome:
    script = Path(__file__).with_name("group_with.py")
    command = [sys.executable, str(script), way, str(source), str(target)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        status = process.wait(limit)
    except subprocess.TimeoutExpired:
        memory = peak_memory(process.pid)
        process.kill()
        process.wait()
        return Outcome(way, limit, memory, np.zeros(0, np.int64))
    if status:
        sys.exit(f"{way} failed: see above")
    told = json.loads(target.read_text())
    return Outcome(way, told["seconds"], told["memory"], np.array(told["labels"]))


def quality(asked: Questions, found: Outcome) -> list[str]:
    """Return groups, NMI, AMI, ARI, and the share of contacts in a group, as cells."""
    from sklearn import metrics

    if not len(found.labels):
        return ["-"] * 5
    counted = [row for row, need in enumerate(asked.truth) if need]
    truth = [asked.truth[row] for row in counted]
    labels = alone(found.labels)[counted]
    large = np.bincount(labels) >= FEWEST
    shares = (
        metrics.normalized_mutual_info_score(truth, labels),
        metrics.adjusted_mutual_info_score(truth, labels),
        metrics.adjusted_rand_score(truth, labels),
        large[labels].mean(),
    )
    return [f"{large.sum():,}", *(f"{share:.3f}" for share in shares)]


def alone(labels: Labels) -> Labels:
    """Give every question that is in no group a group of its own."""
    nobody = labels < 0
    new = labels.max() + 1 + np.cumsum(nobody)
    return np.asarray(np.where(nobody, new, labels))


def draw(grown: Sequence[tuple[int, Outcome]], file: Path) -> None:
    """Draw seconds and memory against contacts, on logarithmic axes."""
    import matplotlib as mpl
    import matplotlib.pyplot as plt

    mpl.rcParams["svg.hashsalt"] = file.name  # the same figures give the same file
    figure, (seconds, memory) = plt.subplots(1, 2, figsize=(9, 3.6))
    for way in dict.fromkeys(found.way for _, found in grown):
        done = [
            (size, found)
            for size, found in grown
            if found.way == way and len(found.labels)
        ]
        sizes = [size for size, _ in done]
        seconds.loglog(sizes, [found.seconds for _, found in done], "o-", label=way)
        memory.loglog(sizes, [found.memory / GB for _, found in done], "o-")
    seconds.set(title="seconds", xlabel="contacts")
    memory.set(title="peak memory, GB", xlabel="contacts")
    seconds.legend(frameon=False, fontsize="small")
    figure.tight_layout()
    figure.savefig(file, metadata={"Date": None})


def _print_head(names: Sequence[str]) -> None:
    """Start a table in Markdown, with figures to the right."""
    print()
    _print_row(names)
    _print_row(["---"] * WORDS + ["--:"] * (len(names) - WORDS))


def _print_row(cells: Sequence[str]) -> None:
    print(f"| {' | '.join(cells)} |", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sets", nargs="+", type=a_set, metavar="SET_DIR")
    parser.add_argument(
        "--encoder", help="instead of the setting GAPFINDER_ENCODER; packaged:NAME, …"
    )
    parser.add_argument(
        "--sizes", nargs="*", type=int, default=SIZES, metavar="CONTACTS"
    )
    parser.add_argument("--ways", nargs="*", choices=WAYS, default=list(WAYS))
    parser.add_argument(
        "--limit", type=float, default=LIMIT, metavar="SECONDS", help="for each way"
    )
    return parser.parse_args()


if __name__ == "__main__":
    main()
