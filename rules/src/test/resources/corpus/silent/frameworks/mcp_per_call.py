import asyncio

from mcp.server.fastmcp import Context, FastMCP

mcp = FastMCP("notes")
LIMITS = {"rows": 10}


@mcp.tool()
async def search(query: str, ctx: Context) -> str:
    seen = {"query": query}
    await ctx.info(query)
    await asyncio.sleep(0)
    return seen["query"] + str(LIMITS["rows"])


@mcp.tool()
def inline(query: str) -> str:
    return query
