"""How long a sheet takes: a cold process, then warm, for a note that fits and for one that is too long.

    python -m tests.bench.bench_sheet

Prints medians in milliseconds. The machine is shared and noisy: quote ratios, and never assert on these.
"""

import os
import statistics
import sys
import time

import django

ROUNDS = 15


def main() -> None:
    """Measure and print."""
    os.environ.setdefault("PORTAL_ENV", "test")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    from briefings import rendering
    from briefings.rendering import fonts
    from briefings.rendering.worker import WORKER
    from tests import documents

    fonts.make()
    note = documents.a_learning_note()
    kinds = {
        "a note that fits at 12 pt": note,
        "a short note": documents.a_learning_note(learned=documents.LEARNED[:3]),
        "a note near the floor": documents.longer(note, by=0.4),
        "a note too long": documents.longer(note, by=1),
        "a practitioner briefing": documents.a_practitioner_briefing(),
        "a report of 36 chapters": documents.a_report(chapters=36),
    }
    cold = []
    for _ in range(3):
        WORKER.stop()
        cold.append(_milliseconds(lambda: rendering.render(note)))
    lines = [f"cold process: {statistics.median(cold):.0f} ms"]
    for name, document in kinds.items():
        took, rendered = [], None
        for _ in range(ROUNDS if "report" not in name else 3):
            started = time.perf_counter()
            rendered = rendering.render(document)
            took.append((time.perf_counter() - started) * 1000)
        page = statistics.median(_milliseconds(lambda d=document: rendering.page_html(d)) for _ in range(ROUNDS))
        lines.append(
            f"{name}: {statistics.median(took):.0f} ms warm, {rendered.layouts} layouts, {rendered.pages} pages at "
            f"{rendered.type_size_pt} pt, {len(rendered.pdf) / 1024:.0f} KiB; its page alone {page:.1f} ms"
        )
    sys.stdout.write("\n".join(lines) + "\n")


def _milliseconds(work) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


if __name__ == "__main__":
    main()
