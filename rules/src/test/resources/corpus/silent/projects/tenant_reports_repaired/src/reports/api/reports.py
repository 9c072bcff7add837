from typing import Annotated

from fastapi import APIRouter, Depends

from reports.core.security import CurrentPrincipal
from reports.services.reporting import ReportService

router = APIRouter()


def get_service(principal: CurrentPrincipal) -> ReportService:
    return ReportService(principal.org_id)


@router.get("/{report_id}")
async def report(report_id: int, service: Annotated[ReportService, Depends(get_service)]):
    return await service.build(report_id)
