package dev.intermute.cli.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.Api;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class RegisterCommandTest extends ShellCase {
    @Test
    void after_it_the_other_commands_just_work() {
        String said = ada.run("register", "ada", "--capability", "java,sql", "--status", "busy")
                .done()
                .out();
        ada.set("INTERMUTE_URL", null).set("INTERMUTE_PROJECT", null);

        String agents = ada.run("agents").done().out();

        assertThat(said).startsWith("registered as ada in project " + project).contains("kept in ");
        assertThat(agents.lines().skip(1))
                .singleElement()
                .asString()
                .matches("ada +active +(now|\\d+ s ago) +busy +java, sql");
    }

    @Test
    void scripts_get_the_answer_and_the_list() {
        JsonNode registered = ada.run("register", "ada", "--json", "--metadata", "repo=x")
                .done()
                .json();
        JsonNode agents =
                ada.run("agents", "--json", "--capability", "none").done().json();
        JsonNode all = ada.run("agents", "--json").done().json();

        assertThat(registered.path("name").asText()).isEqualTo("ada");
        assertThat(registered.path("token").asText()).hasSize(43);
        assertThat(agents.path("agents").isArray()).isTrue();
        assertThat(agents.path("agents")).isEmpty();
        assertThat(all.at("/agents/0/agent_id").asText())
                .isEqualTo(registered.path("agent_id").asText());
        assertThat(all.at("/agents/0/metadata/repo").asText()).isEqualTo("x");
        assertThat(all.at("/agents/0/liveness").asText()).isEqualTo("active");
    }

    @Test
    void what_is_kept_only_its_user_can_read() throws IOException {
        ada.run("register", "ada").done();

        Path kept = kept();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    void a_file_that_others_can_read_is_refused_and_said_how_to_mend() throws IOException {
        ada.run("register", "ada").done();
        Files.setPosixFilePermissions(kept(), PosixFilePermissions.fromString("rw-r--r--"));

        ada.run("inbox").failed(Exit.FAILED, "chmod 600", kept().toString());

        assertThat(ada.run("inbox", "--json").json().path("error").asText()).isEqualTo("identity_file");
    }

    @Test
    void a_file_that_is_broken_is_told_of_and_nothing_is_sent() throws IOException {
        ada.run("register", "ada").done();
        Files.writeString(kept(), "{\"url\":");

        ada.run("inbox").failed(Exit.FAILED, "remove it and run 'intermute register' again");
    }

    @Test
    void nobody_is_registered_whose_token_could_not_be_kept() throws IOException {
        Path file = Files.createFile(ada.folder().resolve("file"));

        ada.set("XDG_STATE_HOME", file.toString()).run("register", "ada").failed(Exit.FAILED, "can't be used");

        assertThat(bob.run("agents", "--json").done().json().path("agents")).isEmpty();
    }

    @Test
    void the_project_that_the_service_chose_is_kept() {
        ada.set("INTERMUTE_PROJECT", null);

        String said = ada.run("register", Api.freshName("ada")).done().out();

        assertThat(said).contains(" in project default");
        ada.run("inbox", "--project", "default").done();
    }

    @Test
    void in_a_project_where_nobody_is_registered_the_same_service_is_asked_and_who_may_act_is_said() {
        registered();
        ada.set("INTERMUTE_URL", null);
        String elsewhere = Api.freshProject();

        assertThat(ada.run("agents", "--project", elsewhere).done().out()).startsWith("nobody has registered");
        ada.run("inbox", "--project", elsewhere)
                .failed(Exit.USAGE, "run 'intermute register --project " + elsewhere + "'");
    }

    @Test
    void health_asks_the_service_that_was_registered_with() {
        ada.run("register", "ada").done();

        assertThat(ada.set("INTERMUTE_URL", null).run("health").done().out().strip())
                .isEqualTo("ok");
        assertThat(ada.run("health", "--json").done().json().path("status").asText())
                .isEqualTo("ok");
        Shell.Result away = ada.run("health", "--json", "--url", "http://127.0.0.1:1");
        assertThat(away.code()).isEqualTo(Exit.UNAVAILABLE.code());
        assertThat(away.json().path("error").asText()).isEqualTo("unavailable");
    }

    @Test
    void each_working_tree_and_each_project_has_an_agent_of_its_own() {
        registered();
        String elsewhere = Api.freshProject();
        ada.run("register", "ada-elsewhere", "--project", elsewhere).done();

        assertThat(name(bob.run("register", "--json"))).isEqualTo("bob");
        assertThat(name(ada.run("register", "--json"))).isEqualTo("ada");
        ada.set("INTERMUTE_PROJECT", null);
        ada.run("register", "--project", elsewhere).done();
        assertThat(ada.run("agents", "--json")
                        .done()
                        .json()
                        .at("/agents/0/name")
                        .asText())
                .isEqualTo("ada-elsewhere");
    }

    @Test
    void without_a_name_two_words_are_found() {
        assertThat(name(ada.run("register", "--json"))).isNotEmpty();
    }

    @Test
    void whoever_has_not_registered_is_told_to() {
        ada.run("inbox").failed(Exit.USAGE, "intermute register", "--agent");
    }

    @Test
    void a_flag_beats_the_environment_which_beats_what_was_kept() {
        registered();
        ada.run("send", "--to", "bob", "--id", "m1", "text").done();

        String asFlag = ada.run("inbox", "--agent", "bob").done().out();
        ada.set("INTERMUTE_AGENT", "bob");
        String asVariable = ada.run("inbox").done().out();

        assertThat(asFlag).contains("m1");
        assertThat(asVariable).contains("m1");
        assertThat(ada.run("inbox", "--agent", "ada").done().out()).startsWith("nothing");
    }

    @Test
    void a_token_goes_to_no_other_service_and_for_no_other_agent() {
        registered();
        ada.run("send", "--to", "bob", "--id", "m1", "text").done();

        // With ada's token this would be agent_mismatch.
        bob.run("ack", "--agent", "bob", "m1").done();
        ada.run("ack", "--agent", "bob", "m1").done();
        ada.run("ack", "--agent", "bob", "--agent-token", token(), "m1").failed(Exit.DENIED);
    }

    @Test
    void a_key_that_is_wrong_is_5_and_one_of_another_project_too() {
        ada.run("agents", "--api-key", "wrong").failed(Exit.DENIED, "key");
        ada.run("agents", "--api-key", TestServer.KEY_A).failed(Exit.DENIED);
        ada.set("INTERMUTE_API_KEY", "wrong");
        ada.run("register", "ada").failed(Exit.DENIED);
        assertThat(ada.run("agents", "--json").json().path("error").asText()).isEqualTo("unauthorized");
    }

    @Test
    void the_key_is_kept_for_the_commands_that_follow() {
        String name = Api.freshName("ada");
        ada.set("INTERMUTE_PROJECT", null)
                .run("register", name, "--project", "keyed-a", "--api-key", TestServer.KEY_A)
                .done();

        assertThat(ada.run("agents").done().out()).contains(name);
    }

    @Test
    void a_service_that_is_away_is_6_and_said_what_to_do() {
        ada.set("INTERMUTE_URL", "http://127.0.0.1:1");

        ada.run("register", "ada").failed(Exit.UNAVAILABLE, "http://127.0.0.1:1", "start the service");
        ada.run("agents").failed(Exit.UNAVAILABLE);
        assertThat(ada.run("agents", "--json").json().path("error").asText()).isEqualTo("unreachable");
        ada.run("agents", "--url", "unix:/none/intermute.sock").failed(Exit.UNAVAILABLE, "/none/intermute.sock");
    }

    @Test
    void bad_usage_is_2() {
        ada.run("agents", "extra").failed(Exit.USAGE, "see 'intermute agents --help'");
        ada.run("agents", "--url", "ftp://x").failed(Exit.USAGE, "--url", "http://127.0.0.1:7338");
        ada.run("agents", "--url", "unix:").failed(Exit.USAGE, "unix:/run/intermute.sock");
        ada.run("register", "--metadata", "novalue")
                .failed(Exit.USAGE, "Value for option '--metadata'", "see 'intermute register --help'");
        ada.run("register", "a", "b").failed(Exit.USAGE);
        ada.set("INTERMUTE_URL", "nonsense").run("agents").failed(Exit.USAGE, "INTERMUTE_URL");
    }

    private Path kept() throws IOException {
        try (Stream<Path> files = Files.walk(ada.folder().resolveSibling("state"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private String token() {
        return ada.run("register", "--json").done().json().path("token").asText();
    }

    private static String name(Shell.Result result) {
        return result.done().json().path("name").asText();
    }
}
