import httpx


class PaymentError(Exception):
    pass


class Payments:
    def __init__(self, url: str) -> None:
        self.url = url

    async def charge(self, owner: str, amount: int) -> str:
        async with httpx.AsyncClient(base_url=self.url) as client:
            answer = await client.post("/charges", json={"owner": owner, "amount": amount})
        if answer.is_error:
            raise PaymentError(answer.text)
        return answer.json()["id"]


payments = Payments("https://pay.example")
