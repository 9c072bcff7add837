"""httpx with asyncio.gather, as people race by hand: python gather.py URL REQUESTS ROUNDS."""

import asyncio
import sys

import httpx


async def main(url, requests, rounds):
    async with httpx.AsyncClient(timeout=30, limits=httpx.Limits(max_connections=requests)) as client:
        await asyncio.gather(*(client.get(url + "/warm") for _ in range(requests)))
        await client.get(url + "/take")
        for _ in range(rounds):
            await asyncio.gather(*(client.post(url + "/hit", content=b"{}") for _ in range(requests)))
            print((await client.get(url + "/take")).text, flush=True)


asyncio.run(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3])))
