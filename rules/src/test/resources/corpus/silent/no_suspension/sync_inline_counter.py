from fastapi import FastAPI

app = FastAPI()
hits = 0


@app.get("/")
def home():
    global hits
    hits += 1
    return {"hits": hits}
