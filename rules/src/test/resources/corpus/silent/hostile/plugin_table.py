from importlib.metadata import entry_points

from fastapi import FastAPI, HTTPException

app = FastAPI()
_plugins: dict[str, object] = {}


def load_plugins() -> None:
    for point in entry_points(group="demo"):
        if point.name not in _plugins:
            _plugins[point.name] = point.load()


load_plugins()


@app.post("/plugins/{name}")
async def run(name: str, payload: dict):
    if name not in _plugins:
        raise HTTPException(404)
    return await _plugins[name](payload)
