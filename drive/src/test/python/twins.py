"""Small services with a race, each beside its repaired twin, in the ways that people write them."""

import asyncio
import secrets
from decimal import Decimal

from fastapi import APIRouter, Depends, FastAPI, HTTPException, Request
from fastapi.security import OAuth2PasswordBearer
from pydantic import BaseModel

app = FastAPI()


class Coupon(BaseModel):
    code: str
    max_uses: int = 1


class Redeem(BaseModel):
    code: str
    user: str


class Invoice(BaseModel):
    customer: str
    total: float


class Member(BaseModel):
    username: str


class Profile(BaseModel):
    name: str | None = None
    city: str | None = None


class Account(BaseModel):
    owner: str


class Deposit(BaseModel):
    amount: Decimal


class Transfer(BaseModel):
    from_shelf: int
    to_shelf: int
    amount: int


class Note(BaseModel):
    text: str


def twin(racy: bool) -> APIRouter:
    router = APIRouter(prefix="/racy" if racy else "/safe")
    lock = asyncio.Lock()
    coupons: dict[str, dict] = {}
    invoices: list[dict] = []
    numbers = iter(range(1, 10_000_000))
    members: list[dict] = []
    taken: set[str] = set()
    profile = {"id": 1, "name": "Ann", "city": "Rome"}
    accounts: dict[int, dict] = {}
    shelves = {1: 100, 2: 100}
    notes: dict[int, dict] = {}
    waiting = {"first": True}

    @router.post("/coupons", status_code=201)
    async def create_coupon(coupon: Coupon):
        coupons[coupon.code] = {**coupon.model_dump(), "uses": 0}
        return coupons[coupon.code]

    @router.get("/coupons/{code}")
    async def read_coupon(code: str):
        return coupons[code]

    @router.post("/coupons/redeem")
    async def redeem(body: Redeem):
        coupon = coupons.get(body.code)
        if coupon is None:
            raise HTTPException(404)
        if coupon["uses"] >= coupon["max_uses"]:
            raise HTTPException(409)
        if not racy:
            coupon["uses"] += 1
        await asyncio.sleep(0.005)
        if racy:
            coupon["uses"] += 1
        return {"redeemed": True}

    @router.post("/invoices", status_code=201)
    async def invoice(body: Invoice):
        number = len(invoices) + 1 if racy else next(numbers)
        await asyncio.sleep(0.003)
        invoices.append({"number": f"INV-{number:05}", **body.model_dump()})
        return invoices[-1]

    @router.post("/members", status_code=201)
    async def join(body: Member):
        if body.username in taken:
            raise HTTPException(409)
        if not racy:
            taken.add(body.username)
        await asyncio.sleep(0.003)
        taken.add(body.username)
        members.append(body.model_dump())
        return {"joined": body.username}

    @router.put("/profiles/{number}")
    async def update_profile(number: int, body: Profile):
        changes = body.model_dump(exclude_none=True)
        if not racy:
            profile.update(changes)
            return profile
        # The first of two is the slower one.
        pauses = (0.002, 0.009) if waiting["first"] else (0.005, 0.001)
        waiting["first"] = not waiting["first"]
        for pause, (key, value) in zip(pauses, changes.items()):
            await asyncio.sleep(pause)
            profile[key] = value
        return profile

    @router.get("/profiles/{number}")
    async def read_profile(number: int):
        return profile

    @router.post("/accounts", status_code=201)
    async def open_account(body: Account):
        number = len(accounts) + 1
        accounts[number] = {"id": number, "owner": body.owner, "balance": "100.00"}
        return accounts[number]

    @router.get("/accounts/{account_id}")
    async def read_account(account_id: int):
        return accounts[account_id]

    @router.post("/accounts/{account_id}/deposit")
    async def deposit(account_id: int, body: Deposit):
        account = accounts[account_id]
        if racy:
            balance = Decimal(account["balance"])
            await asyncio.sleep(0.004)
            account["balance"] = str(balance + body.amount)
        else:
            account["balance"] = str(Decimal(account["balance"]) + body.amount)
            # The answer is read after the other's deposit: nothing is lost.
            await asyncio.sleep(0.004)
        return account

    @router.get("/shelves")
    async def read_shelves():
        return {"shelves": [{"shelf": key, "amount": value} for key, value in shelves.items()]}

    @router.post("/move")
    async def move(body: Transfer):
        if body.from_shelf not in shelves or body.to_shelf not in shelves:
            raise HTTPException(404)
        if racy:
            there, here = shelves[body.from_shelf], shelves[body.to_shelf]
            await asyncio.sleep(0.004)
            shelves[body.from_shelf] = there - body.amount
            shelves[body.to_shelf] = here + body.amount
        else:
            shelves[body.from_shelf] -= body.amount
            await asyncio.sleep(0.004)
            shelves[body.to_shelf] += body.amount
        return {"moved": body.amount}

    @router.post("/notes", status_code=201)
    async def write(body: Note):
        number = len(notes) + 1
        notes[number] = {"id": number, "version": 1, "text": body.text}
        return notes[number]

    @router.get("/notes/{note_id}")
    async def read_note(note_id: int):
        return notes[note_id]

    @router.patch("/notes/{note_id}")
    async def rewrite(note_id: int, body: Note):
        seen = dict(notes[note_id])
        await asyncio.sleep(0.004)
        if not racy and notes[note_id]["version"] != seen["version"]:
            raise HTTPException(409)
        notes[note_id] = {**seen, "version": seen["version"] + 1, "text": body.text}
        return notes[note_id]

    @router.get("/whose")
    async def whose(request: Request):
        tenant = request.headers.get("x-tenant", "nobody")
        app.state.tenant = tenant
        await asyncio.sleep(0.003)
        return {"tenant": app.state.tenant if racy else tenant}

    @router.post("/wallet/withdraw")
    async def withdraw(body: Deposit, name: str = Depends(user)):
        wallet = users[name]
        async with asyncio.Lock() if racy else lock:
            balance = wallet["balance"]
            await asyncio.sleep(0.004)
            wallet["balance"] = balance - float(body.amount)
        return {"balance": wallet["balance"]}

    @router.get("/wallet")
    async def read_wallet(name: str = Depends(user)):
        return {"balance": users[name]["balance"]}

    return router


class Person(BaseModel):
    email: str
    full_name: str
    password: str


class Credentials(BaseModel):
    email: str
    password: str


users: dict[str, dict] = {}
tokens: dict[str, str] = {}
uses: dict[str, int] = {}
scheme = OAuth2PasswordBearer(tokenUrl="auth/token")


async def user(token: str = Depends(scheme)) -> str:
    uses[token] = uses.get(token, 0) + 1
    if token not in tokens or uses[token] > 150:
        raise HTTPException(401)
    return tokens[token]


@app.post("/auth/sign-up", status_code=201)
async def sign_up(person: Person):
    if person.email in users:
        raise HTTPException(409)
    users[person.email] = {"password": person.password, "balance": 1000.0}
    return {"email": person.email}


@app.post("/auth/token")
async def log_in(credentials: Credentials):
    known = users.get(credentials.email)
    if not known or known["password"] != credentials.password:
        raise HTTPException(401)
    token = secrets.token_hex(16)
    tokens[token] = credentials.email
    return {"access_token": token, "token_type": "bearer"}


app.include_router(twin(True))
app.include_router(twin(False))
