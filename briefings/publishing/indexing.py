"""Writes what the search reads, from the public rows. Publishing calls this inside its transaction, and deleting a
public page deletes it all again."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from briefings.models import public
from briefings.words.stemming import STOP_WORDS, Word, words_of
from briefings.words.thesaurus import phrases_in

# How much a word says about its page, by where it stands. Prose counts for less the more of it there is.
TITLE, THEME, SAID_OF_PAGE, HEADING, PASSAGE, PROSE = 60, 40, 12, 12, 10, 12
AVERAGE_WORDS = 800  # of a page
AT_ONCE = 200  # pages held in memory


def index_pages(page_ids: Iterable[int]) -> int:
    """Rebuild the search index of these pages from their public rows. Gives how many there were."""
    page_ids = sorted(set(page_ids))
    for start in range(0, len(page_ids), AT_ONCE):
        _index(page_ids[start : start + AT_ONCE])
    return len(page_ids)


def _index(page_ids: list[int]) -> None:
    public.PublicTerm.objects.filter(page__in=page_ids).delete()
    public.PublicWords.objects.filter(page__in=page_ids).delete()
    titles = dict(public.PublicPage.objects.filter(pk__in=page_ids).values_list("pk", "title"))
    facets, passages, labels = defaultdict(list), defaultdict(list), defaultdict(list)
    for facet in public.PublicFacet.objects.filter(page__in=page_ids).values("page_id", "kind", "slug", "name"):
        facets[facet["page_id"]].append(facet)
    for label in public.PublicPassageLabel.objects.filter(passage__page__in=page_ids).values():
        labels[label["passage_id"]].append((label["kind"], label["slug"]))
    for passage in public.PublicPassage.objects.filter(page__in=page_ids).order_by("page", "position"):
        passages[passage.page_id].append(passage)
    terms, rows = [], []
    for page_id, title in titles.items():
        weights: Counter[str] = Counter()
        forms: dict[str, set[str]] = defaultdict(set)
        _said_in(title, TITLE, weights, forms)
        names = {(one["kind"], one["slug"]): one["name"] for one in facets[page_id]}
        for (kind, slug), name in names.items():
            is_theme = kind == public.PublicFacet.Kind.THEME
            _said_in(name, THEME if is_theme else SAID_OF_PAGE, weights, forms)
            if is_theme:
                weights[f"#{slug}"] = THEME
                forms[f"#{slug}"] = {f"#{slug}"}
        best: Counter[str] = Counter()  # of the single passages, for each stem
        for passage in passages[page_id]:
            is_whole = passage.kind == public.PublicPassage.Kind.PAGE
            heading, text = list(words_of(passage.heading)), list(words_of(passage.text))
            own = labels.get(passage.pk, [])
            rows.append(
                public.PublicWords(
                    passage_id=passage.pk,
                    page_id=page_id,
                    is_whole=is_whole,
                    heading=_in_order(heading),
                    labels=_labels(own, names),
                    text=_in_order(text),
                )
            )
            said = _remember(text, forms)
            if is_whole:
                times = Counter(said)
                usual = 0.5 + 1.5 * len(text) / AVERAGE_WORDS
                for stem, count in times.items():
                    weights[stem] += 1 + round(PROSE * count / (count + usual))
            else:
                for stem in said:
                    best[stem] = max(best[stem], PASSAGE)
                for stem in _remember(heading, forms):
                    best[stem] = HEADING + PASSAGE
        weights.update(best)
        for stem, weight in weights.items():
            # one row a word, so that its whole vocabulary is known; the weight of the stem stands on the first
            terms += [
                public.PublicTerm(page_id=page_id, word=word, stem=stem, weight=0 if later else weight)
                for later, word in enumerate(sorted(forms[stem] - STOP_WORDS))
            ]
    public.PublicTerm.objects.bulk_create(terms, batch_size=5000)
    public.PublicWords.objects.bulk_create(rows, batch_size=1000)


def _said_in(text: str, weight: int, weights: Counter[str], forms: dict[str, set[str]]) -> None:
    for stem in set(_remember(list(words_of(text)), forms)):
        weights[stem] += weight


def _remember(words: list[Word], forms: dict[str, set[str]]) -> list[str]:
    """The stems of a text, and what its well-known phrases are filed under; with the forms each has in it."""
    for word in words:
        forms[word.stem].add(word.folded)
    phrases = list(phrases_in([word.stem for word in words]))
    for phrase in phrases:
        forms[phrase].add(phrase)
    return [word.stem for word in words] + phrases


def _in_order(words: list[Word]) -> str:
    return f" {' '.join(word.stem for word in words)} "


def _labels(own: list[tuple[str, str]], names: dict[tuple[str, str], str]) -> str:
    """The themes and sectors of a passage, as stems and as what they are filed under."""
    said = []
    for kind, slug in own:
        said += [word.stem for word in words_of(names.get((kind, slug), ""))]
        if kind == "theme":
            said.append(f"#{slug}")
    return f" {' '.join(said)} "
