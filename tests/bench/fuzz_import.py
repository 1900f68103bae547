"""Whether importing stands what files may be: thousands of documents damaged by chance, through the door.

    python -m tests.bench.fuzz_import [--count 2000] [--seed 1] [--keep FOLDER]

Each is read by `readers.read` (Word files and pages in their bounded child) and to the outline of a draft. A fault is
anything but an outline or a refusal with words for a person; a visible word that is in no part of the draft and in no
list; a word from a comment, a deletion or something hidden anywhere; and more time or memory than is allowed. Prints
each fault with the seed and number that make its file again, and the figures at the end; ends with 1 if there are any.
"""

import argparse
import os
import resource
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import django

FORMATS = ("learning-note", "practitioner-briefing", "learning-page", "7-minute-briefing", "full-report")
SLOWEST = 10.0  # seconds of processor time for a file of some hundred words, its child with it
LARGEST = 400  # MiB


def main() -> int:
    """Run and print."""
    os.environ.setdefault("PORTAL_ENV", "test")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    from briefings.importing import readers
    from tests.bench import mutated

    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--count", type=int, default=2_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", type=Path, help="a folder for the files that have faults")
    chosen = options.parse_args()
    ends, kinds, faulty, slowest = Counter(), Counter(), 0, 0.0
    for number, case in enumerate(mutated.cases(chosen.seed, chosen.count)):
        before = _seconds()
        end, faults = tried(case, FORMATS[number % len(FORMATS)], read=readers.read)
        slowest = max(slowest, _seconds() - before)
        if _seconds() - before > SLOWEST:
            faults.append(f"took {_seconds() - before:.1f} s")
        ends[end] += 1
        kinds[case.name.rpartition(".")[2]] += 1
        faulty += bool(faults)
        for fault in faults:
            sys.stdout.write(f"seed {chosen.seed} number {number} {case.name}: {fault}\n")
        if faults and chosen.keep:
            chosen.keep.mkdir(parents=True, exist_ok=True)
            (chosen.keep / f"{chosen.seed}-{number}-{case.name}").write_bytes(case.data)
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    sys.stdout.write(
        f"{chosen.count} files ({', '.join(f'{count} .{kind}' for kind, count in sorted(kinds.items()))}): "
        f"{ends['read']} read, {ends['refused']} refused, {faulty} with faults; "
        f"the slowest took {slowest:.2f} s of processor time, the largest process had {most} MiB\n"
    )
    return 1 if faulty or most > LARGEST else 0


def tried(case, format_slug: str, *, read: Callable) -> tuple[str, list[str]]:
    """How reading a file ended ("read", "refused", "failed"), and its faults. `read` takes bytes and `name`."""
    from briefings.importing.lines import CannotRead
    from briefings.importing.readers.child import FAILED, TOO_LARGE, TOO_SLOW
    from briefings.importing.structure import read_outline

    try:
        source = read(case.data, name=case.name)
        outline = read_outline(source, format_slug=format_slug)
    except CannotRead as refusal:
        words = str(refusal)
        return "refused", [f"stopped: {words}"] if words in (FAILED, TOO_LARGE, TOO_SLOW) else []
    except Exception as fault:  # noqa: BLE001 -- any is what is looked for
        return "failed", [f"{type(fault).__name__}: {fault}"]
    everything = repr((source.lines, source.set_aside, source.unplaced, source.flags, outline))
    faults = [f"{word} came in" for word in sorted(case.never) if word in everything]
    texts = [outline.title, outline.contact, *(f"{role} {name}" for role, name in outline.reviewers)]
    texts += [kept.text for kept in (*outline.unplaced, *outline.set_aside, *outline.written_by_draft)]
    for piece in outline.pieces:
        texts += [piece.heading, piece.body, piece.attribution, piece.alt_text]
    placed = "\n".join(texts).replace("*", "").replace("\\", "")
    lost = sorted(word for word in case.must if word not in placed)
    if lost:
        faults.append(f"{len(lost)} of {len(case.must)} words are nowhere: {' '.join(lost[:6])}")
    return "read", faults


def _seconds() -> float:
    """Processor time of this process and of those that it waited for."""
    return sum(
        used.ru_utime + used.ru_stime
        for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


if __name__ == "__main__":
    sys.exit(main())
