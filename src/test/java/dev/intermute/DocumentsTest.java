package dev.intermute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What pages and manifests say of each other, and of the version. */
class DocumentsTest {
    private static final Pattern LINK = Pattern.compile("\\[[^]]+]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final Pattern RELEASE =
            Pattern.compile("(?:\\bintermute:|ARG VERSION=|newTag: )(\\d+\\.\\d+\\.\\d+)");
    private static final Pattern PROJECT_VERSION =
            Pattern.compile("<artifactId>intermute</artifactId>\\s*<version>([^<]+?)(?:-SNAPSHOT)?</version>");

    @Test
    void each_link_between_pages_leads_somewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        int links = 0;
        for (Path page : files(".md")) {
            for (MatchResult link : found(LINK, page)) {
                if (!link.group(1).contains("://")) {
                    links++;
                    check(page, link.group(1), broken);
                }
            }
        }

        assertThat(broken).isEmpty();
        assertThat(links).isPositive();
    }

    @Test
    void manifests_and_pages_name_the_version_that_is_built() throws IOException {
        String version = found(PROJECT_VERSION, Path.of("pom.xml")).get(0).group(1);

        List<String> named = new ArrayList<>();
        for (Path file : files("")) {
            found(RELEASE, file).forEach(release -> named.add(release.group(1)));
        }

        assertThat(named).isNotEmpty().containsOnly(version);
    }

    private static void check(Path page, String link, List<String> broken) throws IOException {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        if (!Files.exists(target)) {
            broken.add(page + " links " + link + ", which isn't there");
        } else if (parts.length > 1 && !anchors(target).contains(parts[1])) {
            broken.add(page + " links " + link + ", and there is no such heading");
        }
    }

    /** As hosts of Git make them of headings. */
    private static List<String> anchors(Path page) throws IOException {
        return found(HEADING, page).stream()
                .map(heading -> heading.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
                .toList();
    }

    private static List<MatchResult> found(Pattern pattern, Path file) throws IOException {
        Matcher matcher = pattern.matcher(Files.readString(file));
        return matcher.results().toList();
    }

    private static List<Path> files(String ending) throws IOException {
        List<Path> files = new ArrayList<>(List.of(Path.of("README.md")));
        for (String folder : List.of("docs", "deploy", "src/main/docker")) {
            try (Stream<Path> all = Files.walk(Path.of(folder))) {
                all.filter(Files::isRegularFile)
                        .filter(file -> file.toString().endsWith(ending))
                        .forEach(files::add);
            }
        }
        return files;
    }
}
