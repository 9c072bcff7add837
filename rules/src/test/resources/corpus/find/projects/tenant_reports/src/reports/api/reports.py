from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException

from reports.core.config import settings
from reports.core.security import CurrentPrincipal
from reports.services.reporting import ReportService

router = APIRouter()


def get_service() -> ReportService:
    return ReportService()


@router.get("/{report_id}")
async def report(
    report_id: int,
    principal: CurrentPrincipal,
    service: Annotated[ReportService, Depends(get_service)],
    format: str = "pdf",
):
    if format not in settings.allowed:
        raise HTTPException(400)
    return await service.build(report_id)
