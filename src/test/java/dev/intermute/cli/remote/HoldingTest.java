package dev.intermute.cli.remote;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

import dev.intermute.client.AgentClient;
import dev.intermute.client.IntermuteClient;
import dev.intermute.client.Reservation;
import dev.intermute.client.ReservationRequest;
import dev.intermute.client.RetryPolicy;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** With a time that is shorter than a service would give, so that renewals don't take minutes. */
@QuarkusTest
@WithTestResource(TestServer.class)
class HoldingTest extends ShellCase {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private IntermuteClient client;
    private AgentClient agent;

    @BeforeEach
    void register() {
        client = IntermuteClient.at(url()).project(project).open();
        agent = client.register("ada");
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void it_is_renewed_while_the_command_runs_and_given_back_at_its_end() {
        Reservation reservation = agent.reserve(ReservationRequest.of("src/x").lasting(Duration.ofMinutes(1)));

        int code = holding(reservation).run(List.of("sh", "-c", "sleep 1; exit 9"));

        Reservation after = client.reservations().get(reservation.id());
        assertThat(code).isEqualTo(9);
        assertThat(after.expiresAt()).isAfter(reservation.expiresAt());
        assertThat(after.releasedAt()).isPresent();
        assertThat(err.toString()).isEmpty();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void a_command_whose_reservation_is_lost_is_asked_to_end_and_the_code_is_3() {
        Reservation reservation = agent.reserve("src/x");
        agent.release(reservation.id());

        int code = holding(reservation).run(List.of("sleep", "60"));

        assertThat(code).isEqualTo(Exit.CONFLICT.code());
        assertThat(err.toString().lines()).singleElement().asString().startsWith("intermute: the reservation is lost");
    }

    @Test
    void one_that_cannot_be_renewed_in_time_counts_as_lost() {
        Reservation reservation = agent.reserve("src/x");
        try (IntermuteClient nowhere = nowhere()) {
            int code = new Holding(
                            nowhere.agent(agent.registered()), reservation, new Holder.Alone(true), SHORT, printer())
                    .run(List.of("sleep", "60"));

            assertThat(code).isEqualTo(Exit.CONFLICT.code());
            assertThat(err.toString()).contains("couldn't be renewed yet", "the reservation is lost");
        }
    }

    @Test
    void one_that_cannot_be_given_back_is_told_and_the_code_is_the_commands() {
        Reservation reservation = agent.reserve("src/x");
        try (IntermuteClient nowhere = nowhere()) {
            int code = new Holding(
                            nowhere.agent(agent.registered()),
                            reservation,
                            new Holder.Alone(true),
                            Duration.ofMinutes(1),
                            printer())
                    .run(List.of("true"));

            assertThat(code).isZero();
            assertThat(err.toString().lines()).singleElement().asString().contains("couldn't be given back");
        }
    }

    @Test
    void one_that_turns_out_to_be_gone_at_the_end_was_lost() {
        Reservation reservation = agent.reserve("src/x");
        agent.release(reservation.id());

        int code = new Holding(agent, reservation, new Holder.Alone(true), Duration.ofMinutes(1), printer())
                .run(List.of("true"));

        assertThat(code).isEqualTo(Exit.CONFLICT.code());
        assertThat(err.toString().lines()).singleElement().asString().contains("was lost while the command ran");
    }

    @Test
    void one_that_others_hold_too_is_not_given_back_but_looked_at() {
        Reservation reservation = agent.reserve("src/x");
        Holding holding = new Holding(agent, reservation, new Holder.Alone(false), Duration.ofMinutes(1), printer());

        assertThat(holding.run(List.of("true"))).isZero();

        assertThat(client.reservations().get(reservation.id()).active()).isTrue();
        agent.release(reservation.id());
        Holding late = new Holding(agent, reservation, new Holder.Alone(false), Duration.ofMinutes(1), printer());
        assertThat(late.run(List.of("true"))).isEqualTo(Exit.CONFLICT.code());
    }

    @Test
    void who_asks_for_less_time_does_not_shorten_the_renewals() {
        Reservation reservation = agent.reserve(ReservationRequest.of("src/x").lasting(Duration.ofMinutes(1)));
        Holding holding = new Holding(agent, reservation, new Holder.Alone(false), Duration.ofMinutes(10), printer());

        holding.renew();

        Reservation after = client.reservations().get(reservation.id());
        assertThat(after.expiresAt()).isAfter(reservation.createdAt().plus(Duration.ofMinutes(10)));
    }

    private IntermuteClient nowhere() {
        return IntermuteClient.at("http://127.0.0.1:1")
                .project(project)
                .retry(RetryPolicy.never())
                .open();
    }

    private Holding holding(Reservation reservation) {
        return new Holding(agent, reservation, new Holder.Alone(true), SHORT, printer());
    }

    private Printer printer() {
        CommandLine command = new CommandLine(CommandSpec.create())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true));
        return Printer.of(command, false, Surroundings.ofProcess());
    }
}
