import datetime
import json

from fastapi import FastAPI
from fastapi.responses import JSONResponse

ENCODERS = {datetime.date: str}


class Pretty(JSONResponse):
    indent = 2

    def render(self, content: object) -> bytes:
        return json.dumps(content, indent=self.indent, default=self.encode).encode()

    @staticmethod
    def encode(value: object) -> str:
        return ENCODERS[type(value)](value)


app = FastAPI(default_response_class=Pretty)


@app.get("/today")
async def today():
    return {"today": datetime.date.today()}
