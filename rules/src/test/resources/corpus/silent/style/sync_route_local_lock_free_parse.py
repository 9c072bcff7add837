import csv
import io

from fastapi import FastAPI, UploadFile

app = FastAPI()


@app.post("/csv")
def parse(file: UploadFile):
    counts: dict[str, int] = {}
    reader = csv.DictReader(io.TextIOWrapper(file.file))
    for row in reader:
        name = row["name"].strip()
        if name not in counts:
            counts[name] = len(name)
        counts[name] += int(row.get("n", "0"))
    return counts
