from core import BaseService
from fastapi import FastAPI, Header

app = FastAPI()


class InvoiceService(BaseService):
    async def cancel(self, number: int) -> str:
        return await self.audit(f"cancel {number}")


invoices = InvoiceService()


@app.post("/invoices/{number}/cancel")
async def cancel(number: int, x_user: str = Header()):
    invoices.acting_as(x_user)
    return await invoices.cancel(number)
