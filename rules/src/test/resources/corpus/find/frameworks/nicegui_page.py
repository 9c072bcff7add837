import asyncio

from nicegui import ui

user = None


@ui.page("/hello/{name}")
async def hello(name: str):
    global user
    user = name
    await asyncio.sleep(0.1)
    ui.label(user)  # error: [request-data-in-module-state]
