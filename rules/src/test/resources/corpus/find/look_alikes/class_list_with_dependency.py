from fastapi import Depends, FastAPI
from fastapi.responses import JSONResponse

app = FastAPI()


class Collector:
    errors: list[str] = []

    def check(self, name: str) -> None:
        if not name.isalpha():
            self.errors.append(f"bad name: {name}")  # error: [mutable-class-attribute-shared] errors


class Validator(Collector):
    pass


@app.post("/people")
async def add(name: str, validator: Validator = Depends()):
    validator.check(name)
    if validator.errors:
        return JSONResponse({"errors": validator.errors}, status_code=422)
    return {"ok": True}
