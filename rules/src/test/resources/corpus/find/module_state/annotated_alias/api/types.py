from .deps import Account

__all__ = ["Account"]
