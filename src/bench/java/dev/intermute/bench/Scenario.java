package dev.intermute.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What can be measured. Each uses only routes that every implementation of the contract has. */
enum Scenario {
    /** A route that does nothing: the yardstick. As fast as it is answered, whatever rate is asked for. */
    NOOP("noop") {
        @Override
        Plan plan(MeasuredServer server, Volume volume) {
            return lane(volume, Pace.asAnswered(), server.fixture().noop(server.noopPath()));
        }
    },
    /** A message to two of 50 mailboxes, with a body of 200 bytes. */
    SEND("send") {
        @Override
        Plan plan(MeasuredServer server, Volume volume) throws IOException {
            return lane(volume, volume.pace(), server.fixture().sends());
        }
    },
    /** A message that was sent before, under the same id. */
    RETRY("retry") {
        @Override
        Plan plan(MeasuredServer server, Volume volume) throws IOException {
            return lane(volume, volume.pace(), server.fixture().retries());
        }
    },
    /** A full page of 50 messages of one of 50 mailboxes. */
    INBOX("inbox") {
        @Override
        Plan plan(MeasuredServer server, Volume volume) throws IOException {
            return lane(volume, volume.pace(), server.fixture().pages(volume.messages()));
        }
    },
    /** A sign of life of one of 50 agents. */
    HEARTBEAT("heartbeat") {
        @Override
        Plan plan(MeasuredServer server, Volume volume) throws IOException {
            return lane(volume, volume.pace(), server.fixture().heartbeats());
        }
    },
    /** A new agent. */
    REGISTER("register") {
        @Override
        Plan plan(MeasuredServer server, Volume volume) {
            List<Requests> registrations = server.fixture().registrations(volume.connections());
            return Plan.of(new Lane(label(), volume.pace(), registrations));
        }
    },
    /** A reservation among many that others hold, or the release of all that its agent has: each half of the time. */
    RESERVE("reserve") {
        @Override
        Plan plan(MeasuredServer server, Volume volume) throws IOException {
            HeldFiles held = server.fixture().held(volume.reservations());
            return Plan.of(new Lane(label(), volume.pace(), held.reserving(volume.connections())));
        }
    },
    /** What stands in the way of a reservation among many that others hold. */
    CHECK("check") {
        @Override
        Plan plan(MeasuredServer server, Volume volume) throws IOException {
            return lane(
                    volume,
                    volume.pace(),
                    server.fixture().held(volume.reservations()).checks());
        }
    },
    /** A file passed on, among many that others hold: from its release to the end of the answer to the one who waits. */
    HAND_OVER("hand-over") {
        @Override
        Plan plan(MeasuredServer server, Volume volume) throws IOException {
            HeldFiles held = server.fixture().held(volume.reservations());
            return Plan.of(new Lane(label(), volume.pace(), held.handingOver(volume.pairs())));
        }
    },
    /** Senders at full speed; the other connections read inboxes and beat. A rate holds for those two together. */
    MIXED("mixed") {
        @Override
        Plan plan(MeasuredServer server, Volume volume) throws IOException {
            List<Requests> senders =
                    Fixture.rotations(volume.senders(), server.fixture().sends());
            List<Lane> lanes = new ArrayList<>();
            lanes.add(new Lane(SEND.label(), Pace.asAnswered(), senders));
            lanes.addAll(readersAndBeaters(server, volume));
            return new Plan(lanes, List.of());
        }
    },
    /** The mixed load without its senders: what its readers are compared with. */
    MIXED_READS("mixed-reads") {
        @Override
        Plan plan(MeasuredServer server, Volume volume) throws IOException {
            return new Plan(readersAndBeaters(server, volume), List.of());
        }
    },
    /** One sender, and many sockets that follow all events of the project. */
    FAN_OUT("fan-out") {
        @Override
        Plan plan(MeasuredServer server, Volume volume) throws IOException {
            List<StampedMessages> messages = server.fixture().announcements(FAN_OUT_CONNECTIONS);
            Lane sender = new Lane(SEND.label(), volume.paceOr(FAN_OUT_RATE), messages);
            return new Plan(List.of(sender), watchers(server, volume, messages));
        }
    },
    /** Many senders, each of which writes to one agent that listens on a socket of its own. */
    DIRECT("direct") {
        @Override
        Plan plan(MeasuredServer server, Volume volume) throws IOException {
            List<StampedMessages> letters = server.fixture().letters(volume.sockets());
            List<Subscription> sockets = new ArrayList<>();
            for (int i = 0; i < letters.size(); i++) {
                sockets.add(server.fixture().mailbox(letters, i));
            }
            return new Plan(List.of(new Lane(SEND.label(), volume.paceOr(DIRECT_RATE), letters)), sockets);
        }
    },
    /** Sockets that nothing comes through: what one costs in memory. */
    IDLE("idle") {
        @Override
        Plan plan(MeasuredServer server, Volume volume) throws IOException {
            Lane nobody = new Lane(Round.RECEIPT, Pace.asAnswered(), List.of());
            return new Plan(
                    List.of(nobody), watchers(server, volume, server.fixture().announcements(1)));
        }
    };

    /** Messages a second, where no rate is asked for. */
    private static final double FAN_OUT_RATE = 200;

    private static final double DIRECT_RATE = 1000;
    /** Enough that the sender need not wait for an answer before it can send what is due. */
    private static final int FAN_OUT_CONNECTIONS = 8;

    private final String label;

    Scenario(String label) {
        this.label = label;
    }

    /** What a round of it does; makes in the server what it needs. */
    abstract Plan plan(MeasuredServer server, Volume volume) throws IOException;

    /** Its name on the command line. */
    String label() {
        return label;
    }

    @Override
    public String toString() {
        return label;
    }

    Plan lane(Volume volume, Pace pace, List<byte[]> requests) {
        return Plan.of(new Lane(label, pace, Fixture.rotations(volume.connections(), requests)));
    }

    private static List<Lane> readersAndBeaters(MeasuredServer server, Volume volume) throws IOException {
        int others = Math.max(2, volume.connections() - volume.senders());
        List<byte[]> pages = server.fixture().pages(volume.messages());
        List<byte[]> heartbeats = server.fixture().heartbeats();
        return List.of(
                new Lane(INBOX.label, volume.halfPace(), Fixture.rotations(others - others / 2, pages)),
                new Lane(HEARTBEAT.label, volume.halfPace(), Fixture.rotations(others / 2, heartbeats)));
    }

    private static List<Subscription> watchers(MeasuredServer server, Volume volume, List<StampedMessages> messages) {
        return IntStream.range(0, volume.sockets())
                .mapToObj(i -> server.fixture().events(messages))
                .toList();
    }
}
