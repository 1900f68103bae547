"""What the checklist finds of what is planted in stored drafts, what it reports wrongly, and what it costs.

    python -m tests.bench.bench_identity [--half kept] [--misses] [--only name/]

Each sentence of tests/bench/planted goes into a draft of its own, in the field that it names: through the import
command where a file can hold it, through the writing screen where not. It counts as found when the checklist of the
stored draft quotes it; a protected term, which is never quoted, when the checklist says that one is there. The
innocent words are brought in as one draft. Seconds are those of the processor; the machine is shared.
"""

import argparse
import json
import logging
import os
import re
import sys
import time
from collections import defaultdict

import django

WORD = re.compile(r"[^\W_]+")


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--half", choices=("tuned", "kept"), nargs="+", default=["tuned", "kept"])
    options.add_argument("--only", default="", help="kinds that start so, such as name/ or pattern/postcode")
    options.add_argument("--misses", action="store_true", help="print each sentence whose planted words were not found")
    options.add_argument("--alarms", action="store_true", help="print what was reported in the innocent words")
    asked = options.parse_args()
    os.environ |= {"PORTAL_ENV": "test", "DJANGO_SETTINGS_MODULE": "portal.settings"}
    os.environ.setdefault("DATABASE_URL", "sqlite://:memory:")
    django.setup()
    logging.disable(logging.INFO)
    from tests.bench import drafts

    with drafts.a_world():
        for half in asked.half:
            planted(half, asked)
            if not asked.only:
                innocent(half, asked)
                jigsaw(half, asked)
        if not asked.only:
            costs()


def planted(half: str, asked) -> None:
    """Print how many planted sentences were found, by kind and by place, and those that were not."""
    from tests.bench import planted as files

    ones = [one for one in files.sentences(half) if one.kind.startswith(asked.only)]
    by_kind, by_place = defaultdict(lambda: [0, 0]), defaultdict(lambda: [0, 0])
    missed, beside = [], 0
    for one in ones:
        is_found, others = found(one)
        beside += others
        for counts, key in ((by_kind, one.kind), (by_place, f"{one.family} in {one.where}")):
            counts[key][0] += is_found
            counts[key][1] += 1
        if not is_found:
            missed.append(one)
    print(f"\nPlanted, {half} half: found / planted")
    families = defaultdict(lambda: [0, 0])
    for kind, (hit, tried) in sorted(by_kind.items()):
        print(f"  {kind:34} {hit:3} / {tried}")
        families[kind.partition("/")[0]][0] += hit
        families[kind.partition("/")[0]][1] += tried
    for place, (hit, tried) in sorted(by_place.items()):
        print(f"  {place:34} {hit:3} / {tried}")
    for family, (hit, tried) in sorted(families.items()):
        print(f"  all of {family:27} {hit:3} / {tried}  {100 * hit / tried:.1f} %")
    print(f"  reported beside what was planted: {beside} in {len(ones)} sentences")
    if asked.misses:
        for one in missed:
            print(f"  missed  {one.kind}  {one.where}  {one.sentence!r}  {one.planted!r}  {one.term!r}")


def found(one) -> tuple[bool, int]:
    """Whether the checklist of a draft with this sentence shows what is planted; and what else it quotes from it."""
    from briefings import document as doc
    from briefings.checklist.identity.kinds import KINDS
    from tests.bench import drafts

    with drafts.put_back():
        briefing, note = drafts.with_planted(one)
        if one.term:
            drafts.protect(briefing, one.term)
        document, problems = drafts.checked(briefing, change_note=note or None)
        shown = [words for problem in problems if problem.code in KINDS for words in quoted_by(problem)]
        wanted = _words(one.planted)
        if one.where == "picture_name" and not wanted & _words(json.dumps(doc.to_data(document), ensure_ascii=False)):
            return True, 0  # a picture is drawn again and gets a name of its own
        if one.term:
            return any(problem.code == "protected-term" for problem in problems), 0
        words = " ".join(shown)
        is_found = wanted <= _words(words) or _bare(one.planted) in _bare(words)
        return is_found, sum(not _words(quoted) & wanted for quoted in shown)


def quoted_by(problem) -> list[str]:
    """The words that one finding shows the officer."""
    return [words for words, _where in problem.places] or re.findall("“([^”]*)”", problem.message)[:1]


def innocent(half: str, asked) -> None:
    """Print what is reported in words in which nobody is named, for 1,000 of them."""
    from briefings import document as doc
    from briefings.checklist.identity.kinds import KINDS
    from tests.bench import drafts
    from tests.bench import planted as files

    text = files.innocent(half)
    number, wrong = len(WORD.findall(text)), defaultdict(list)
    with drafts.put_back():
        document, problems = drafts.checked(drafts.imported(text, chosen="full-report"))
    in_draft = sum(len(WORD.findall(words)) for _where, words in doc.sources(document))
    if in_draft < 0.9 * number:  # a text without sections is left for the officer to place: nothing was looked at
        raise SystemExit(f"Only {in_draft} of {number} innocent words of the {half} half came into the draft.")
    for problem in problems:
        if problem.code == "cited-names":  # one line, however many are cited
            wrong[problem.code].append(problem.message)
        elif problem.code in KINDS:
            wrong[problem.code] += quoted_by(problem) or [problem.message]
        elif problem.code == "details-together":
            wrong[problem.code].append(problem.message)
    print(f"\nFalse alarms, {half} half, {number:,} innocent words: for 1,000 words (number)")
    for code, quoted in sorted(wrong.items()):
        print(f"  {code:34} {1000 * len(quoted) / number:.2f}  ({len(quoted)})")
        if asked.alarms:
            print("    " + "; ".join(quoted))
    everything = sum(map(len, wrong.values()))
    print(f"  {'all':34} {1000 * everything / number:.2f}  ({everything})")


def jigsaw(half: str, asked) -> None:
    """Print how many notes that tell who they are about without a name are advised, and how many that do not."""
    from tests.bench import planted as files

    advised, notes, plain = 0, files.jigsaws(half), files.plain_notes(half)
    for number, note in enumerate(notes, start=1):
        told = told_together(note)
        advised += bool(told)
        if asked.misses and not told:
            print(f"  missed  jigsaw note {number}: {note[:90]!r}")
    for note in plain if asked.alarms else ():
        for message in told_together(note):
            print(f"  advised wrongly: {note[:60]!r}: {message}")
    print(f"\nNotes that tell together, {half} half: advised {advised} / {len(notes)}")
    print(f"Notes that tell nobody, {half} half: advised {sum(map(bool, map(told_together, plain)))} / {len(plain)}")


def told_together(note: str) -> list[str]:
    """The advice that a note gets whose details tell together who it is about."""
    from tests.bench import drafts

    with drafts.put_back():
        text = note if note.startswith("#") else f"# {drafts.TITLE}\n\n## What happened?\n\n{note}"
        _document, problems = drafts.checked(drafts.imported(text, chosen="learning-note"))
    return [one.message for one in problems if one.code == "details-together"]


def costs() -> None:
    """Print the processor time of the search over a note and over a long report, read afresh and again."""
    from briefings.checklist import Circumstances
    from briefings.checklist.identifying import nobody_is_identified
    from briefings.checklist.identity import finding
    from briefings.rendering import html
    from tests import documents, reports

    print("\nProcessor time:")
    list(nobody_is_identified(documents.a_learning_note(), None, Circumstances()))  # the lists are read once
    for name, document in {"a note": documents.a_learning_note(), "a long report": reports.a_long_report()}.items():
        finding.in_source.cache_clear()
        first, again = (_seconds(lambda d=document: list(nobody_is_identified(d, None, Circumstances()))) for _ in "ab")
        words = html.words(document)
        print(f"  {name}, {words:,} words: {first * 1000:.0f} ms afresh, {again * 1000:.0f} ms unchanged")


def _seconds(work) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _words(text: str) -> set[str]:
    return {word.casefold().removesuffix("s") for word in WORD.findall(text.replace("’s", "").replace("'s", ""))} - {
        "and",
        "or",
        "the",
    }


def _bare(text: str) -> str:
    return "".join(WORD.findall(text.casefold()))


if __name__ == "__main__":
    sys.exit(main())
