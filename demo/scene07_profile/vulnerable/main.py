import asyncio

from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI(title="Profiles")


class Profile(BaseModel):
    city: str
    country: str


profiles = {"ada": Profile(city="Oslo", country="Norway")}


async def verify_country(country: str) -> None:
    await asyncio.sleep(0.005)  # the address service answers


@app.put("/profiles/{name}")
async def update_profile(name: str, wanted: Profile) -> dict:
    profile = profiles.setdefault(name, Profile(city="", country=""))
    profile.city = wanted.city
    await verify_country(wanted.country)
    profile.country = wanted.country  # expect: CT206
    return {"updated": name}


@app.get("/profiles/{name}")
async def read_profile(name: str) -> Profile:
    return profiles[name]
