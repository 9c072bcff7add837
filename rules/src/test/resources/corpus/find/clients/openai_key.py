import asyncio

from fastapi import FastAPI, Header
from openai import AsyncOpenAI

app = FastAPI()
llm = AsyncOpenAI()


async def over_quota(key: str) -> bool:
    await asyncio.sleep(0)
    return False


@app.post("/answers")
async def answer(question: str, x_api_key: str = Header()):
    llm.api_key = x_api_key  # error: [shared-client-mutated, severity=critical] llm.api_key
    if await over_quota(x_api_key):
        return None
    return await llm.chat.completions.create(model="small", messages=[{"content": question}])  # also: [llm-endpoint-without-limit]
