package dev.intermute.push;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.inject.Inject;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import dev.intermute.event.EventType;
import dev.intermute.event.EventTypes;
import dev.intermute.event.Frame;
import dev.intermute.testing.Api;
import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds docs/live-delivery.md against the types that the sockets work with, and against the sockets themselves. */
@QuarkusTest
@WithTestResource(TestServer.class)
class LiveDeliveryPageTest {
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    @Inject
    ObjectMapper json;

    @Inject
    EventTypes eventTypes;

    @TestHTTPResource("/")
    URL base;

    @Test
    void every_field_of_a_frame_is_described_in_its_order() throws IOException {
        List<String> described = block("frame fields")
                .lines()
                .skip(2)
                .map(row -> row.split("\\|")[1].strip().replace("`", ""))
                .toList();

        assertThat(described)
                .containsExactlyElementsOf(Arrays.stream(Frame.class.getRecordComponents())
                        .map(field -> json.getPropertyNamingStrategy()
                                .nameForField(json.getSerializationConfig(), null, field.getName()))
                        .toList());
    }

    @Test
    void every_type_of_event_is_listed() throws IOException {
        assertThat(QUOTED.matcher(block("event types")).results().map(match -> match.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        eventTypes.all().stream().map(EventType::wire).toList());
    }

    @Test
    void every_close_code_is_explained() throws IOException {
        assertThat(block("close codes").lines().skip(2))
                .containsExactlyElementsOf(Arrays.stream(CloseCode.values())
                        .map(code -> "| " + code.code() + " | " + code.meaning() + " |")
                        .toList());
    }

    @Test
    void the_dialogue_is_what_a_socket_says() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        URI uri = URI.create(base.toString().replaceFirst("http", "ws") + "ws/events?project=" + Api.freshProject());
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(uri, new Listener(heard))
                .join();

        int answers = 0;
        for (String line : between("```frames\n", "```").lines().toList()) {
            if (line.startsWith("> ")) {
                socket.sendText(line.substring(2), true).join();
            } else {
                assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo(line.substring(2));
                answers++;
            }
        }
        assertThat(answers).isPositive();
        assertThat(heard).isEmpty();
    }

    private static String block(String name) throws IOException {
        return between("<!-- " + name + " -->\n", "<!-- end -->").strip();
    }

    private static String between(String start, String end) throws IOException {
        String page = Files.readString(Path.of("docs/live-delivery.md"));
        Matcher block = Pattern.compile(Pattern.quote(start) + "(.*?)" + Pattern.quote(end), Pattern.DOTALL)
                .matcher(page);
        assertThat(block.find()).as(start).isTrue();
        return block.group(1);
    }

    private record Listener(BlockingQueue<String> heard) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            heard.add(text.toString());
            socket.request(1);
            return null;
        }
    }
}
