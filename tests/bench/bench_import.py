"""What importing makes of documents that officers have: words placed, parts right, nothing hidden, time and memory.

    python -m tests.bench.bench_import [--half tune kept] [--one NAME] [--stored N] [--folder DIRECTORY]

Bytes go through the readers, each in its child, and the recognisers of the format that an officer would choose;
with --stored every Nth becomes a stored draft too, through the import command. --one shows where a document was
read differently from its truth (- what should be, + what is). --folder measures real documents without a truth:
their words only. documents/README.md says how documents and truths are written and when a structure is right.
"""

import argparse
import logging
import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import django

SHOWN = ("section", "text", "point", "question", "recommendation", "guidance", "quotation", "note")
_KINDS_OF_FILE = ("txt", "html", "docx", "odt", "pdf")


def main() -> int:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--half", choices=("tune", "kept"), nargs="+", default=["tune", "kept"])
    options.add_argument("--one", default="", help="the beginning of a document's name: print its differences")
    options.add_argument("--stored", type=int, default=0, help="make a stored draft of every Nth document as well")
    options.add_argument("--folder", type=Path, help="measure the words of the documents in this folder instead")
    asked = options.parse_args()
    os.environ |= {"PORTAL_ENV": "test", "DJANGO_SETTINGS_MODULE": "portal.settings"}
    os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
    django.setup()
    logging.disable(logging.INFO)
    from tests.bench import documents

    if asked.folder:
        without_truths(asked.folder)
        return 0
    for half in asked.half:
        chosen = [one for one in documents.samples(half) if one.stem.startswith(asked.one)]
        if chosen:
            print(f"\nThe {half} half, {len(chosen)} documents")
            tables([measured(one) for one in chosen], differences=bool(asked.one))
    if asked.stored:
        stored([one for one in documents.samples(*asked.half) if one.stem.startswith(asked.one)][:: asked.stored])
    return 0


def measured(sample) -> tuple:
    """What a document came to, and the seconds of a processor that it took, its child's too."""
    from briefings.importing import readers
    from briefings.importing.lines import CannotRead
    from briefings.importing.structure import read_outline
    from tests.bench import structure

    data, before = sample.data(), _seconds()
    try:
        outline = read_outline(readers.read(data, name=sample.name), format_slug=sample.format)
    except CannotRead as refusal:
        result = structure.Result(sample, words=len(documents_words(sample)), refused=str(refusal))
        result.wanted = Counter(one.kinds[0] for one in sample.parts)
        return result, _seconds() - before
    took = _seconds() - before
    return structure.compared(sample, outline), took


def documents_words(sample) -> list[str]:
    """The words of a document that could not be read."""
    from tests.bench.documents import tokens

    return tokens(sample.seen(), is_body=True)


def _seconds() -> float:
    child = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + child.ru_utime + child.ru_stime


def tables(results: list[tuple], *, differences: bool) -> None:
    """Print a line for each document, then for each kind of file."""
    print(f"{'':34} words placed order  left aside lost told  parts   structure  seconds")
    for result, took in results:
        print(_line(result.sample.name, [result], took))
        if result.refused:
            print(f"    refused: {result.refused}")
        for wrong in result.entered:
            print(f"    HIDDEN WORDS ENTERED: {wrong}")
        for wrong in result.untold:
            print(f"    not told: {wrong}")
        if differences:
            print("\n".join(f"    {line[:230]}" for line in result.differences))
            print(f"    nowhere: {' '.join(result.lost)}" if result.lost else "    no word lost")
    print()
    for kind in (*_KINDS_OF_FILE, ""):
        chosen = [(one, took) for one, took in results if kind in {"", one.sample.kind}]
        if chosen:
            print(
                _line(f"{len(chosen)} {kind or 'in all'}", [one for one, _ in chosen], sum(took for _, took in chosen))
            )
    every = [one for one, _ in results]
    right, wanted = sum((one.right for one in every), Counter()), sum((one.wanted for one in every), Counter())
    print("\nParts right: " + ", ".join(f"{kind} {right[kind]}/{wanted[kind]}" for kind in SHOWN if wanted[kind]))
    print(f"Documents whose structure is right: {sum(one.is_right for one in every)} of {len(every)}")
    whole = sum(one.right == one.wanted and not one.refused for one in every)
    print(f"Documents with every part right, whatever title and furniture became: {whole} of {len(every)}")
    print(f"At least 95 % of words placed: {sum(_share(one) >= 0.95 for one in every)} of {len(every)}")
    print(f"Hidden words that entered: {sum(len(one.entered) for one in every)}; "
          f"not told: {sum(len(one.untold) for one in every)}")  # fmt: skip
    most = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // 1024
    print(f"The largest process had {most} MiB.")


def _share(result) -> float:
    return result.placed / result.words if result.words else 1.0


def _line(name: str, results: list, took: float) -> str:
    words, placed = sum(one.words for one in results), sum(one.placed for one in results)
    rising, found = (sum(one.in_order[at] for one in results) for at in (0, 1))
    parts, wanted = sum(one.right.total() for one in results), sum(one.wanted.total() for one in results)
    right = sum(one.is_right for one in results)
    said = ("right" if right else "-") if len(results) == 1 else f"{right} right"
    return (
        f"{name:34} {words:5} {100 * placed / max(words, 1):5.1f}% {100 * rising / max(found, 1):4.0f}% "
        f"{sum(one.left_over for one in results):5} {sum(one.set_aside for one in results):5} "
        f"{sum(len(one.lost) for one in results):4} {sum(one.told for one in results):4} "
        f"{parts:4}/{wanted:<4} {said:>9} {took:8.2f}"
    )


def without_truths(folder: Path) -> None:
    """Print what becomes of the words of every document in a folder, read as the format whose parts it fills most."""
    from briefings import formats
    from briefings.importing import readers
    from briefings.importing.lines import word_count
    from briefings.importing.structure import read_outline

    print(f"{'':40} {'read as':22} words placed  left aside told seconds")
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        before = _seconds()
        try:
            source = readers.read(path.read_bytes(), name=path.name)
        except readers.CannotRead as refusal:
            print(f"{path.name[:40]:40} refused: {refusal}")
            continue
        slugs = _formats_of(path.name, formats.FORMATS)
        outlines = {slug: read_outline(source, format_slug=slug) for slug in slugs}
        left = {slug: word_count(kept.text for kept in outline.unplaced) for slug, outline in outlines.items()}
        slug = min(outlines, key=lambda one: left[one])
        aside = word_count(kept.text for kept in outlines[slug].set_aside)
        placed = source.words - left[slug] - aside
        print(f"{path.name[:40]:40} {slug:22} {source.words:5} {100 * placed / max(source.words, 1):5.1f}% "
              f"{left[slug]:5} {aside:5} {len(outlines[slug].flags):4} {_seconds() - before:7.2f}")  # fmt: skip


def _formats_of(name: str, slugs: Iterable[str]) -> list[str]:
    """The formats to try: the one that a file's name says, or all."""
    return [slug for slug in slugs if slug.removeprefix("full-") in name] or list(slugs)


def stored(samples: list) -> None:
    """Print of each whether its stored draft holds the words that its outline placed."""
    import io
    import tempfile

    from django.core.management import CommandError, call_command

    from briefings import document as doc
    from briefings.drafting.compose import compose
    from briefings.importing import readers
    from briefings.importing.structure import read_outline
    from briefings.models import Briefing
    from tests.bench import drafts, structure
    from tests.bench.documents import tokens

    print("\nStored drafts: words that the outline placed and the draft has not")
    with drafts.a_world(), tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        for number, sample in enumerate(samples):
            path, slug = Path(folder, sample.name), f"sample-{number}"
            path.write_bytes(sample.data())
            try:
                call_command("import_document", str(path), format=sample.format, partnership=drafts.PARTNERSHIP,
                             slug=slug, by=drafts.OFFICER, json=True, stdout=io.StringIO())  # fmt: skip
            except CommandError as refusal:
                print(f"{sample.name:34} refused: {refusal}")
                continue
            outline = read_outline(readers.read(sample.data(), name=sample.name), format_slug=sample.format)
            draft = compose(Briefing.objects.get(slug=slug))
            held = Counter(word for _where, text in doc.sources(draft) for word in tokens(text, is_body=True))
            missing = Counter(tokens(structure.placed_words(outline), is_body=True)) - held
            print(f"{sample.name:34} {missing.total():4}  {' '.join(list(missing.elements())[:12])}")


if __name__ == "__main__":
    sys.exit(main())
