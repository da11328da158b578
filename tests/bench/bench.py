"""Speed, side by side: ours and other tools on the same input, in one run.

    python3 tests/bench/bench.py [--rounds N] [--only html|text|archives|sentences] [--write docs/speed.md]

Every tool gets the same bytes, held in memory and decoded, and one thread. Rounds of the tools alternate, and the
fastest round counts. Processor seconds (user) are the figure to compare; wall seconds show how busy the machine was.
A speed without proof of equal work is worth nothing: the column *found* counts the results.

Our side is ``crates/core/examples/speed.rs``. The peers are optional: trafilatura, jusText and pysbd if the Python that
runs this has them, dom_smoothie and sentencex if ``tests/bench/peers`` is built (``cargo build --release`` there).
The data are looked for as in ``tests/quality/gate.py``.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
OURS = TARGET / "release/examples/speed"
PEERS = HERE / "peers/target/release/peers"
BEGIN, END = "<!-- speed:begin -->", "<!-- speed:end -->"


@dataclass
class Tool:
    """One command to time. ``share`` says how much of the input it gets, for the slow ones."""

    name: str
    command: list[str]
    share: float = 1.0
    threads: int | None = None


@dataclass
class Result:
    """The fastest round of one tool."""

    tool: Tool
    units: int
    size: int
    found: int
    wall: float
    user: float

    def megabytes(self) -> float:
        return self.size / 1e6 / max(self.user, 1e-9)

    def per_second(self) -> float:
        return self.units / max(self.user, 1e-9)


def time_tool(tool: Tool, files: list[Path]) -> Result:
    """Runs one round; the command prints what it did and took."""
    files = files[: max(1, round(len(files) * tool.share))]
    environment = dict(os.environ)
    if tool.threads:
        environment["RAYON_NUM_THREADS"] = str(tool.threads)
    done = subprocess.run([*tool.command, *map(str, files)], capture_output=True, env=environment, check=False)
    if done.returncode != 0:
        raise SystemExit(f"bench: {tool.name} failed: {done.stderr.decode('utf-8', 'replace')[-500:]}")
    got = json.loads(done.stdout)
    return Result(tool, got["units"], got["bytes"], got["results"], got["wall"], got["user"])


def race(tools: list[Tool], files: list[Path], rounds: int) -> list[Result]:
    """The fastest of ``rounds`` for each tool, rounds alternating."""
    best: dict[str, Result] = {}
    for _ in range(rounds):
        for tool in tools:
            result = time_tool(tool, files)
            if tool.name not in best or result.user < best[tool.name].user:
                best[tool.name] = result
    return [best[tool.name] for tool in tools]


def python_tool(name: str, what: str, share: float = 1.0) -> list[Tool]:
    if importlib.util.find_spec(name) is None:
        print(f"bench: {name} is not installed: skipped", file=sys.stderr)
        return []
    return [Tool(name, [sys.executable, str(HERE / "python_peer.py"), name, what], share)]


def rust_peer(name: str, what: str, repeats: int) -> list[Tool]:
    if not PEERS.exists():
        print(f"bench: {name} is not built (cargo build --release in {PEERS.parents[2]}): skipped", file=sys.stderr)
        return []
    return [Tool(name, [str(PEERS), what, str(repeats)])]


def ours(what: str, repeats: int, threads: int | None = None) -> Tool:
    name = "variorum" if threads is None else f"variorum, {threads} thread{'s' if threads > 1 else ''}"
    return Tool(name, [str(OURS), what, str(repeats)], threads=threads or 1)


# ---------------------------------------------------------------------------------------------
# The inputs


def pages(shared: Path, folder: Path) -> list[Path]:
    """The HTML pages, decompressed and decoded once for all."""
    out = []
    for path in sorted((shared / "pages/html").glob("*.html.gz")):
        text = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
        target = folder / path.stem
        target.write_text(text, "utf-8")
        out.append(target)
    return out


def bodies(shared: Path, folder: Path) -> list[Path]:
    """The gold bodies, for sentences, in files of a hundred."""
    texts = []
    for line in (shared / "pages/gold.jsonl").read_bytes().split(b"\n"):
        if line.strip():
            body = json.loads(line)["body"]
            texts.append(body if isinstance(body, str) else "\n\n".join(body))
    out = []
    for start in range(0, len(texts), 100):
        target = folder / f"bodies-{start:04d}.txt"
        target.write_text("\n\n".join(texts[start : start + 100]), "utf-8")
        out.append(target)
    return out


def english_articles(shared: Path, folder: Path) -> list[Path]:
    """Articles without a page around them: every eighth record of the archives in English, and the captures."""
    out = []
    for archive in sorted((shared / "corpora").glob("*.jsonl.gz")):
        with gzip.open(archive) as lines:
            for number, line in enumerate(lines):
                text = json.loads(line).get("text") if number % 8 == 0 else None
                if text:
                    target = folder / f"{archive.name.split('.')[0]}-{number:05d}.txt"
                    target.write_text(text, "utf-8")
                    out.append(target)
    return [*out, *sorted((shared / "captures/en").glob("*.txt"))]


def korean_articles(shared: Path) -> list[Path]:
    return [*sorted((shared / "corpora/ny_speeches_ko").glob("*.txt")), *sorted((shared / "captures/ko").glob("*.txt"))]


def word_counter() -> list[Tool]:
    """``wc -w``, which reads every character and understands none: the floor."""
    if shutil.which("wc") is None:
        return []
    return [Tool("wc -w", [sys.executable, str(HERE / "python_peer.py"), "wc", "text"])]


def archives(shared: Path) -> list[Path]:
    folder = shared / "corpora"
    return [*sorted(folder.glob("*.jsonl.gz")), *sorted(folder.glob("*/*.txt"))]


# ---------------------------------------------------------------------------------------------
# The tables


def rows(results: list[Result], unit: str) -> str:
    first = results[0]
    lines = [
        f"| tool | {unit} | MB | found | user s | wall s | {unit}/s | MB/s | of ours |",
        "| --- |" + " ---: |" * 8,
    ]
    for r in results:
        ratio = r.megabytes() / first.megabytes()
        lines.append(
            f"| {r.tool.name} | {r.units} | {r.size / 1e6:.1f} | {r.found} | {r.user:.2f} | {r.wall:.2f} | "
            f"{r.per_second():.0f} | {r.megabytes():.2f} | {ratio:.3f} |"
        )
    return "\n".join(lines)


def bench_html(shared: Path, folder: Path, rounds: int) -> str:
    tools = [ours("html", 4), *rust_peer("dom_smoothie", "html", 2), *python_tool("trafilatura", "html")]
    head = (
        "## HTML pages\n\n"
        "The pages in `pages/html`, each to its main text. Ours finds all zones with their spans, and the title, bylines,\n"
        "dates and outlet as well; `trafilatura.extract` with its default options, and `dom_smoothie` with\n"
        "`TextMode::Formatted`, give the text. *found* counts the pages with a text (documents with a body, ours).\n\n"
    )
    return head + rows(race(tools, pages(shared, folder), rounds), "pages")


def bench_text(shared: Path, folder: Path, rounds: int) -> str:
    files = sorted((shared / "pages/text").glob("*.txt"))
    tools = [ours("text", 4), *python_tool("justext", "text", 0.2), *python_tool("trafilatura", "text", 0.2)]
    head = (
        "## Plain text\n\n"
        "The pages in `pages/text` through `layout`. jusText and trafilatura get the first fifth of them as HTML with one `<p>`\n"
        "a line, made beforehand. *found* counts zones (ours), paragraphs kept (theirs).\n\n"
    )
    parts = [head + rows(race(tools, files, rounds), "pages")]
    clean = {
        "English": (english_articles(shared, folder), 8),
        "Korean": (korean_articles(shared), 16),
    }
    for language, (files, repeats) in clean.items():
        head = (
            f"### Articles in {language}\n\n"
            "Texts that are nothing but an article, through `layout`; `wc -w` in the locale `C.UTF-8` is the floor. *found*\n"
            "counts zones (ours), words (`wc`).\n\n"
        )
        parts.append(head + rows(race([ours("text", repeats), *word_counter()], files, rounds), "articles"))
    return "\n\n".join(parts)


def bench_archives(shared: Path, folder: Path, rounds: int) -> str:
    tools = [ours("archives", 1, 1), ours("archives", 1, 2)]
    results = race(tools, archives(shared), rounds)
    one, two = results
    head = (
        "## Archives\n\n"
        "All of `corpora`: compressed JSON Lines and texts, read, decompressed, laid out and understood (`Corpus::read`).\n"
        "The bytes are those on disk. *found* counts documents.\n\n"
    )
    tail = (
        f"\n\n{one.found} documents in {one.wall:.2f} s on one thread and {two.wall:.2f} s on two, "
        f"{one.wall / two.wall:.2f} times as fast.\n"
    )
    return head + rows(results, "documents") + tail


def bench_sentences(shared: Path, folder: Path, rounds: int) -> str:
    tools = [ours("sentences", 20), *rust_peer("sentencex", "sentences", 20), *python_tool("pysbd", "sentences", 0.1)]
    head = (
        "## Sentences\n\n"
        "The gold bodies of the pages, in English, in files of a hundred; pysbd gets the first of them. *found* counts\n"
        "sentences.\n\n"
    )
    return head + rows(race(tools, bodies(shared, folder), rounds), "files")


def machine() -> str:
    model = "unknown processor"
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        names = [line.split(":", 1)[1].strip() for line in cpuinfo.read_text().splitlines() if "model name" in line]
        model = names[0] if names else model
    return f"{model}, {os.cpu_count()} cores, {sys.platform}, Python {sys.version.split()[0]}"


def write_docs(path: Path, text: str, begin: str = BEGIN, end: str = END) -> None:
    """Puts ``text`` between the two marks of a page."""
    page = path.read_text("utf-8")
    before, rest = page.split(begin, 1)
    path.write_text(before + begin + "\n" + text + "\n" + end + rest.split(end, 1)[1], "utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    shared = Path(os.environ.get("VARIORUM_SHARED", ROOT / "../shared"))
    parser.add_argument("--shared", type=Path, default=shared)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=("html", "text", "archives", "sentences"), action="append")
    parser.add_argument("--write", type=Path, metavar="FILE", help="put the tables into this page")
    args = parser.parse_args()
    if not (args.shared / "pages").is_dir():
        print(f"bench: no data at {args.shared} (set VARIORUM_SHARED): skipped")
        return 0
    if not OURS.exists():
        print(f"bench: {OURS} is not built: cargo build --release -p variorum --example speed", file=sys.stderr)
        return 2
    benches = {"html": bench_html, "text": bench_text, "archives": bench_archives, "sentences": bench_sentences}
    parts = [f"Measured on {machine()}; {args.rounds} rounds."]
    with tempfile.TemporaryDirectory() as folder:
        for name, bench in benches.items():
            if args.only and name not in args.only:
                continue
            parts.append(bench(args.shared.resolve(), Path(folder), args.rounds))
            print("\n" + parts[-1], flush=True)
    if args.write:
        write_docs(args.write, "\n\n".join(part.strip() for part in parts))
    return 0


if __name__ == "__main__":
    sys.exit(main())
