import functools

actor = None


def audited(action: str):
    def decorate(handler):
        @functools.wraps(handler)
        async def wrapper(*args, **kwargs):
            global actor
            actor = kwargs["user"]
            result = await handler(*args, **kwargs)
            print(action, "by", actor)  # error: [request-data-in-module-state] actor
            return result

        return wrapper

    return decorate
