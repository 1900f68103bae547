"""What a full report costs: its page and its PDF, for the demo's kind of length and for the longest.

    python -m tests.bench.bench_report

Prints seconds (of the clock, and of the child's processor), the child's peak MiB, pages, bytes and DOM nodes. The
machine is shared and noisy: quote the processor's seconds and ratios, and never assert on these.
"""

import gzip
import os
import re
import sys
import time
from pathlib import Path

import django

MIB = 1024 * 1024


def main() -> None:
    """Measure and print."""
    os.environ.setdefault("PORTAL_ENV", "test")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    from briefings import rendering
    from briefings.rendering import fonts, html
    from briefings.rendering.pieces import pieces_of
    from briefings.rendering.worker import REPORT_WORKER
    from tests import reports

    fonts.make()
    lines = []
    kinds = {
        "every kind of part": reports.a_rich_report(picture=None),
        "6,000 words": reports.a_long_report(words=6_000, paragraphs=60),
        "23,000 words, 140 paragraphs": reports.a_long_report(),
        "46,000 words, 280 paragraphs": reports.a_long_report(words=46_000, paragraphs=280),
    }
    for name, document in kinds.items():
        page_seconds, page = _seconds(lambda d=document: rendering.page_html(d))
        pieces_seconds, _ = _seconds(lambda p=document: pieces_of(p))
        REPORT_WORKER.stop()
        seconds, rendered = _seconds(lambda d=document: rendering.render(d))
        processor, peak = _of_the_child(REPORT_WORKER.process.pid)
        lines.append(
            f"{name}: {html.words(document):,} words\n"
            f"  PDF: {seconds:.1f} s from a cold process, {processor:.1f} s of its processor, {peak:.0f} MiB at most, "
            f"{rendered.pages} pages, {len(rendered.pdf) / 1024:.0f} KiB\n"
            f"  page: {page_seconds * 1000:.0f} ms, its pieces {pieces_seconds * 1000:.1f} ms, "
            f"{len(page.encode()) / 1024:.0f} KiB, {len(gzip.compress(page.encode())) / 1024:.0f} KiB with gzip, "
            f"{len(re.findall('<[a-z]', page)):,} elements"
        )
    sys.stdout.write("\n".join(lines) + "\n")


def _seconds(work) -> tuple[float, object]:
    started = time.perf_counter()
    done = work()
    return time.perf_counter() - started, done


def _of_the_child(pid: int) -> tuple[float, float]:
    """Seconds of processor that a process has had, and the most memory it held, in MiB."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    ticks = int(fields[11]) + int(fields[12])
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())[1]
    return ticks / os.sysconf("SC_CLK_TCK"), int(peak) * 1024 / MIB


if __name__ == "__main__":
    main()
