class Ledger:
    def __init__(self) -> None:
        self.cash = 100

    def covers(self, amount: int) -> bool:
        return self.cash >= amount

    def withdraw(self, amount: int) -> None:
        self.cash -= amount  # error: [check-then-act-across-await] cash


ledger = Ledger()
