import logging

import structlog
from fastapi import FastAPI, Header

app = FastAPI()
logger = logging.getLogger(__name__)
events = structlog.get_logger()


@app.get("/orders")
async def orders(x_user: str = Header()):
    log = logging.LoggerAdapter(logger, {"user": x_user})
    log.info("asked")
    logger.info("asked", extra={"user": x_user})
    bound = events.bind(user=x_user)
    bound.info("asked")
    return []
