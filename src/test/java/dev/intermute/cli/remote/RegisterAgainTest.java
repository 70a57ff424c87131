package dev.intermute.cli.remote;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Who registers again is the same agent, or isn't. */
@QuarkusTest
@WithTestResource(TestServer.class)
class RegisterAgainTest extends ShellCase {
    @Test
    void again_is_the_same_agent_and_another_name_another() {
        String first = id(ada.run("register", "ada", "--json"));

        String again = id(ada.run("register", "--json"));
        String named = id(ada.run("register", "ada", "--status", "back", "--json"));
        String other = id(ada.run("register", "eve", "--json"));

        assertThat(List.of(again, named)).containsOnly(first);
        assertThat(other).isNotEqualTo(first);
        assertThat(ada.run("agents", "--json").done().json().path("agents")).hasSize(2);
    }

    @Test
    void many_at_once_in_one_working_tree_are_one_agent() throws Exception {
        int shells = 6;
        ExecutorService threads = Executors.newFixedThreadPool(shells);

        List<Future<String>> ids =
                threads.invokeAll(Collections.nCopies(shells, () -> id(ada.run("register", "--json"))));
        threads.shutdown();

        Set<String> different = new HashSet<>();
        for (Future<String> each : ids) {
            different.add(each.get());
        }
        assertThat(different).hasSize(1);
        assertThat(bob.run("agents", "--json").done().json().path("agents")).hasSize(1);
    }

    @Test
    void a_name_that_is_taken_gets_a_number_or_is_3() {
        ada.run("register", "ada").done();

        bob.run("register", "ada", "--refuse-taken").failed(Exit.CONFLICT);
        String said = bob.run("register", "ada").done().out();

        assertThat(said).contains("registered as ada-2", "another live agent is called ada");
    }

    @Test
    void whoever_got_a_number_is_the_same_agent_when_it_asks_for_the_name_again() {
        bob.run("register", "zoe").done();
        String first = id(ada.run("register", "zoe", "--json"));

        JsonNode again = ada.run("register", "zoe", "--json").done().json();
        JsonNode third = ada.run("register", "zoe", "--json").done().json();

        assertThat(again.path("agent_id").asText()).isEqualTo(first);
        assertThat(again.path("name").asText()).isEqualTo("zoe-2");
        assertThat(third.path("agent_id").asText()).isEqualTo(first);
        assertThat(bob.run("agents", "--json").done().json().path("agents")).hasSize(2);
    }

    @Test
    void a_name_that_is_empty_is_none() {
        String first = id(ada.run("register", "ada", "--json"));

        JsonNode again = ada.run("register", "", "--json").done().json();

        assertThat(again.path("agent_id").asText()).isEqualTo(first);
        assertThat(again.path("name").asText()).isEqualTo("ada");
    }

    private static String id(Shell.Result result) {
        return result.done().json().path("agent_id").asText();
    }
}
