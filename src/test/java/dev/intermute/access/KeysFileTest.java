package dev.intermute.access;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeysFileTest {

    private static final Path FILE = Path.of("keys.yaml");

    @Test
    void a_key_opens_its_project_whether_written_plain_or_as_a_hash() {
        Keys keys = parse("""
                projects:
                  one: {keys: [secret-1]}
                  two: {keys: ["sha256:%s"]}
                """.formatted(Sha256.hex("secret-2").toUpperCase()));

        assertThat(keys.projectOf("secret-1")).contains("one");
        assertThat(keys.projectOf("secret-2")).contains("two");
        assertThat(keys.projectOf("secret-3")).isEmpty();
        assertThat(keys.projectOf("sha256:" + Sha256.hex("secret-2"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"12345", "no", "0x1F", "1e3", "2024-01-01", "010", "'null'", "true"})
    void a_key_is_the_text_that_was_written(String key) {
        Keys keys = parse("projects: {p: {keys: [" + key + "]}}");

        assertThat(keys.projectOf(key.replace("'", ""))).contains("p");
    }

    @ParameterizedTest
    @CsvSource({"true,true", "yes,true", "On,true", "false,false", "no,false", "OFF,false"})
    void the_policy_for_local_callers_is_any_boolean_of_yaml(String written, boolean expected) {
        Keys keys = parse("default_policy: {allow_localhost_without_auth: " + written + "}\nprojects: {}");

        assertThat(keys.localNeedsNoKey()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "projects: {}",
                "default_policy:\nprojects: {}",
                "default_policy: {}\nother: [1, 2]\nprojects: {p: {keys: [], note: x}}",
                "projects: {p: {keys: [a, a]}}",
                "\uFEFFprojects: {}"
            })
    void what_is_left_out_or_unknown_or_twice_in_one_project_is_no_problem(String yaml) {
        assertThat(parse(yaml).localNeedsNoKey()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ``                                                  | it is empty
                    `# nothing`                                         | it is empty
                    projects                                            | line 1: a mapping
                    a: 1                                                | it has no 'projects'
                    projects:                                           | line 1: 'projects' must be
                    projects: [a]                                       | line 1: 'projects' must be
                    projects: {a: {keys: [s3cret]}                      | line 1: it is not valid YAML
                    projects: {a: {keys: [*s3cret]}}                    | line 1: it is not valid YAML
                    projects: {a: {}}                                   | project 'a' must have a list
                    projects: {a: }                                     | project 'a' must have a list
                    projects: {a: [s3cret]}                             | project 'a' must have a list
                    projects: {a: {keys: s3cret}}                       | project 'a' must have a list
                    projects:~  a:~    keys:~    - s3cret~    -         | line 5: a key is empty
                    projects: {a: {keys: ['  ']}}                       | a key is empty
                    projects: {a: {keys: [[s3cret]]}}                   | a key must be one text
                    projects: {a: {keys: ["sha256:s3cret"]}}            | 64 hexadecimal digits
                    projects:~  a: {keys: [s3cret]}~  b: {keys: [s3cret]} | line 3: the key of project 'b' is also one of project 'a'
                    projects: {' ': {keys: []}}                         | the name of a project is empty
                    projects: {a: {keys: []}, a: {keys: []}}            | 'a' is there twice
                    projects: {"a\\0": {keys: []}}                      | a character that no text may hold
                    default_policy: 1~projects: {}                      | 'default_policy' must be a mapping
                    default_policy: {allow_localhost_without_auth: "true"}~projects: {} | must be true or false
                    default_policy: {allow_localhost_without_auth: }~projects: {} | must be true or false
                    """)
    void a_file_that_is_wrong_is_refused_with_its_line_and_without_a_key(String yaml, String complaint) {
        assertThatThrownBy(() -> parse(yaml.replace('~', '\n')))
                .isInstanceOf(KeysFileException.class)
                .hasMessageContaining("keys.yaml")
                .hasMessageContaining(complaint)
                .hasMessageNotContaining("s3cret")
                .hasNoCause();
    }

    @Test
    void a_key_that_is_plain_in_one_project_and_a_hash_in_another_is_refused() {
        String yaml = "projects: {a: {keys: [s3cret]}, b: {keys: ['sha256:" + Sha256.hex("s3cret") + "']}}";

        assertThatThrownBy(() -> parse(yaml)).hasMessageContaining("must belong to one project");
    }

    @Test
    void a_name_may_have_1024_characters_and_no_more() {
        String name = "😀".repeat(1024);

        assertThat(parse("projects: {? \"" + name + "\" : {keys: [k]}}").projectOf("k"))
                .contains(name);
        assertThatThrownBy(() -> parse("projects: {? \"" + name + "x\" : {keys: [k]}}"))
                .hasMessageContaining("1,024")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300));
    }

    @Test
    void text_that_is_not_utf8_is_refused() {
        assertThatThrownBy(() -> KeysFile.parse(FILE, new byte[] {(byte) 0xC3, 0x28}))
                .hasMessageContaining("UTF-8");
    }

    @Test
    void keys_that_left_or_changed_project_are_gone() {
        Keys before = parse("projects: {a: {keys: [stays, moves, leaves]}}");
        Keys after = parse("projects: {a: {keys: [stays, comes]}, b: {keys: [moves]}}");

        assertThat(before.goneIn(after)).containsExactlyInAnyOrder(Sha256.hex("moves"), Sha256.hex("leaves"));
    }

    private static Keys parse(String yaml) {
        return KeysFile.parse(FILE, yaml.getBytes(StandardCharsets.UTF_8));
    }
}
