import datetime

from fastapi import Depends, FastAPI

app = FastAPI()


class Once(type):
    made = {}

    def __call__(cls, *arguments):
        if cls not in cls.made:
            cls.made[cls] = super().__call__(*arguments)
        return cls.made[cls]


class Feed(metaclass=Once):
    lines = []

    def add(self, line: str) -> list:
        self.lines.append(line)
        return list(self.lines)


class Alerts:
    _states = {}

    def seen(self, alert: int, when: datetime.datetime) -> int:
        state = self._states.get(alert, {"events": []})
        state["events"].append(when)
        recent = [each for each in state["events"] if each > when]
        self._states[alert] = state
        return len(recent)


@app.post("/alerts/{alert}")
async def alert(alert: int, when: datetime.datetime, alerts: Alerts = Depends()):
    return {"recent": alerts.seen(alert, when)}


@app.post("/feed")
async def feed(line: str):
    return Feed().add(line)
