package dev.intermute.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * One agent, as its own program sees it: every call says, and proves, who makes it, and is a sign of its life. Obtained from
 * {@link IntermuteClient#register} or {@link IntermuteClient#agent}.
 */
public final class AgentClient {
    static final String TOKEN_HEADER = "X-Agent-Token";
    private static final String ID_HEADER = "X-Agent-ID";

    private final IntermuteClient client;
    private final String id;
    private final Registered registered;

    AgentClient(IntermuteClient client, String idOrName, String token) {
        this(client, new Registered(idOrName, "", idOrName, token, 0, ""), token);
    }

    AgentClient(IntermuteClient client, Registered registered, String token) {
        Map<String, String> headers = new HashMap<>(Map.of(ID_HEADER, HeaderText.checked("id", registered.agentId())));
        if (!token.isEmpty()) {
            headers.put(TOKEN_HEADER, HeaderText.checked("token", token));
        }
        this.client = client.with(headers);
        this.id = registered.agentId();
        this.registered = registered;
    }

    /** Its id, or what it was called where it didn't register here. */
    public String id() {
        return id;
    }

    /** What its registration gave: its token is there, and where to start reading. */
    public Registered registered() {
        return registered;
    }

    /** Says that it lives. */
    public void heartbeat() {
        beat(Call.repeatable("POST", "/api/agents/{}/heartbeat", id));
    }

    /** Says that it lives, and what its terminal does. */
    public void heartbeat(FocusState focus) {
        beat(Call.repeatable("POST", "/api/agents/{}/heartbeat", id).with(Fields.of("focus_state", focus)));
    }

    private void beat(Call call) {
        client.send(call).expect("agent_id");
    }

    /**
     * Changes what it says of itself.
     *
     * @param changes what to set; a key whose value is {@code null} goes
     */
    public Agent changeMetadata(Map<String, String> changes) {
        return client.send(Call.repeatable("PATCH", "/api/agents/{}/metadata", id)
                        .with(Fields.of("metadata", new HashMap<>(changes))))
                .as(Agent.class);
    }

    /**
     * Sends a message, under the agent's name. It arrives once, however often it is sent again.
     *
     * @throws IntermuteException {@link ErrorCode#ALREADY_EXISTS} if another sender has its id, or as every call
     */
    public Sent send(MessageDraft draft) {
        String freshId = UUID.randomUUID().toString();
        return named(
                name -> client.send(Call.repeatable("POST", "/api/messages").with(draft.from(name, freshId)))
                        .as(Sent.class));
    }

    /** A call that writes down who the agent is: by its name, for people to read. */
    private <T> T named(Function<String, T> call) {
        try {
            return call.apply(registered.name());
        } catch (IntermuteException e) {
            if (e.code() == ErrorCode.AGENT_MISMATCH && !registered.name().equals(id)) {
                // Another has the name by now, as this agent was silent for long. Its id stays.
                return call.apply(id);
            }
            throw e;
        }
    }

    /** A page of its inbox. Reading marks nothing as read. */
    public MessagePage inbox(Page page) {
        return client.messages().inbox(id, page);
    }

    /** A page of what it hasn't read. */
    public MessagePage unread(Page page) {
        return client.messages().unread(id, page);
    }

    /**
     * Says that it has read a message.
     *
     * @throws IntermuteException {@link ErrorCode#MESSAGE_NOT_FOUND}, {@link ErrorCode#NOT_A_RECIPIENT}, or as every call
     */
    public Receipt markRead(String messageId) {
        return receipt("/api/messages/{}/read", messageId);
    }

    /**
     * Acknowledges a message, which also reads it.
     *
     * @throws IntermuteException as {@link #markRead}
     */
    public Receipt ack(String messageId) {
        return receipt("/api/messages/{}/ack", messageId);
    }

    private Receipt receipt(String route, String messageId) {
        Receipt receipt = client.send(Call.repeatable("POST", route, messageId).with(Fields.of("agent", id)))
                .as(Receipt.class);
        if (receipt.messageId().isEmpty()) {
            throw Answer.unintelligible("a receipt of no message", null);
        }
        return receipt;
    }

    /** The messages of the project, as this agent sees them: a message that it sent shows its bcc. */
    public Messages messages() {
        return client.messages();
    }

    /**
     * Reserves files for itself alone, for half an hour.
     *
     * @throws IntermuteException as {@link #reserve(ReservationRequest)}
     */
    public Reservation reserve(String pattern, String... further) {
        return reserve(ReservationRequest.of(pattern, further));
    }

    /**
     * Reserves files. What it has already in the same way is refreshed, so that asking again does no harm.
     *
     * @throws IntermuteException {@link ErrorCode#RESERVATION_CONFLICT} with {@link IntermuteException#conflicts},
     *     {@link ErrorCode#INVALID_PATTERN}, {@link ErrorCode#RESERVATION_LIMIT}, or as every call
     */
    public Reservation reserve(ReservationRequest request) {
        return client.send(Call.repeatable("POST", "/api/reservations")
                        .with(request.by(id))
                        .taking(request.patience()))
                .as(Reservation.class);
    }

    /**
     * Extends a reservation by as much time as it was given last.
     *
     * @throws IntermuteException {@link ErrorCode#RESERVATION_ENDED} if it is over, or as {@link #release}
     */
    public Reservation renew(String reservationId) {
        return client.send(Call.repeatable("POST", "/api/reservations/{}/renew", reservationId))
                .as(Reservation.class);
    }

    /**
     * Extends a reservation.
     *
     * @param ttl from now on, in minutes, begun ones whole: 1 to 1,440
     * @throws IntermuteException as {@link #renew(String)}
     */
    public Reservation renew(String reservationId, Duration ttl) {
        return client.send(Call.repeatable("POST", "/api/reservations/{}/renew", reservationId)
                        .with(Fields.of("ttl_minutes", Wire.minutes(ttl))))
                .as(Reservation.class);
    }

    /**
     * Gives a reservation back.
     *
     * @throws IntermuteException {@link ErrorCode#RESERVATION_NOT_FOUND}, {@link ErrorCode#NOT_THE_OWNER}, or as every call
     */
    public Reservation release(String reservationId) {
        Call call = Call.repeatable("DELETE", "/api/reservations/{}", reservationId);
        return client.sendUnlessDone(call, ErrorCode.RESERVATION_NOT_FOUND)
                .map(answer -> answer.as(Reservation.class))
                .orElseGet(() -> client.reservations().get(reservationId));
    }

    /** Gives back all that it holds, as an agent does that is done; tells how many this attempt released. */
    public int releaseAll() {
        Answer answer =
                client.send(Call.repeatable("DELETE", "/api/reservations").query("agent", id));
        return answer.expect("released").asInt();
    }

    /** The reservations of the project, as this agent sees them. */
    public Reservations reservations() {
        return client.reservations();
    }

    /** What stands in the way of this agent, should it reserve these. */
    public Availability check(String... patterns) {
        return client.reservations().check(List.of(patterns), true, id);
    }

    /**
     * Takes the oldest pending task, for half an hour from each sign of its life.
     *
     * @return empty if none is pending
     * @throws IntermuteException as {@link Tasks#claim(String, TaskClaim)}
     */
    public Optional<Task> claimTask() {
        return claimTask(TaskClaim.any());
    }

    /**
     * Takes the oldest pending task that is wanted.
     *
     * @return empty if none is pending
     * @throws IntermuteException as {@link Tasks#claim(String, TaskClaim)}
     */
    public Optional<Task> claimTask(TaskClaim wanted) {
        return named(name -> client.tasks().claim(name, wanted));
    }

    /** What happens that this agent should know: its mail, and what everybody in the project may know. */
    public Events events() {
        return new Events(client, Call.get("/ws/agents/{}", id).path());
    }

    /** The project, with every call made as this agent: its agents, its work records. */
    public IntermuteClient project() {
        return client;
    }
}
