import asyncio

from fastapi import FastAPI

app = FastAPI()
_model = None


async def load_model() -> dict:
    await asyncio.sleep(2)
    return {"weights": []}


async def model() -> dict:
    global _model
    if _model is not None:
        return _model
    _model = await load_model()  # error: [lazy-init-across-await] _model
    return _model


@app.post("/predict")
async def predict():
    return await model()
