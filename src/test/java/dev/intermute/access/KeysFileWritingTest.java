package dev.intermute.access;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeysFileWritingTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = folder.resolve("keys.yaml");
    }

    @Test
    void a_fresh_file_has_one_key_and_is_the_owners_alone() throws IOException {
        String key = KeysFile.create(file, "dev");

        assertThat(key).matches("im_[A-Za-z0-9_-]{43}");
        assertThat(KeysFile.read(file).projectOf(key)).contains("dev");
        assertThat(KeysFile.read(file).localNeedsNoKey()).isTrue();
        assertThat(modeOf(file)).isEqualTo("rw-------");
        assertOnlyTheFileIsThere();
    }

    @Test
    void a_file_that_is_there_is_not_overwritten_by_a_fresh_one() throws IOException {
        Files.writeString(file, "mine");

        assertThatThrownBy(() -> KeysFile.create(file, "dev")).isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("mine");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "projects: {}",
                "projects: { }\n",
                "projects:\n  dev:\n    keys: []\n",
                "projects:\n  dev:\n    keys:\n    - a # laptop\n\n  # the others\n  ops:\n    keys:\n      - b\n",
                "projects:\n  dev:\n    keys:\n      - a\n    note: x\nlast: 1",
                "projects:\n  dev:\n    keys:\n      - a",
                "projects:\r\n  dev:\r\n    keys:\r\n      - a\r\n",
                "projects:\n  dev: {keys: [a, 'b' , ]}\n",
                "projects:\n  dev: {keys: [\n    a,  # first\n    b   # second\n  ]}\n",
                "projects:\n  ops: {keys: [a]}\n# the end\n",
                "projects:\n  ops:\n    keys: [a]\n    owner:\n",
                "{\"projects\": {\"ops\": {\"keys\": [\"a\"]}}, \"x\": 1}",
                "{\"projects\": {\"dev\": {\"keys\": [\"a\"]}}}",
                "# 😀 a comment beyond the BMP\nprojects:\n  dev:\n    keys:\n      - \"a\" # 😀\n",
                "---\nprojects:\n  dev:\n    keys:\n    - a\n...\n",
                "projects:\n  dev:\n    keys:\n    - |-\n      a\n  ops:\n    keys: [b]\n",
                "\uFEFFprojects:\n  ops:\n    keys:\n      - a\n",
                "# only a comment",
                ""
            })
    void a_key_is_added_and_all_else_stays_as_it_is_written(String before) throws IOException {
        Files.writeString(file, before);
        Keys old = before.contains("projects") ? KeysFile.read(file) : Keys.none(true);

        String key = KeysFile.addKey(file, "dev");

        Keys now = KeysFile.read(file);
        assertThat(now.sameAs(old.plus("dev", key))).isTrue();
        assertInsertedOnce(before.replace("\uFEFF", ""), Files.readString(file));
        assertThat(modeOf(file)).startsWith("rw-").endsWith("---");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no", "12", "a: b", "#x", "- y", "ünï 😀", "\"q\" \\ 'p'", "tab\there", "a/b", "<<"})
    void a_project_may_have_any_name(String project) throws IOException {
        String key = KeysFile.create(file, project);
        String second = KeysFile.addKey(file, project);
        Files.writeString(folder.resolve("flow.yaml"), "projects: {}");
        String third = KeysFile.addKey(folder.resolve("flow.yaml"), project);

        assertThat(KeysFile.read(file).projectOf(key)).contains(project);
        assertThat(KeysFile.read(file).projectOf(second)).contains(project);
        assertThat(KeysFile.read(folder.resolve("flow.yaml")).projectOf(third)).contains(project);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: 1",
                "projects: {a: {keys: &k [x]}, dev: {keys: *k}}",
                "projects: {dev: &d {keys: &k []}, e: *d}"
            })
    void a_file_that_no_key_can_be_added_to_stays_as_it_is(String before) throws IOException {
        Files.writeString(file, before);

        assertThatThrownBy(() -> KeysFile.addKey(file, "dev")).isInstanceOf(KeysFileException.class);
        assertThat(file).hasContent(before);
        assertOnlyTheFileIsThere();
    }

    @Test
    void writers_at_the_same_time_lose_no_key() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<String>> writers = IntStream.range(0, 40)
                    .<Callable<String>>mapToObj(i -> () -> KeysFile.addKey(file, "p" + i % 5))
                    .toList();

            List<Future<String>> keys = threads.invokeAll(writers);

            for (int i = 0; i < keys.size(); i++) {
                assertThat(KeysFile.read(file).projectOf(keys.get(i).get())).contains("p" + i % 5);
            }
            assertOnlyTheFileIsThere();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void the_file_behind_a_link_is_written_and_the_link_stays() throws IOException {
        Path real = Files.createDirectory(folder.resolve("real")).resolve("k.yaml");
        Files.createSymbolicLink(file, Path.of("real/k.yaml"));

        String first = KeysFile.addKey(file, "dev");
        String second = KeysFile.addKey(file, "dev");

        assertThat(file).isSymbolicLink();
        assertThat(KeysFile.read(real).projectOf(first)).contains("dev");
        assertThat(KeysFile.read(real).projectOf(second)).contains("dev");
    }

    @Test
    void others_lose_their_rights_and_the_group_keeps_its_own() throws IOException {
        Files.writeString(file, "projects: {}");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));

        KeysFile.addKey(file, "dev");

        assertThat(modeOf(file)).isEqualTo("rw-r-----");
    }

    @Test
    void a_missing_folder_is_told() {
        assertThatThrownBy(() -> KeysFile.addKey(folder.resolve("none/keys.yaml"), "dev"))
                .isInstanceOf(KeysFileException.class)
                .hasMessageContaining("its folder doesn't exist");
    }

    private void assertOnlyTheFileIsThere() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    private static void assertInsertedOnce(String before, String after) {
        int same = 0;
        while (same < before.length() && before.charAt(same) == after.charAt(same)) {
            same++;
        }
        assertThat(after).endsWith(before.substring(same));
    }

    private static String modeOf(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
