"""The course file says what the sources say."""

import re

import course
import pytest

MARK = re.compile(r"# (expect|later|opt-in): (CT\d{3})$")


@pytest.mark.parametrize("app", course.apps(), ids=str)
def test_marks_stand_where_the_course_says(app: course.App) -> None:
    found = {
        (mark[1], mark[2], file.name, number)
        for file in (course.DEMO / app.path).glob("*.py")
        for number, line in enumerate(file.read_text().splitlines(), 1)
        if (mark := MARK.search(line))
    }
    assert found == app.marks
    assert bool(found) == (app.kind == "vulnerable")


@pytest.mark.parametrize("app", course.apps(), ids=str)
def test_verdict_follows_the_kind(app: course.App) -> None:
    assert app.verdict == ("CONFIRMED" if app.kind == "vulnerable" else "REFUTED")


def test_every_app_is_in_the_course() -> None:
    on_disk = {
        str(main.parent.relative_to(course.DEMO)) for main in course.DEMO.glob("scene*/*/main.py")
    }
    assert on_disk == {app.path for app in course.apps()}


@pytest.mark.parametrize("app", course.apps(), ids=str)
def test_every_app_has_at_least_two_lanes(app: course.App) -> None:
    lanes = [request.lane for request in course.requests(app) if not request.after]
    assert lanes == sorted(set(lanes)) and len(lanes) >= 2
