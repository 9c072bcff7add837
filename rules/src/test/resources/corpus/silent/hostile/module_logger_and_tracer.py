import logging
import logging.config

from fastapi import FastAPI, Request

logging.config.dictConfig({"version": 1, "handlers": {}, "loggers": {}})
log = logging.getLogger(__name__)
app = FastAPI()


@app.middleware("http")
async def access(request: Request, call_next):
    log.info("start %s", request.url.path)
    response = await call_next(request)
    log.info("end %s %s", request.url.path, response.status_code, extra={"user": request.headers.get("x-user")})
    return response


@app.get("/")
async def home():
    return {}
