import asyncio

from i18n import _


async def connect() -> None:
    await asyncio.sleep(0.05)


async def send_welcome(mail: str) -> str:
    await connect()
    return f"{_('hi')} {mail}"
