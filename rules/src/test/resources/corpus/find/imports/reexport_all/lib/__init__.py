from ._context import bind, bound

__all__ = ["bind", "bound"]
