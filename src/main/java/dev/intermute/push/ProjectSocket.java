package dev.intermute.push;

import io.quarkus.websockets.next.WebSocket;

/** A socket that gets all that happens in a project: for dashboards and orchestrators. */
@WebSocket(path = "/ws/events")
public class ProjectSocket extends PushSocket {
    ProjectSocket(Sockets sockets) {
        super(sockets);
    }
}
