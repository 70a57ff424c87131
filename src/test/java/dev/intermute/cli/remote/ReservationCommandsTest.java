package dev.intermute.cli.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class ReservationCommandsTest extends ShellCase {
    @BeforeEach
    void bothAreThere() {
        registered();
    }

    @Test
    void what_one_holds_the_other_is_told_of_with_3() {
        String reserved = ada.run("reserve", "src/parse", "--reason", "rewrite the parser")
                .done()
                .out();

        bob.run("reserve", "src/**/*.java")
                .failed(
                        Exit.CONFLICT,
                        "ada holds src/parse (rewrite the parser), ends in ",
                        "src/parse/.java",
                        "--wait");
        Shell.Result checked = bob.run("check", "src/**/*.java");
        Shell.Result own = ada.run("check", "src/parse").done();

        assertThat(reserved).startsWith("reserved src/parse, ends in ");
        assertThat(checked.code()).isEqualTo(Exit.CONFLICT.code());
        assertThat(checked.err()).isEmpty();
        assertThat(checked.out().lines().skip(1).findFirst().orElseThrow())
                .matches("ada +active +in \\d+ min +src/parse +src/parse/\\.java +rewrite the parser");
        assertThat(own.out()).startsWith("free");
    }

    @Test
    void scripts_get_the_reservation_or_the_conflicts() {
        JsonNode reserved = ada.run("reserve", "--json", "--ttl", "5", "--shared", "docs", "src")
                .done()
                .json();
        Shell.Result refused = bob.run("reserve", "--json", "docs/x.md");
        JsonNode checked = bob.run("check", "--json", "docs/x.md").json();
        JsonNode shared =
                bob.run("check", "--json", "--shared", "docs/x.md").done().json();

        assertThat(reserved.path("patterns")).hasSize(2);
        assertThat(reserved.path("shared").asBoolean()).isTrue();
        assertThat(reserved.path("is_active").asBoolean()).isTrue();
        assertThat(refused.code()).isEqualTo(Exit.CONFLICT.code());
        assertThat(refused.json().path("error").asText()).isEqualTo("reservation_conflict");
        assertThat(refused.json().at("/conflicts/0/held_by").asText()).isEqualTo("ada");
        assertThat(checked.path("available").asBoolean(true)).isFalse();
        assertThat(shared.path("available").asBoolean()).isTrue();
    }

    @Test
    void a_reservation_is_renewed_and_released_by_its_id_or_by_its_pattern() {
        String id =
                ada.run("reserve", "src/a", "--json").done().json().path("id").asText();
        ada.run("reserve", "src/b").done();

        JsonNode renewed = ada.run("renew", "--ttl", "120", id, "--json").done().json();
        String all = ada.run("renew").done().out();
        String released = ada.run("release", "src/b").done().out();
        JsonNode rest = ada.run("release", "--all", "--json").done().json();

        assertThat(renewed.at("/reservations/0/id").asText()).isEqualTo(id);
        assertThat(all).contains("renewed src/a, ends in ", "renewed src/b, ends in ");
        assertThat(released).startsWith("released 1 reservation");
        assertThat(rest.path("released").asInt()).isEqualTo(1);
        assertThat(bob.run("check", "src").done().out()).startsWith("free");
    }

    @Test
    void what_is_anothers_is_5_and_what_is_not_there_is_4() {
        String id =
                ada.run("reserve", "src/a", "--json").done().json().path("id").asText();

        bob.run("release", id).failed(Exit.DENIED);
        bob.run("renew", id).failed(Exit.DENIED);
        bob.run("release", "src/none").failed(Exit.NOT_FOUND, "'intermute check PATTERN'");
        bob.run("release", "src/none", id).failed(Exit.NOT_FOUND, "src/none: ");
    }

    @Test
    void a_command_runs_while_the_files_are_held_and_its_exit_code_is_passed_on() {
        Shell.Result ran =
                ada.run("reserve", "src/x", "--", "sh", "-c", "test -n \"$INTERMUTE_RESERVATION\" && exit 42");

        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isEqualTo(42);
        assertThat(bob.run("check", "src/x").done().out()).startsWith("free");
    }

    @Test
    void a_command_that_cannot_be_run_is_127_and_nothing_stays_held() {
        Shell.Result ran = ada.run("reserve", "src/x", "--", "no-such-command-here");

        assertThat(ran.code()).isEqualTo(127);
        assertThat(ran.err()).contains("no-such-command-here");
        assertThat(bob.run("check", "src/x").done().out()).startsWith("free");
    }

    @Test
    void whoever_waits_gets_it_when_it_is_released() {
        ada.run("reserve", "src/x").done();
        java.util.concurrent.CompletableFuture<Shell.Result> waiting =
                java.util.concurrent.CompletableFuture.supplyAsync(() -> bob.run("reserve", "--wait", "60", "src/x"));
        org.awaitility.Awaitility.await()
                .until(() -> shell("carol")
                                .run("check", "src/x", "--json")
                                .json()
                                .at("/conflicts/0/waiting")
                                .asInt()
                        == 1);

        ada.run("release", "--all").done();

        assertThat(waiting.join().done().out()).startsWith("reserved src/x");
    }

    @Test
    void bad_usage_is_2() {
        ada.run("reserve").failed(Exit.USAGE, "see 'intermute reserve --help'");
        ada.run("reserve", "--", "true").failed(Exit.USAGE, "before --");
        ada.run("reserve", "src", "--").failed(Exit.USAGE, "after --");
        ada.run("reserve", "--wait", "61", "src").failed(Exit.USAGE, "from 0 to 60");
        ada.run("reserve", "--ttl", "0", "src").failed(Exit.USAGE, "from 1 to 1440");
        ada.run("reserve", "/etc/passwd").failed(Exit.USAGE);
        assertThat(ada.run("reserve", "a[", "--json").json().path("error").asText())
                .isEqualTo("invalid_pattern");
        ada.run("release").failed(Exit.USAGE, "--all");
        ada.run("release", "--all", "src").failed(Exit.USAGE, "--all");
        ada.run("check").failed(Exit.USAGE, "see 'intermute check --help'");
    }

    @Test
    void what_was_reserved_without_a_command_outlives_one() {
        ada.run("reserve", "src/x").done();

        ada.run("reserve", "src/x", "--", "true").done();

        assertThat(bob.run("check", "src/x").code()).isEqualTo(Exit.CONFLICT.code());
    }
}
