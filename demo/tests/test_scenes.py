"""Each vulnerable app shows its fault when requests meet; its repaired twins never do."""

import asyncio
from collections.abc import Callable, Mapping
from types import ModuleType

import course
import httpx
import pytest

Answers = Mapping[str, httpx.Response]

TRIES = 10
REPAIRED_RUNS = 12


def foreign_report(answers: Answers) -> bool:
    found = [answers[lane].json().get("org_id") for lane in "AB"]
    return found != [10, 20]


def unknown_user_in_log(answers: Answers) -> bool:
    logged = [answers[lane].headers["X-Logged-User"] for lane in "AB"]
    saved = [answers[lane].json()["saved_by"] for lane in "AB"]
    return logged != saved


def oversold(answers: Answers) -> bool:
    sold = sum(answers[lane].status_code == 201 for lane in "AB")
    return sold != 1 or answers["C"].json()["left"] != 0


def spent_twice(answers: Answers) -> bool:
    paid = [answers[lane].status_code for lane in "AB"]
    return sorted(paid) != [201, 409] or answers["C"].json()["balance"] != 20


def mixed_profile(answers: Answers) -> bool:
    whole = [{"city": "Lima", "country": "Peru"}, {"city": "Kyoto", "country": "Japan"}]
    return answers["C"].json() not in whole


def lost_visit(answers: Answers) -> bool:
    return answers["C"].json() != {"visits": 2}


def foreign_words(answers: Answers) -> bool:
    return "4711" in answers["B"].json()["answer"]


def foreign_orders(answers: Answers) -> bool:
    return [answers[lane].json()["orders"] for lane in "AB"] != [["telescope"], ["drum kit"]]


def foreign_value(answers: Answers) -> bool:
    if "X-Bill-To" in answers["A"].headers:
        return [answers[lane].headers["X-Bill-To"] for lane in "AB"] != ["harbour", "clinic"]
    return [answers[lane].json()["language"] for lane in "AB"] != ["en", "fr"]


FAULTS: dict[int, Callable[[Answers], bool]] = {
    1: foreign_report,
    2: unknown_user_in_log,
    3: oversold,
    4: oversold,
    5: oversold,
    6: spent_twice,
    7: mixed_profile,
    8: lost_visit,
    9: foreign_words,
    10: foreign_orders,
    11: foreign_value,
}

# These need no second request at the same time: the fault is there one by one as well.
WITHOUT_OVERLAP = {2, 9}


def of_kind(*kinds: str) -> list[course.App]:
    return [app for app in course.apps() if app.kind in kinds]


@pytest.mark.parametrize("app", [a for a in of_kind("vulnerable") if a.scene != 7], ids=str)
def test_vulnerable_app_shows_its_fault(app: course.App) -> None:
    assert any(FAULTS[app.scene](asyncio.run(course.together(app))) for _ in range(TRIES))


@pytest.mark.parametrize("app", of_kind("repaired", "safe"), ids=str)
def test_repaired_app_never_shows_it(app: course.App) -> None:
    for _ in range(REPAIRED_RUNS):
        answers = asyncio.run(course.together(app))
        assert not FAULTS[app.scene](answers), {k: v.text for k, v in answers.items()}
        assert all(answer.status_code < 500 for answer in answers.values())


@pytest.mark.parametrize("app", course.apps(), ids=str)
def test_one_by_one_shows_only_what_needs_no_overlap(app: course.App) -> None:
    answers = asyncio.run(course.one_by_one(app))
    shown = FAULTS[app.scene](answers)
    assert shown == (app.kind == "vulnerable" and app.scene in WITHOUT_OVERLAP)


class Gate:
    """Takes the place of the address service, and answers when the test says so."""

    def __init__(self) -> None:
        self.asked: dict[str, asyncio.Event] = {}
        self.answered: dict[str, asyncio.Event] = {}
        for country in ("Peru", "Japan"):
            self.asked[country] = asyncio.Event()
            self.answered[country] = asyncio.Event()

    async def __call__(self, country: str) -> None:
        self.asked[country].set()
        await self.answered[country].wait()


async def first_asked_last_answered(app: course.App) -> dict:
    module: ModuleType = course.fresh(app)
    gate = Gate()
    module.verify_country = gate
    a, b, after = course.requests(app)
    async with course.running(module.app) as client:
        first = asyncio.create_task(a.send(client))
        await gate.asked["Peru"].wait()
        second = asyncio.create_task(b.send(client))
        await gate.asked["Japan"].wait()
        gate.answered["Japan"].set()
        await second
        gate.answered["Peru"].set()
        await first
        return {"C": await after.send(client)}


@pytest.mark.parametrize("app", [a for a in course.apps() if a.scene == 7], ids=str)
def test_profile_is_mixed_when_the_answers_overtake_each_other(app: course.App) -> None:
    answers = asyncio.run(asyncio.wait_for(first_asked_last_answered(app), 10))
    assert mixed_profile(answers) == (app.kind == "vulnerable")


def with_payment() -> list[course.App]:
    return [app for app in of_kind("vulnerable", "repaired") if app.scene in (3, 5)]


@pytest.mark.parametrize("app", with_payment(), ids=str)
def test_a_refused_payment_gives_the_unit_back(app: course.App) -> None:
    async def refused_then_paid() -> list[int]:
        async with course.running(course.fresh(app).app) as client:
            codes = []
            for card in ("expired", "card of ada"):
                order = {"sku": "lamp", "quantity": 1, "card": card}
                codes.append((await client.post("/orders", json=order)).status_code)
            return codes

    assert asyncio.run(refused_then_paid()) == [402, 201]
