import asyncio

from fastapi import FastAPI

app = FastAPI()
profiles: dict[int, dict] = {1: {"name": "Ann", "city": "Bonn"}}


async def geocode(city: str) -> dict:
    await asyncio.sleep(0.05)
    return {"lat": 1.0}


@app.patch("/profiles/{profile_id}")
async def patch(profile_id: int, city: str):
    profile = profiles[profile_id]
    position = await geocode(city)
    profiles[profile_id] = {**profile, "city": city, **position}  # error: [read-modify-write-across-await] profiles
    return profiles[profile_id]
