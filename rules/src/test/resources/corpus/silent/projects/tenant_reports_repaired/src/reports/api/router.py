from fastapi import APIRouter

from reports.api import health, reports

api_router = APIRouter()
api_router.include_router(reports.router, prefix="/reports", tags=["reports"])
api_router.include_router(health.router)
