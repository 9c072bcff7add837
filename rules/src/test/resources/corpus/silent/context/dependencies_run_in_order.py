from fastapi import APIRouter, Depends, FastAPI, Request


async def identify(request: Request):
    request.state.user = request.headers["authorization"]


async def admit(request: Request):
    if request.state.user == "nobody":  # ok
        raise ValueError("go away")


router = APIRouter()


@router.get("/reports", dependencies=[Depends(identify), Depends(admit)])
async def reports():
    return {}


app = FastAPI()
app.include_router(router)
