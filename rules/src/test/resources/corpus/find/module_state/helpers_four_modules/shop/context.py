from . import state


def put(name, value):
    state.values[name] = value


def take(name):
    return state.values[name]  # error: [request-data-in-module-state] values
