import os

workers = int(os.getenv("WORKERS", "1"))
threads = 8
