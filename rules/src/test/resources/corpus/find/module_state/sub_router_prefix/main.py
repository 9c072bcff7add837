from fastapi import FastAPI

from routers import admin, users

app = FastAPI()
app.include_router(users.router, prefix="/api/users", tags=["users"])
app.include_router(admin.router, prefix="/api/admin")
