import random

from fastapi import FastAPI

app = FastAPI()


@app.get("/shuffle")
def shuffle(seed: int, size: int):
    random.seed(seed)  # error: [process-wide-setting-mutated, severity=medium] random seed
    deck = list(range(size))
    random.shuffle(deck)
    return deck
