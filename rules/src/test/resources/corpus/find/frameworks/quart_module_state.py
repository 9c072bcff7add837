import asyncio

from quart import Blueprint, Quart, request

blueprint = Blueprint("reports", __name__)
last = {"user": None}


@blueprint.before_request
async def remember():
    last["user"] = request.headers.get("X-User")


@blueprint.route("/reports", methods=["GET"])
async def reports():
    await asyncio.sleep(0.01)
    return {"user": last["user"]}  # error: [request-data-in-module-state]


app = Quart(__name__)
app.register_blueprint(blueprint)
