import asyncio

stock_lock = asyncio.Lock()
