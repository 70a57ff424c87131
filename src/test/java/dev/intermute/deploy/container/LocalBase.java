package dev.intermute.deploy.container;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.intermute.deploy.Tool;

/**
 * Something to build images on where none can be fetched: a root folder with what the program needs of an operating system,
 * and nothing else, taken from this machine. There are no users in it and no shell.
 */
final class LocalBase {
    private static final Pattern LIBRARY = Pattern.compile("(?m)(?:=> |^\\s+)(/\\S+) \\(0x");
    private static final Pattern C_LIBRARY =
            Pattern.compile("/(lib(c|m|dl|rt|pthread)\\.so\\.\\d|ld-linux[-\\w]*\\.so\\.\\d)$");
    /** An engine writes a table of hosts into each container, and all bases have a folder for temporary files. */
    private static final String PREPARE = "mkdir \"$1/etc\" && echo '127.0.0.1 localhost' > \"$1/etc/hosts\""
            + " && mkdir -m 1777 \"$1/tmp\" && chmod 755 \"$1\"";
    /** Its links lead out of it, and one of them, to the sources, to nothing. */
    private static final String COPY_JAVA =
            "cd \"$1\" && find -L bin lib conf -type f ! -name src.zip -print0 | xargs -0 cp -L --parents -t \"$2\"";

    private LocalBase() {}

    /** For a binary: the C library, which is all that the bases of our Dockerfiles have in common. */
    static Path ofBinary(Path root, Path binary) {
        prepare(root);
        Set<String> wanted = libraries(List.of(binary.toString()));
        wanted.removeIf(library -> !isOfTheCLibrary(library));
        copy(root, wanted);
        return root;
    }

    /** Whether a library is a part of glibc, its loader among them. */
    static boolean isOfTheCLibrary(String library) {
        return C_LIBRARY.matcher(library).find();
    }

    /** For the jar: the Java that runs the tests, where the base image of the Dockerfile has its own. */
    static Path ofJava(Path root) {
        prepare(root);
        Path home = root.resolve("opt/java/openjdk");
        Tool.ask(List.of("mkdir", "-p", home.toString()));
        Tool.ask(List.of("sh", "-c", COPY_JAVA, "sh", System.getProperty("java.home"), home.toString()));
        List<String> programs = Tool.ask(List.of("find", home.toString(), "-name", "*.so", "-o", "-name", "java"))
                .lines()
                .toList();
        Set<String> libraries = libraries(programs);
        libraries.removeIf(library -> library.startsWith(home.toString()));
        copy(root, libraries);
        return root;
    }

    /** The libraries of the operating system that programs need, as the loader finds them. */
    static Set<String> libraries(List<String> programs) {
        List<String> words = new ArrayList<>(List.of("ldd"));
        words.addAll(programs);
        Set<String> libraries = new TreeSet<>();
        Matcher matcher = LIBRARY.matcher(Tool.ask(words));
        while (matcher.find()) {
            libraries.add(matcher.group(1));
        }
        return libraries;
    }

    private static void prepare(Path root) {
        Tool.ask(List.of("sh", "-c", PREPARE, "sh", root.toString()));
    }

    /** With those parts of the C library that the driver of SQLite needs: it is unpacked when the program starts. */
    private static void copy(Path root, Set<String> libraries) {
        List<String> words = new ArrayList<>(List.of("cp", "-L", "--parents"));
        words.addAll(libraries);
        String c = libraries.stream()
                .filter(library -> library.endsWith("/libc.so.6"))
                .findFirst()
                .orElseThrow();
        words.add(c.replace("libc.so.6", "libm.so.6"));
        words.add(c.replace("libc.so.6", "libpthread.so.0"));
        words.add(root.toString());
        Tool.ask(words);
    }
}
