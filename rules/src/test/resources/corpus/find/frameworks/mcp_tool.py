import httpx
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("notes")
session = {}


@mcp.tool()
async def search(token: str, query: str) -> str:
    session["token"] = token
    async with httpx.AsyncClient() as client:
        answer = await client.get("http://notes/", params={"q": query})
    return answer.text + session["token"]  # error: [request-data-in-module-state]
