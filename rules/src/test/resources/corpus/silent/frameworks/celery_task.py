import time

from celery import Celery

celery = Celery("jobs")
totals = {"sent": 0}


@celery.task
def send(count: int):
    before = totals["sent"]
    time.sleep(0.01)
    totals["sent"] = before + count
