_ctx = {}


def set_customer(customer: str) -> None:
    _ctx["customer"] = customer


def customer() -> str:
    return _ctx["customer"]  # error: [request-data-in-module-state] _ctx
