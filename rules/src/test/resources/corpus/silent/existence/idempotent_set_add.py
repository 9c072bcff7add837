"""Adding to a set what may be there already harms nobody."""

from fastapi import FastAPI

app = FastAPI()
disabled: set[str] = set()


def normalise(name: str) -> str:
    return name.strip().lower()


@app.post("/plugins/{name}/disable")
def disable(name: str):
    key = normalise(name)
    if key not in disabled:
        disabled.add(key)  # ok
    return sorted(disabled)
