import asyncio

import gradio as gr

history = {}


async def answer(message: str, past: list):
    history["last"] = message
    await asyncio.sleep(0.1)
    return history["last"]  # error: [request-data-in-module-state] history


demo = gr.ChatInterface(answer)
demo.queue(default_concurrency_limit=8).launch()
