from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

STATUS = {}


class DomainError(Exception):
    def __init_subclass__(cls, status: int = 400, **kwargs: object) -> None:
        super().__init_subclass__(**kwargs)
        STATUS[cls.__name__] = status


class NotFound(DomainError, status=404):
    pass


app = FastAPI()


@app.exception_handler(DomainError)
async def handle(request: Request, error: DomainError):
    return JSONResponse({"error": str(error)}, status_code=STATUS[type(error).__name__])


@app.get("/{name}")
async def get(name: str):
    raise NotFound(name)
