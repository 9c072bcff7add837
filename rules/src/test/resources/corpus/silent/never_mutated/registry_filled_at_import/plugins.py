import asyncio

from registry import register


@register("mail")
async def mail(to: str) -> str:
    await asyncio.sleep(0.01)
    return "mail " + to


@register("sms")
async def sms(to: str) -> str:
    await asyncio.sleep(0.01)
    return "sms " + to
