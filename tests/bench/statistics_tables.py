"""The tables of the statistics bench, in Markdown."""

from __future__ import annotations

from typing import Any

from statistics_peers import QUERIES
from statistics_race import Result

OURS = "variorum"


def table(columns: list[str], rows: list[list[str]]) -> str:
    """The first two columns are words, the others numbers."""
    rule = ["---"] * 2 + ["---:"] * (len(columns) - 2)
    return "\n".join("| " + " | ".join(row) + " |" for row in [columns, rule, *rows])


def number(found: dict[str, Any], name: str) -> str:
    return str(found[name]) if name in found else "–"


def memory(result: Result) -> str:
    return f"{result.peak / 1e6:.0f}"


def against(result: Result, first: Result) -> str:
    """How a tool's speed compares with ours, if ours is there."""
    if not first.tool.name.startswith(OURS):
        return "–"
    return f"{result.megabytes() / first.megabytes():.3f}"


def counting(results: list[Result]) -> str:
    columns = ["tool", "counts", "MB", "found", "types", "CPU s", "MB/CPU s", "wall s", "MB/s", "peak MB", "of ours"]
    rows = [
        [
            r.tool.name,
            r.tool.cuts,
            f"{r.size / 1e6:.1f}",
            number(r.found, "tokens"),
            number(r.found, "types"),
            f"{r.cpu:.2f}",
            f"{r.megabytes():.2f}",
            f"{r.wall:.2f}",
            f"{r.size / 1e6 / max(r.wall, 1e-9):.2f}",
            memory(r),
            against(r, results[0]),
        ]
        for r in results
    ]
    return table(columns, rows)


def scaling(results: list[Result]) -> str:
    """How much faster two threads are than one, for each of our tools."""
    lines = []
    by_name: dict[str, dict[int, Result]] = {}
    for r in results:
        if r.tool.name.startswith(OURS):
            by_name.setdefault(r.tool.name.rsplit(",", 1)[0], {})[r.tool.threads] = r
    for name, by_threads in by_name.items():
        if {1, 2} <= by_threads.keys():
            one, two = by_threads[1].wall, by_threads[2].wall
            lines.append(f"\n\n{name}: {one:.2f} s on one thread, {two:.2f} s on two, {one / two:.2f} times as fast.")
    return "".join(lines)


def scoring(results: list[Result]) -> str:
    columns = ["tool", "scores", "rows", "measures", "CPU s", "rows × measures/CPU s", "wall s", "peak MB"]
    rows = []
    for r in results:
        scores = r.found["types"] * r.found["measures"]
        rows.append(
            [
                r.tool.name,
                r.tool.cuts,
                number(r.found, "types"),
                number(r.found, "measures"),
                f"{r.cpu:.3f}",
                f"{scores / max(r.cpu, 1e-9):.0f}",
                f"{r.wall:.3f}",
                memory(r),
            ]
        )
    return table(columns, rows)


def matching(results: list[Result]) -> str:
    columns = ["tool", "gives", "MB", "found", "CPU s", "wall s", "MB/s", "peak MB"]
    rows = [
        [
            r.tool.name,
            r.tool.cuts,
            f"{r.size / 1e6:.1f}",
            number(r.found, "tokens"),
            f"{r.cpu:.3f}",
            f"{r.wall:.3f}",
            f"{r.size / 1e6 / max(r.wall, 1e-9):.1f}",
            memory(r),
        ]
        for r in results
    ]
    return table(columns, rows)


def phrases(results: list[Result]) -> str:
    """Build, size and opening where there is an index; then each query with its seconds."""
    columns = ["tool", "how", "build CPU s", "build s", "index MB", "open ms", "peak MB"]
    columns += [part for query in QUERIES for part in (f"`{query}` found", "ms", "CPU ms")]
    rows = []
    for r in results:
        built, opened = r.steps.get("build"), r.steps.get("open")
        row = [
            r.tool.name,
            r.tool.cuts,
            f"{built[1]:.1f}" if built else "–",
            f"{built[0]:.1f}" if built else "–",
            f"{r.found['size'] / 1e6:.0f}" if "size" in r.found else "–",
            f"{opened[0] * 1e3:.1f}" if opened else "–",
            memory(r),
        ]
        for query in QUERIES:
            wall, cpu = r.steps[query]
            row += [str(r.found["found"][query]), f"{wall * 1e3:.1f}", f"{cpu * 1e3:.1f}"]
        rows.append(row)
    agreed = all(r.found["found"] == results[0].found["found"] for r in results)
    says = "All tools found the same texts." if agreed else "**The tools did not find the same number of texts.**"
    return table(columns, rows) + f"\n\n{says}"


# ---------------------------------------------------------------------------------------------
# Equal counts


def explained(got: dict[str, Any]) -> bool:
    """Whether our counts, if there are any, are those of some peer term by term; our scores theirs to 1e-9."""
    for row in got["rows"]:
        if "worst" in row and not (row["compared"] and row["worst"] < 1e-9):
            return False
        if row.get("name") == OURS and not row["equal"]:
            return False
    return True


def proofs(done: list[tuple[str, dict[str, Any]]]) -> str:
    """One table a check: by how much each counter differs from the reference, and at which characters."""
    parts = [
        "## Equal counts\n\n"
        "Each counter beside the first, term by term: how many terms have another count, how many occurrences that is,\n"
        "how many of the terms are ASCII, and the characters that the others hold. Rules of `\\w` differ: Python's has all\n"
        "that is alphanumeric; that of Rust (polars) has marks and joiners, and no superscripts or fractions; DuckDB's is\n"
        "ASCII. `İ` in lower case is two characters, so it matters whether a word is cut before or after."
    ]
    for title, got in done:
        if not got["rows"]:
            continue
        if "worst" in got["rows"][0]:
            row = got["rows"][0]
            parts.append(f"{title}: G2 of {row['compared']} words differs from scipy's by {row['worst']:.1e} at most.")
            continue
        columns = ["counter", "characters", "tokens", "types", "terms that differ", "occurrences", "ASCII"]
        rows = []
        for row in got["rows"]:
            if row.get("equal"):
                note = "equal to " + "; ".join(row["equal"])
            else:
                note = ", ".join(text.split(" ", 1)[0] for text in row["characters"]) or "–"
            numbers = [str(row[name]) for name in ("tokens", "types", "differ", "occurrences", "ascii")]
            rows.append([row["name"], note, *numbers])
        parts.append(f"### {title}\n\n{table(columns, rows)}")
    return "\n\n".join(parts)
