from fastapi import APIRouter

router = APIRouter()
_checks = {"count": 0}


@router.get("/health")
async def health():
    _checks["count"] += 1
    return {"status": "ok", "checks": _checks["count"]}
