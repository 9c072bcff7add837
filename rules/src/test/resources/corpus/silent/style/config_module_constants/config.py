import os

DEBUG = os.environ.get("DEBUG") == "1"
LIMITS = {"page": 100}
FEATURES: set[str] = set(os.environ.get("FEATURES", "").split(","))

if DEBUG:
    LIMITS["page"] = 10
    FEATURES.add("trace")
