"""What pages weigh, all at once, against a slow and obvious way of adding up and sorting."""

from hypothesis import given
from hypothesis import strategies as st

from briefings.public.finding.weighing import heaviest, plus, times, weighing, weight_at, weights_from

weights = st.lists(st.integers(0, 255), max_size=40)


def all_of(found, count: int) -> list[int]:
    return [weight_at(found, place) for place in range(count)]


@given(weights)
def test_weights_are_kept_as_they_are(said):
    kept = weights_from(bytearray(said))

    assert all_of(kept, len(said)) == said
    assert weighing(kept) == sum(1 << place for place, weight in enumerate(said) if weight)


@given(st.lists(st.tuples(st.integers(0, 255), st.integers(0, 255)), max_size=40), st.integers(0, 200))
def test_weights_add_up(pairs, factor):
    one, other = (weights_from(bytearray(pair[side] for pair in pairs)) for side in (0, 1))

    total = plus(one, times(other, factor))

    assert all_of(total, len(pairs)) == [first + factor * second for first, second in pairs]


@given(weights, st.integers(0, 45), st.data())
def test_heaviest_are_those_of_sorting_and_of_equals_the_first(said, most, data):
    among = data.draw(st.sets(st.integers(0, max(0, len(said) - 1)), max_size=len(said)))
    among = {place for place in among if place < len(said)}

    found = heaviest(weights_from(bytearray(said)), sum(1 << place for place in among), most)

    best = sorted(among, key=lambda place: (-said[place], place))[:most]
    assert found == sum(1 << place for place in best)
