"""Tests reading depths: the blocks that a shorter depth leaves out, and the reading times."""

from xml.etree.ElementTree import Element, fromstring

from build_tools.pages.prose.depths import WORDS_PER_MINUTE, Depth, mark_depths


def marked(html: str) -> tuple[dict[str, str], tuple[Depth, ...]]:
    """Return the class of each block, by the text of the block, and the page's depths."""
    root: Element = fromstring(f"<div>{html}</div>")  # noqa: S314  (our own text)
    depths = mark_depths(root)
    return {"".join(item.itertext()): item.get("class", "") for item in root}, depths


def test_the_lead_is_the_short_answer_and_each_section_begins_with_a_main_point() -> None:
    classes, depths = marked(
        "<h1>Title</h1><p>Lead one.</p><p>Lead two.</p>"
        "<h2>Why?</h2><p>Because.</p><p>More of it.</p><h3>Detail</h3><p>Fine print.</p>"
        "<h2>When?</h2><p>Then.</p>"
    )
    assert classes == {
        "Title": "",
        "Lead one.": "",
        "Lead two.": "",
        "Why?": "depth-2",
        "Because.": "depth-2",
        "More of it.": "depth-3",
        "Detail": "depth-3",
        "Fine print.": "depth-3",
        "When?": "depth-2",
        "Then.": "depth-2",
    }
    assert [(depth.level, depth.words) for depth in depths] == [(1, 5), (2, 9), (3, 15)]


def test_a_list_has_the_same_depth_as_the_line_that_introduces_it() -> None:
    classes, _ = marked("<h2>Why?</h2><p>For two reasons: </p><ul><li>one</li></ul><p>Also.</p>")
    assert classes["one"] == "depth-2"
    assert classes["Also."] == "depth-3"


def test_a_class_set_by_the_author_is_kept() -> None:
    classes, _ = marked('<h2>Why?</h2><p class="note">Because.</p>')
    assert classes["Because."] == "note depth-2"


def test_reading_time_is_at_least_one_minute_and_in_whole_minutes() -> None:
    assert Depth(1, 0).minutes == 1
    assert Depth(1, WORDS_PER_MINUTE * 4).minutes == 4
    assert Depth(1, round(WORDS_PER_MINUTE * 4.6)).minutes == 5
