package dev.intermute.push;

import io.quarkus.websockets.next.WebSocket;

/** The socket of one agent: its mail, and what everyone in its project may know. */
@WebSocket(path = "/ws/agents/{agent}")
public class AgentSocket extends PushSocket {
    AgentSocket(Sockets sockets) {
        super(sockets);
    }
}
