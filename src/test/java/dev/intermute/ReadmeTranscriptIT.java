package dev.intermute;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import dev.intermute.testing.PackagedProgram;
import dev.intermute.testing.PackagedServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Does what the README shows, line by line, and compares what the program prints. */
class ReadmeTranscriptIT {
    private static final Pattern TRANSCRIPT = Pattern.compile("```console\n(.*?)```", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");
    private static final Pattern CHANGING = Pattern.compile(
            "[0-9a-f]{8}-[0-9a-f-]{27}" // ids
                    + "|\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z" // times
                    + "|(?<=\"token\":\")[A-Za-z0-9_-]{43}(?=\")");

    @Test
    void the_transcript_is_what_the_program_prints() throws Exception {
        List<String> shown = new ArrayList<>();
        List<String> printed = new ArrayList<>();
        Deque<Process> background = new ArrayDeque<>();
        try (PackagedServer server = PackagedServer.start(PackagedServer.freshFolder())) {
            String url = server.url();
            for (String step : steps()) {
                String command = step.lines().findFirst().orElseThrow();
                shown.add(step.substring(command.length()).strip());
                if (command.endsWith("&")) {
                    background.add(watch(command, url));
                    printed.add("");
                } else if (command.startsWith("java ")) {
                    printed.add(output(watch(command, url)));
                } else if (command.equals("wait")) {
                    printed.add(output(background.remove()));
                } else {
                    printed.add(run(command, url).strip());
                }
            }
        }

        assertThat(printed).isNotEmpty();
        assertThat(stable(printed)).isEqualTo(stable(shown));
    }

    private static List<String> steps() throws IOException {
        Matcher transcript = TRANSCRIPT.matcher(Files.readString(Path.of("README.md")));
        List<String> steps = new ArrayList<>();
        while (transcript.find()) {
            for (String step : transcript.group(1).split("(?m)^\\$ ")) {
                if (!step.isBlank()) {
                    steps.add(step);
                }
            }
        }
        return steps;
    }

    private static Process watch(String command, String url) throws IOException {
        List<String> words = new ArrayList<>(words(command));
        words.remove("&");
        words.set(0, PackagedProgram.java());
        words.replaceAll(word -> word.replace("ws://localhost:7338", url.replaceFirst("http", "ws")));
        return new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words;
    }

    /** Does what curl would, so that the test needs no curl. */
    private static String run(String command, String url) throws IOException, InterruptedException {
        List<String> words = words(command);
        assertThat(words.subList(0, 2)).containsExactly("curl", "-s");
        String address = null;
        String method = "GET";
        String body = null;
        HttpRequest.Builder request = HttpRequest.newBuilder();
        for (int i = 2; i < words.size(); i++) {
            switch (words.get(i)) {
                case "-X" -> method = words.get(++i);
                case "-d" -> {
                    body = words.get(++i);
                    method = "POST";
                }
                case "-H" -> {
                    String[] header = words.get(++i).split(": ", 2);
                    request.header(header[0], header[1]);
                }
                default -> address = words.get(i);
            }
        }
        assertThat(address).startsWith("localhost:7338/");
        request.uri(URI.create(url + address.substring("localhost:7338".length())))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.ofString())
                .body();
    }

    /** The same lines with what differs from run to run numbered in order of appearance, times apart. */
    private static List<String> stable(List<String> lines) {
        Map<String, String> names = new LinkedHashMap<>();
        return lines.stream()
                .map(line -> CHANGING.matcher(line)
                        .replaceAll(match ->
                                match.group().contains("T") && match.group().endsWith("Z")
                                        ? "<time>"
                                        : names.computeIfAbsent(match.group(), id -> "<" + names.size() + ">")))
                .toList();
    }
}
