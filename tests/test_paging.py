"""Long lists in pages: nothing lost, nothing twice."""

import pytest

from timeline.pages.paging import SIZE, WHOLE, part_of, part_path, parts


@pytest.mark.parametrize("total", [0, 1, SIZE, WHOLE, WHOLE + 1, 2 * SIZE, 2 * SIZE + 1, 5000])
def test_the_pages_of_a_list_hold_it_in_order(total: int) -> None:
    items = list(range(total))
    made = list(parts("actors/russia", items))

    assert [item for part in made for item in part.items] == items
    assert [part.number for part in made] == list(range(1, len(made) + 1))
    assert {part.of for part in made} == {len(made)}
    assert all(len(part.items) <= max(SIZE, WHOLE) for part in made)
    assert all(part_of(item, total) == part.number for part in made for item in part.items)


def test_a_list_that_nearly_fits_stays_whole() -> None:
    assert len(list(parts("x", range(WHOLE)))) == 1
    assert len(list(parts("x", range(WHOLE + 1)))) == 2


def test_the_first_page_is_the_list_itself() -> None:
    assert part_path("timeline", 1) == "timeline"
    assert part_path("timeline", 2) == "timeline/page-2"
