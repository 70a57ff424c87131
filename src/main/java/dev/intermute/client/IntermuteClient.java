package dev.intermute.client;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A project of a service, as a program sees it: the way into the SDK. All methods block until the answer is there, and throw
 * nothing but {@link IntermuteException} for what happens on the wire. Safe for use by many threads.
 *
 * <p>Two agents share a code base:
 *
 * <pre>{@code
 * try (IntermuteClient intermute = IntermuteClient.at("http://127.0.0.1:7338").project("demo").open()) {
 *     AgentClient ada = intermute.register("ada");
 *     AgentClient bob = intermute.register("bob");
 *
 *     Reservation parser = ada.reserve("src/parse");
 *     ada.send(MessageDraft.to("bob").thread("parser").body("I rewrite the parser.").askForAck());
 *
 *     try {
 *         bob.reserve("src/**");
 *     } catch (IntermuteException e) {
 *         for (Conflict conflict : e.conflicts()) {
 *             System.out.println(conflict.heldBy() + " holds " + conflict.pattern());
 *         }
 *     }
 *     for (Message message : bob.inbox(Page.first()).messages()) {
 *         System.out.println(message.from() + ": " + message.body());
 *         bob.ack(message.id());
 *     }
 *     ada.release(parser.id());
 * }
 * }</pre>
 *
 * <p>This prints {@code ada holds src/parse} and {@code ada: I rewrite the parser.}
 */
public final class IntermuteClient implements AutoCloseable {
    private final Transport transport;
    private final String project;
    private final Set<Subscription> subscriptions;
    private final Runnable free;

    IntermuteClient(Transport transport, String project, Set<Subscription> subscriptions, Runnable free) {
        this.transport = transport;
        this.project = project;
        this.subscriptions = subscriptions;
        this.free = free;
    }

    /**
     * Begins a client of a service.
     *
     * @param url its address, such as {@code http://127.0.0.1:7338}; {@code https} for one behind a proxy that speaks TLS
     * @throws IllegalArgumentException if it is no such address
     */
    public static Builder at(String url) {
        return at(URI.create(url));
    }

    /** The same, of an address that is one already. */
    public static Builder at(URI url) {
        return new ClientBuilder(url, Optional.empty());
    }

    /**
     * Begins a client of a service on this machine that listens on a Unix socket.
     *
     * @param socket the socket's file
     */
    public static Builder atSocket(Path socket) {
        return new ClientBuilder(URI.create("http://localhost"), Optional.of(socket));
    }

    /**
     * Registers a new agent under a name; if another live agent has the name, under that name with a number.
     *
     * @throws IntermuteException as {@link #register(Registration)}
     */
    public AgentClient register(String name) {
        return register(Registration.named(name));
    }

    /**
     * Registers an agent, or refreshes one. Isn't made again where the first attempt may have arrived.
     *
     * @throws IntermuteException {@link ErrorCode#NAME_TAKEN}, {@link ErrorCode#ACTIVE_SESSION_CONFLICT}, or as every call
     */
    public AgentClient register(Registration registration) {
        Transport own = registration.token().isEmpty()
                ? transport
                : transport.with(Map.of(AgentClient.TOKEN_HEADER, HeaderText.checked("token", registration.token())));
        Registered registered = own.send(
                        scoped(Call.once("POST", "/api/agents")).with(registration.fields()))
                .as(Registered.class);
        String token = registered.token().isEmpty() ? registration.token() : registered.token();
        return new AgentClient(this, registered, token);
    }

    /**
     * Acts for an agent that has registered before. Sends nothing, unless the name has other characters than printable ASCII: then
     * it asks for the agent's id, for such a name can't stand in a header.
     *
     * @param idOrName which agent
     * @param token what its registration gave, to prove it; empty where the service doesn't ask for it
     * @throws IntermuteException as {@link Agents#get}, for such a name only
     * @throws IllegalArgumentException if {@code idOrName} is blank, or {@code token} is none of the service's
     */
    public AgentClient agent(String idOrName, String token) {
        boolean asItIs = HeaderText.isSafe(idOrName);
        return new AgentClient(this, asItIs ? idOrName : agents().get(idOrName).agentId(), token);
    }

    /** The same, of a registration whose answer was kept. */
    public AgentClient agent(Registered registered) {
        return new AgentClient(this, registered, registered.token());
    }

    /** The agents of the project. */
    public Agents agents() {
        return new Agents(this);
    }

    /** The messages of the project. */
    public Messages messages() {
        return new Messages(this);
    }

    /** The reservations of the project. */
    public Reservations reservations() {
        return new Reservations(this);
    }

    /** What is to be built in the project, for whom and why. */
    public Specs specs() {
        return new Specs(this);
    }

    /** The large pieces of its work. */
    public Epics epics() {
        return new Epics(this);
    }

    /** The pieces of its epics. */
    public Stories stories() {
        return new Stories(this);
    }

    /** What its agents do in one go. */
    public Tasks tasks() {
        return new Tasks(this);
    }

    /** What was found out in it. */
    public Insights insights() {
        return new Insights(this);
    }

    /** The runs of its agents, as work records. */
    public Sessions sessions() {
        return new Sessions(this);
    }

    /** Its critical user journeys. */
    public Cujs cujs() {
        return new Cujs(this);
    }

    /** What happens in the project. */
    public Events events() {
        return new Events(this, "/ws/events");
    }

    /**
     * Asks the service how it does.
     *
     * @throws IntermuteException {@link ErrorCode#STORAGE_UNAVAILABLE} if it isn't well, or as every call
     */
    public void health() {
        if (!send(Call.get("/health")).expect("status").asText().equals("ok")) {
            throw Answer.unintelligible("a health other than ok", null);
        }
    }

    /** The project; empty where the key says which. */
    public String project() {
        return project;
    }

    /**
     * Ends the client and what was made of it. Subscriptions that are open are closed as {@link Subscription#close} does, also
     * those of its agents; a call after this is an {@link IllegalStateException}. What the JDK's HTTP client has, which is three
     * threads and the connections that are idle, is freed with the next garbage collection: a program opens one client and
     * keeps it.
     *
     * <p>On the client that {@link AgentClient#project} gives this does nothing: it shares what the first client holds.
     */
    @Override
    public void close() {
        free.run();
    }

    Answer send(Call call) {
        return transport.send(scoped(call));
    }

    /**
     * Makes a call that is refused where it has been done already, such as the release of a reservation that is gone.
     *
     * @param doneBefore the code of that refusal
     * @return empty if it is refused so after an attempt whose answer was lost: that attempt may be what did it
     * @throws IntermuteException if it was refused so at once, or as {@link #send}
     */
    Optional<Answer> sendUnlessDone(Call call, ErrorCode doneBefore) {
        try {
            return Optional.of(send(call));
        } catch (IntermuteException e) {
            if (e.mayBeOwnEcho(doneBefore)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    Transport transport() {
        return transport;
    }

    /** Those that are open. */
    Set<Subscription> subscriptions() {
        return subscriptions;
    }

    Call scoped(Call call) {
        return call.query("project", project);
    }

    /** The same with further headers on every request. */
    IntermuteClient with(Map<String, String> headers) {
        return new IntermuteClient(transport.with(headers), project, subscriptions, () -> {});
    }

    /** How a client is to be. */
    public sealed interface Builder permits ClientBuilder {
        /**
         * The project; without one it is the key's, or {@code default} without a key. With a key it must be named for
         * registering and sending.
         */
        Builder project(String name);

        /**
         * The key of the project, for callers from other machines.
         *
         * @throws IllegalArgumentException if it has a character that no key has, such as a line break
         */
        Builder key(String key);

        /**
         * How long one attempt of a call may take, beyond what it waits for by its nature; 10 s by default.
         *
         * @param each more than 0
         */
        Builder timeout(Duration each);

        /** When calls are made again; {@link RetryPolicy#standard()} by default. */
        Builder retry(RetryPolicy policy);

        /**
         * Makes the client. Nothing is sent yet.
         *
         * @throws IntermuteException {@link ErrorCode#UNREACHABLE} if this machine has no port or file descriptor left for it
         */
        IntermuteClient open();
    }
}
