from fastapi import FastAPI, Request
from fastapi.staticfiles import StaticFiles
from fastapi.templating import Jinja2Templates

app = FastAPI()
app.mount("/static", StaticFiles(directory="static"), name="static")
templates = Jinja2Templates(directory="templates")
templates.env.globals["version"] = "1.2"
templates.env.filters["upper"] = str.upper


@app.get("/hello/{name}")
async def hello(request: Request, name: str):
    context = {"name": name}
    return templates.TemplateResponse(request, "hello.html", context)
