from fastapi import FastAPI

app = FastAPI()
size = {"bytes": 0}


def measure(text: str) -> int:
    return len(text.encode())


@app.post("/measure")
def add(text: str):
    size["bytes"] += measure(text)  # error: [read-modify-write-across-await] size
    return size
