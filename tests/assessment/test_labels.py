from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from salient.assessment.labels import Frame, Label, place_labels

PAGE = Frame(0, 0, 800, 600)
LABELS = st.lists(
    st.builds(
        Label, text=st.just("x"), x=st.integers(-20, 820), y=st.integers(-20, 620),
        width=st.integers(10, 160), height=st.integers(8, 24), radius=st.integers(1, 9),
    ),
    max_size=60,
)  # fmt: skip


@settings(deadline=None)
@given(LABELS)
def test_labels_cover_neither_one_another_nor_the_edge_nor_an_obstacle(labels: list[Label]) -> None:
    obstacle = Frame(300, 200, 420, 330)
    placed = place_labels(labels, PAGE, [obstacle])
    for number, one in enumerate(placed):
        assert PAGE.holds(one.frame)
        assert not one.frame.meets(obstacle)
        assert not any(one.frame.meets(other.frame) for other in placed[:number])


@given(LABELS)
def test_a_label_never_covers_its_own_dot(labels: list[Label]) -> None:
    for placed in place_labels(labels, PAGE, []):
        dot = placed.label
        square = Frame(
            dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius
        )
        assert not placed.frame.meets(square)


def test_the_first_label_has_the_first_choice() -> None:
    label = Label(text="a", x=400, y=300, width=100, height=20, radius=4)
    (placed,) = place_labels([label], PAGE, [])
    assert placed.frame.left > 404
    assert placed.frame.bottom == 290


def test_a_label_without_room_is_left_out() -> None:
    label = Label(text="a", x=400, y=300, width=100, height=20, radius=4)
    assert place_labels([label], PAGE, [PAGE]) == ()
