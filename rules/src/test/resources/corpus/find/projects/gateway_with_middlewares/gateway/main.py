import httpx
from fastapi import FastAPI, Request
from fastapi.middleware.cors import CORSMiddleware

from gateway.middleware import TimingMiddleware, TracingMiddleware

app = FastAPI()
app.add_middleware(TracingMiddleware)
app.add_middleware(TimingMiddleware, header="x-took")
app.add_middleware(CORSMiddleware, allow_origins=["*"])


@app.get("/{service}/{path:path}")
async def forward(service: str, path: str, request: Request):
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"http://{service}/{path}", params=request.query_params)
    return answer.json()
