from locks import stock_lock as guard

stock = {"n": 1}


def get_guard():
    return guard
