"""Slack's servers: one address for all workspaces, and the door at which the app is reached."""

from __future__ import annotations

from bot.workspace.doors import Door, SocketDoor
from bot.workspace.server import listen
from bot.workspace.state import State


class Servers:
    """The servers, open until they are closed. `door` is the socket, until it is set to another."""

    def __init__(self) -> None:
        self.workspaces: dict[str, State] = {}
        self.socket = SocketDoor()
        self.door: Door = self.socket
        self._http = listen(self.workspaces, self.socket.url)

    @property
    def address(self) -> str:
        """Where the servers are, without a path."""
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def close(self) -> None:
        """Close everything."""
        self.socket.close()
        self._http.shutdown()
        self._http.server_close()
