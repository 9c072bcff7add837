"""The queue of Gradio runs one event of a listener at a time."""

import asyncio

import gradio as gr

current = {}


async def translate(text: str):
    current["text"] = text
    await asyncio.sleep(0.1)
    return current["text"].upper()  # ok


with gr.Blocks() as demo:
    source = gr.Textbox()
    button = gr.Button("Translate")
    button.click(translate, source, source)

demo.queue(default_concurrency_limit=1)
demo.launch()
