from fastapi import FastAPI, Request
from fastapi.templating import Jinja2Templates

app = FastAPI()


def user_context(request: Request) -> dict:
    return {"user": request.headers.get("x-user")}


templates = Jinja2Templates("templates", context_processors=[user_context])


@app.get("/")
async def home(request: Request):
    context = {"title": "Home"}
    context["lang"] = request.headers.get("accept-language", "en")
    return templates.TemplateResponse(request, "home.html", context)
