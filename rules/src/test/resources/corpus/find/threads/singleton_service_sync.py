import time

from fastapi import FastAPI

app = FastAPI()


class Renderer:
    def __init__(self) -> None:
        self.title = ""

    def load_fonts(self) -> None:
        time.sleep(0.01)

    def render(self, title: str) -> str:
        self.title = title
        self.load_fonts()
        return f"<h1>{self.title}</h1>"  # error: [request-data-in-shared-instance] title


renderer = Renderer()


@app.get("/page")
def page(title: str):
    return renderer.render(title)
