"""The fit engine: the most generous setting that fits, in few layouts; and what is said when none does."""

from dataclasses import replace

import pytest

from briefings.formats import FLOOR_PT, FORMATS, LADDER, Setting
from briefings.layout import fit
from briefings.layout.fit import Laid
from briefings.rendering import render
from tests import documents

pytestmark = pytest.mark.slow

ROOM = 1000.0


class Paper:
    """A sheet made of arithmetic: its height grows with type as real ones do, and it counts its layouts."""

    def __init__(self, *, fixed: float, words: float):
        self.fixed, self.words, self.layouts = fixed, words, 0

    def height(self, setting: Setting) -> float:
        return self.fixed + self.words * setting.size_pt**2 * setting.leading * (1 + 0.15 * setting.gap_em)

    def __call__(self, setting: Setting) -> Laid:
        self.layouts += 1
        height = self.height(setting)
        return Laid(1 + int(height // (ROOM + 0.001)), height, ROOM)


@pytest.mark.parametrize("fixed", [0, 90, 250])
@pytest.mark.parametrize("words", [0.5, 2, 2.6, 3, 3.3, 3.6, 4, 4.4, 5, 9])
def test_fit_finds_the_most_generous_setting_that_fits(fixed, words):
    paper = Paper(fixed=fixed, words=words)
    fitting = [setting for setting in LADDER if paper.height(setting) <= ROOM]

    found = fit.fit(paper, LADDER, 1)

    assert found.fits is bool(fitting)
    assert found.setting == (fitting[0] if fitting else LADDER[-1])
    assert found.layouts == paper.layouts <= 7


def test_fit_needs_few_layouts():
    papers = [Paper(fixed=150, words=1 + step / 20) for step in range(80)]

    layouts = [fit.fit(paper, LADDER, 1).layouts for paper in papers]

    assert sum(layouts) / len(layouts) < 3.4


def test_fit_without_a_limit_takes_the_first_setting_in_one_layout():
    assert fit.fit(Paper(fixed=0, words=90), LADDER, None).layouts == 1


@pytest.mark.parametrize("form", FORMATS.values(), ids=FORMATS)
def test_ladders_never_go_below_the_floor_nor_grow_on_the_way_down(form):
    sizes = [(one.size_pt, one.leading) for one in form.pages.settings]

    assert min(size for size, _ in sizes) >= FLOOR_PT
    assert sizes == sorted(sizes, reverse=True)


def test_render_note_as_long_as_real_ones_fits_at_a_comfortable_size():
    rendered = render(documents.a_learning_note())

    assert (rendered.pages, rendered.overflow) == (1, None)
    assert rendered.type_size_pt >= 11.5
    assert 0.85 < rendered.fill <= 1


def test_render_briefing_of_one_or_two_pages_takes_one_where_it_can():
    assert render(documents.a_seven_minute_briefing()).pages == 1


def test_render_short_note_takes_the_most_generous_setting():
    note = documents.a_learning_note(happened=documents.HAPPENED[:1], learned=documents.LEARNED[:2])

    assert render(note).type_size_pt == LADDER[0].size_pt


def test_render_note_too_long_says_how_much_to_cut_and_where():
    note = documents.longer(documents.a_learning_note(), by=1.2)

    rendered = render(note)

    assert rendered.pages > 1
    assert rendered.type_size_pt == FLOOR_PT
    assert (rendered.overflow.position, rendered.overflow.heading) == (1, "What happened?")
    cut = _without_words(note, rendered.overflow.words)
    assert render(_without_words(note, round(rendered.overflow.words * 1.3))).overflow is None
    assert render(_without_words(note, round(rendered.overflow.words * 0.6))).overflow is not None
    assert rendered.overflow.lines * 8 < rendered.overflow.words < rendered.overflow.lines * 26
    assert cut != note


def _without_words(document, words: int):
    first, *rest = document.sections
    kept = first.body.rsplit(maxsplit=words)[0]
    return replace(document, sections=(replace(first, body=kept), *rest))


def test_render_question_too_many_is_counted_where_the_most_is():
    note = documents.a_learning_note(learned=documents.LEARNED * 5)

    assert render(note).overflow.heading == "What did we learn?"
