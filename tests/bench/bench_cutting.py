"""Whether the words that the checklist says to cut are enough: notes that are too long, shortened in two ways.

    python -m tests.bench.bench_cutting

Each note is imported as a file into a stored draft, and its checklist read. Then as many words as it says are taken
out of the draft, once by trimming the ends of sentences here and there, once by removing whole learning points, and
it is laid out again. Prints how often it fits, which should be nine times of ten.
"""

import os
import random
import re
import sys

import django

NOTES = 44
WORD = re.compile(r"\S+")
SEED = 20261130


def main() -> None:
    """Measure and print."""
    os.environ.setdefault("PORTAL_ENV", "test")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    from django.conf import settings

    from tests.bench import drafts

    settings.RENDER_SECONDS = 120  # a busy machine must not count as a note that is too long

    chance = random.Random(SEED)  # noqa: S311 -- which words are cut, and no secret
    said: list[int] = []
    fits = {"trimming sentences": 0, "removing whole points": 0}
    with drafts.a_world():
        for number in range(NOTES):
            briefing = drafts.imported(a_note(chance, longer_by=6 * number - 50), chosen="learning-note")
            if not (words := words_to_cut(briefing)):
                continue
            said.append(words)
            stored = {part.pk: part.body for part in briefing.parts.all()}
            for way, cut in (("trimming sentences", trimmed), ("removing whole points", without_points)):
                bodies = cut(dict(stored), words, chance, points=points_of(briefing))
                save(briefing, bodies)
                fits[way] += not words_to_cut(briefing)
                save(briefing, stored)
    lines = [f"{len(said)} notes too long, by {min(said)} to {max(said)} words as the checklist says"]
    lines += [f"{way}: {count} of {len(said)} fit then ({count / len(said):.0%})" for way, count in fits.items()]
    sys.stdout.write("\n".join(lines) + "\n")


def a_note(chance: random.Random, *, longer_by: int) -> str:
    """A learning note as Markdown, `longer_by` words above some 430, in paragraphs and points of chance lengths."""
    story = "\n\n".join(_words(chance, chance.randint(30, 75)) for _ in range(chance.randint(2, 5)))
    points, wanted = [], 430 + longer_by - len(WORD.findall(story))
    while wanted > 0:
        length = min(max(12, wanted), chance.randint(14, 46))
        points.append(f"- {_words(chance, length)}")
        wanted -= length
    questions = "\n".join(f"{n}. {_words(chance, chance.randint(10, 18))[:-1]}?" for n in range(1, 5))
    return (
        f"# Learning from a review\n\n## What happened?\n\n{story}\n\n## What did we learn?\n\n" + "\n".join(points)
        + f"\n\n## How can we learn from this case?\n\n{questions}\n"
    )  # fmt: skip


_VOCABULARY = (
    "a the and to of in for with who what when said asked knew child baby mother father family worker nurse school "
    "plan visit home week month worry service together nobody another conversation supervision appointment information "
    "professional safeguarding neighbour grandmother before after because already although always meeting record "
    "call"
).split()


def _words(chance: random.Random, number: int) -> str:
    """So many words as sentences of 8 to 22."""
    sentences = []
    while number > 0:
        length = min(number, chance.randint(8, 22))
        words = [chance.choice(_VOCABULARY) for _ in range(length)]
        sentences.append(f"{' '.join(words).capitalize()}.")
        number -= length
    return " ".join(sentences)


def words_to_cut(briefing) -> int:
    """How many words the checklist of the stored draft says to cut; 0 when its sheet fits."""
    from briefings.drafting.assessing import assess
    from briefings.models import Briefing

    rendered = assess(Briefing.objects.get(pk=briefing.pk), asked_by=None).rendered
    return rendered.overflow.words if rendered.overflow else 0


def points_of(briefing) -> list[int]:
    """The learning points of a draft."""
    return list(briefing.parts.filter(kind="point").values_list("pk", flat=True))


def trimmed(bodies: dict[int, str], words: int, chance: random.Random, *, points: list[int]) -> dict[int, str]:
    """So many words less, a few at a time from the ends of sentences anywhere in the story and the points."""
    where = [pk for pk, body in bodies.items() if len(WORD.findall(body)) > 10]
    while words > 0:
        pk = chance.choice(where)
        sentences = re.split(r"(?<=[.?]) ", bodies[pk])
        place = max(range(len(sentences)), key=lambda n: (len(sentences[n].split()), chance.random()))
        kept = sentences[place].split()
        taken = min(words, chance.randint(2, 6), max(0, len(kept) - 5))
        if not taken:
            where.remove(pk)
            continue
        sentences[place] = f"{' '.join(kept[: len(kept) - taken]).rstrip('.?,')}{sentences[place][-1]}"
        bodies[pk] = " ".join(sentences)
        words -= taken
    return bodies


def without_points(bodies: dict[int, str], words: int, chance: random.Random, *, points: list[int]) -> dict[int, str]:
    """Whole learning points less, until so many words are gone."""
    order = points[:]
    chance.shuffle(order)
    for pk in order:
        if words <= 0:
            break
        words -= len(WORD.findall(bodies[pk]))
        bodies[pk] = ""
    return bodies


def save(briefing, bodies: dict[int, str]) -> None:
    """Put these words into the parts of a draft."""
    for pk, body in bodies.items():
        briefing.parts.filter(pk=pk).update(body=body)


if __name__ == "__main__":
    main()
