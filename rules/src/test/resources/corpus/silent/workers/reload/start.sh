#!/bin/sh
# uvicorn app.main:app --workers 4
exec uvicorn app.main:app --workers "${WORKERS:-4}" --reload
