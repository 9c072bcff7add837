from app.models import Cart, Product

products: dict[str, Product] = {
    "lamp": Product("lamp", 3, 40),
    "desk": Product("desk", 1, 300),
}
carts: dict[str, Cart] = {}


def cart_of(owner: str) -> Cart:
    cart = carts.get(owner)
    if cart is None:
        cart = carts[owner] = Cart(owner)
    return cart


def product(sku: str) -> Product:
    return products[sku]
