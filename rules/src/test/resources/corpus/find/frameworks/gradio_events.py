import asyncio
import time

import gradio as gr

current = {}
summaries = {}


async def translate(text: str):
    current["text"] = text
    await asyncio.sleep(0.1)
    return current["text"].upper()  # error: [request-data-in-module-state] current


def summarise(text: str):
    summaries["last"] = text
    time.sleep(0.1)
    return summaries["last"]  # error: [request-data-in-module-state] summaries


with gr.Blocks() as demo:
    source = gr.Textbox()
    target = gr.Textbox()
    button = gr.Button("Translate")
    button.click(translate, source, target, concurrency_limit=None)
    source.submit(fn=summarise, inputs=source, outputs=target, queue=False)

demo.launch()
