package dev.intermute.cli.remote;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SettingsTest {
    private static final Path TREE = Path.of("/home/ann/repository");
    private static final String FILE_URL = "http://file:1";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path state;

    private Identities identities;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void begin() {
        identities = new Identities(state, PrivateFiles.ofProcess());
    }

    private Chosen choose(Given given) {
        return new Settings(environment, identities, TREE).choose(given);
    }

    private Identity register(String project, Instant at) {
        Identity identity = new Identity(
                Endpoint.parse("url", FILE_URL),
                Optional.of("file-key"),
                project,
                "id-of-" + project,
                "ann",
                "",
                "session",
                "token-of-" + project,
                7,
                at);
        identities.save(TREE, identity);
        return identity;
    }

    private static Given url(String url) {
        return new Given(
                Optional.ofNullable(url), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Given agent(String agent) {
        return new Given(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(agent), Optional.empty());
    }

    private static Given project(String project) {
        return new Given(Optional.empty(), Optional.empty(), Optional.of(project), Optional.empty(), Optional.empty());
    }

    @Test
    void without_anything_it_is_a_service_that_was_told_nothing() {
        assertThat(choose(Given.nothing()))
                .isEqualTo(new Chosen(
                        Endpoint.DEFAULT,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void after_a_registration_nothing_need_be_said() {
        Identity identity = register("p", NOON);

        assertThat(choose(Given.nothing()))
                .isEqualTo(new Chosen(
                        Endpoint.parse("url", FILE_URL),
                        Optional.of("file-key"),
                        Optional.of("p"),
                        Optional.of("id-of-p"),
                        Optional.of("token-of-p"),
                        Optional.of(identity)));
    }

    @ParameterizedTest
    @CsvSource({
        "http://flag, http://variable, host, 9, true, http://flag",
        "unix:/flag, http://variable, host, 9, true, unix:/flag",
        "' ', http://variable, host, 9, true, http://variable",
        ", http://variable, , , false, http://variable",
        ", unix:/variable, host, 9, true, unix:/variable",
        ", ' ', host, 9, true, http://host:9",
        ", , host, , true, http://host:7338",
        ", , , 9, true, http://127.0.0.1:9",
        ", , , , true, http://file:1",
        ", , , , false, http://127.0.0.1:7338"
    })
    void the_address_is_the_flags_then_the_environments_then_the_registrations(
            String flag, String variable, String host, String port, boolean registered, String address) {
        put("INTERMUTE_URL", variable);
        put("INTERMUTE_HOST", host);
        put("INTERMUTE_PORT", port);
        if (registered) {
            register("p", NOON);
        }

        assertThat(choose(url(flag)).url()).hasToString(address);
    }

    /** Everything that can be given, in all combinations of where. */
    static Stream<Integer> combinations() {
        return Stream.iterate(0, i -> i < 1 << 11, i -> i + 1);
    }

    @ParameterizedTest
    @MethodSource("combinations")
    void a_flag_beats_the_environment_and_no_credential_goes_to_another_service_or_agent(int bits) {
        Optional<String> flagUrl = when(bits, 0, "http://flag");
        Optional<String> flagKey = when(bits, 1, "flag-key");
        Optional<String> flagProject = when(bits, 2, "q");
        Optional<String> flagAgent = when(bits, 3, "flag-agent");
        Optional<String> flagToken = when(bits, 4, "flag-token");
        // As the file has it, so that a variable alone takes nothing from the registration.
        Optional<String> variableUrl = when(bits, 5, FILE_URL + "/");
        Optional<String> variableKey = when(bits, 6, "variable-key");
        Optional<String> variableProject = when(bits, 7, "p");
        Optional<String> variableAgent = when(bits, 8, "ann");
        Optional<String> variableToken = when(bits, 9, "variable-token");
        boolean registered = (bits & 1 << 10) != 0;
        variableUrl.ifPresent(value -> environment.put("INTERMUTE_URL", value));
        variableKey.ifPresent(value -> environment.put("INTERMUTE_API_KEY", value));
        variableProject.ifPresent(value -> environment.put("INTERMUTE_PROJECT", value));
        variableAgent.ifPresent(value -> environment.put("INTERMUTE_AGENT", value));
        variableToken.ifPresent(value -> environment.put("INTERMUTE_AGENT_TOKEN", value));
        if (registered) {
            register("p", NOON);
        }

        Chosen chosen = choose(new Given(flagUrl, flagKey, flagProject, flagAgent, flagToken));

        boolean sameProject = registered && flagProject.isEmpty();
        boolean sameService = sameProject && flagUrl.isEmpty();
        boolean sameAgent = sameService && flagAgent.isEmpty();
        assertThat(chosen.project())
                .isEqualTo(flagProject.or(() -> variableProject).or(() -> when(sameProject, "p")));
        assertThat(chosen.url().toString())
                .isEqualTo(flagUrl.or(() -> variableUrl.map(url -> FILE_URL))
                        .or(() -> when(registered, FILE_URL))
                        .orElse("http://127.0.0.1:7338"));
        assertThat(chosen.apiKey()).isEqualTo(flagKey.or(() -> variableKey).or(() -> when(sameService, "file-key")));
        assertThat(chosen.agent())
                .isEqualTo(flagAgent.or(() -> when(sameAgent, "id-of-p")).or(() -> variableAgent));
        assertThat(chosen.agentToken())
                .isEqualTo(flagToken.or(() -> variableToken).or(() -> when(sameAgent, "token-of-p")));
        assertThat(chosen.identity().isPresent()).isEqualTo(sameAgent);
    }

    @Test
    void the_registration_is_that_of_the_project_which_is_named() {
        register("p", NOON);
        register("q", NOON.plusSeconds(1));

        assertThat(choose(project("p")).agentToken()).contains("token-of-p");
        assertThat(choose(project(" ")).agentToken()).contains("token-of-q");
        assertThat(choose(Given.nothing()).project()).contains("q");

        environment.put("INTERMUTE_PROJECT", "p");

        assertThat(choose(Given.nothing()).agentToken()).contains("token-of-p");
        assertThat(choose(project("q")).agentToken()).contains("token-of-q");
    }

    @Test
    void a_project_without_a_registration_is_looked_for_where_the_others_are_and_gets_no_secret_of_theirs() {
        register("p", NOON);

        assertThat(choose(project("q")))
                .isEqualTo(new Chosen(
                        Endpoint.parse("url", FILE_URL),
                        Optional.empty(),
                        Optional.of("q"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void an_address_that_is_written_otherwise_is_still_the_registrations() {
        register("p", NOON);

        assertThat(choose(url("HTTP://FILE:1/")).agentToken()).contains("token-of-p");
    }

    @Test
    void an_agent_may_be_called_by_its_id_or_its_name_and_is_then_the_registrations() {
        register("p", NOON);

        assertThat(choose(agent("id-of-p")).agentToken()).contains("token-of-p");
        assertThat(choose(agent("ann")).agent()).contains("id-of-p");
        assertThat(choose(agent("ann")).agentToken()).contains("token-of-p");
        assertThat(choose(agent("Ann")).agentToken()).isEmpty();
        assertThat(choose(agent("Ann")).apiKey()).contains("file-key");
    }

    @Test
    void a_registration_where_the_service_chose_the_project_leaves_it_to_the_service() {
        register("", NOON);

        Chosen chosen = choose(Given.nothing());

        assertThat(chosen.project()).isEmpty();
        assertThat(chosen.agentToken()).contains("token-of-");
    }

    @Test
    void what_is_wrong_is_told_with_where_it_came_from() {
        environment.put("INTERMUTE_PORT", "x");

        assertThatThrownBy(() -> choose(Given.nothing())).hasMessageContaining("variable INTERMUTE_PORT must be");

        environment.put("INTERMUTE_URL", "https://host");

        assertThatThrownBy(() -> choose(Given.nothing())).hasMessageContaining("variable INTERMUTE_URL must be like");
        assertThatThrownBy(() -> choose(url("host"))).hasMessageStartingWith("--url must be like");
        assertThat(choose(url("http://host")).url()).hasToString("http://host");
    }

    @Test
    void no_secret_is_printed_by_mistake() {
        register("p", NOON);
        Given given = new Given(
                Optional.empty(), Optional.of("k3y"), Optional.empty(), Optional.empty(), Optional.of("t0ken"));

        assertThat(given.toString()).doesNotContain("k3y", "t0ken");
        assertThat(choose(Given.nothing()).toString()).doesNotContain("file-key", "token-of-p");
        assertThat(identities.latest(TREE).toString()).doesNotContain("file-key", "token-of-p");
    }

    private void put(String name, String value) {
        if (value != null) {
            environment.put(name, value);
        }
    }

    private static Optional<String> when(int bits, int bit, String value) {
        return when((bits & 1 << bit) != 0, value);
    }

    private static Optional<String> when(boolean condition, String value) {
        return condition ? Optional.of(value) : Optional.empty();
    }
}
