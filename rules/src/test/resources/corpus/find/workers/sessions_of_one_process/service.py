from fastapi import HTTPException


class Sessions:
    def __init__(self):
        self._open = {}

    def open(self, name, user):
        self._open[name] = user

    def find(self, name):
        try:
            return self._open[name]  # error: [process-local-state-with-many-workers] 4
        except KeyError:
            raise HTTPException(404)
