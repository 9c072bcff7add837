import asyncio

from fastapi import Depends, FastAPI, HTTPException

app = FastAPI()
credits = {"left": 10}


async def require_credit() -> None:
    if credits["left"] < 1:
        raise HTTPException(402)


async def generate(prompt: str) -> str:
    await asyncio.sleep(0.5)
    return prompt[::-1]


@app.post("/generate", dependencies=[Depends(require_credit)])
async def create(prompt: str):
    text = await generate(prompt)
    credits["left"] -= 1  # error: [check-then-act-across-await] credits
    return {"text": text}
