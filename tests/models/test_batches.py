import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarize.errors import ModelError
from summarize.models.engines.batches import in_batches, token_batches

SOURCES = st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=9), max_size=30)


def submit_within(room: int, sizes: list[int]):
    """What a device with memory for `room` sources does: a batch's results come when they are asked for."""

    def submit(batch):
        def collect():
            if len(batch) > room:
                raise RuntimeError("CUDA failed with error out of memory")
            sizes.append(len(batch))
            return ["".join(source).upper() for source in batch]

        return collect

    return submit


@given(SOURCES, st.integers(1, 40))
def test_results_come_in_the_order_of_the_sources(sources, budget) -> None:
    assert in_batches(sources, budget, submit_within(99, [])) == [
        "".join(source).upper() for source in sources
    ]


@given(SOURCES, st.integers(1, 40), st.integers(1, 4))
def test_batches_keep_to_the_budget_with_their_padding_and_hold_each_source_once(
    sources, budget, least
) -> None:
    batches = token_batches(sources, budget, least)
    assert sorted(index for batch in batches for index in batch) == list(range(len(sources)))
    for batch in batches:
        assert len(batch) <= least or len(batch) * max(len(sources[index]) for index in batch) <= budget
    # However long they are, the least go together.
    assert all(len(batch) >= least for batch in batches[:-1])


@given(SOURCES, st.integers(1, 8))
def test_a_batch_too_large_for_the_memory_is_halved_until_it_fits(sources, room) -> None:
    sizes: list[int] = []
    found = in_batches(sources, 200, submit_within(room, sizes))
    assert found == ["".join(source).upper() for source in sources]
    assert all(size <= room for size in sizes)


def test_one_source_too_large_for_the_memory_is_a_model_error() -> None:
    with pytest.raises(ModelError, match="enough memory"):
        in_batches([["a"], ["b"]], 10, submit_within(0, []))


def test_any_other_error_is_not_taken_for_a_lack_of_memory() -> None:
    def submit(batch):
        def collect():
            raise RuntimeError("No position encodings are defined for positions >= 512")

        return collect

    with pytest.raises(RuntimeError, match="position"):
        in_batches([["a"]], 10, submit)
