package dev.intermute.cli.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import dev.intermute.testing.TestServer;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(TestServer.class)
class MailCommandsTest extends ShellCase {
    @BeforeEach
    void bothAreThere() {
        registered();
    }

    @Test
    void what_one_sends_the_other_finds_reads_and_acknowledges() {
        String sent = ada.run("send", "--to", "bob", "--thread", "parser", "--ack", "--id", "m1", "Stay", "out of it?")
                .done()
                .out();
        String listed = bob.run("inbox").done().out();
        String read = bob.run("read", "m1").done().out();
        String acknowledged = bob.run("ack", "m1").done().out();
        String left = bob.run("inbox").done().out();

        assertThat(sent).isEqualTo("sent m1 to bob" + System.lineSeparator());
        assertThat(listed.lines()).hasSize(2);
        assertThat(listed.lines().skip(1).findFirst().orElseThrow())
                .matches("m1 +ada +(now|\\d+ s ago) +ack! +Stay out of it\\?");
        assertThat(read).contains("ada to bob, ", "m1, thread parser, asks for an ack", "Stay out of it?");
        assertThat(acknowledged).startsWith("acknowledged m1");
        assertThat(left).startsWith("nothing that you haven't read");
    }

    @Test
    void scripts_get_what_the_service_says() {
        JsonNode sent = ada.run("send", "--json", "--to", "bob", "--subject", "S", "--importance", "high", "text")
                .done()
                .json();
        JsonNode inbox = bob.run("inbox", "--json").done().json();
        String id = sent.path("message_id").asText();
        JsonNode read = bob.run("read", "--json", id).done().json();
        JsonNode receipts = bob.run("ack", "--json", id).done().json();

        assertThat(inbox.path("messages")).singleElement().satisfies(message -> {
            assertThat(message.path("id").asText()).isEqualTo(id);
            assertThat(message.path("subject").asText()).isEqualTo("S");
            assertThat(message.path("importance").asText()).isEqualTo("high");
            assertThat(message.path("kind").asText()).isEqualTo("to");
        });
        assertThat(inbox.path("cursor").asLong()).isEqualTo(sent.path("cursor").asLong());
        assertThat(inbox.path("has_more").asBoolean(true)).isFalse();
        assertThat(read.path("messages")).hasSize(1);
        assertThat(receipts.path("receipts").path(0).path("ack_at").asText()).isNotEmpty();
    }

    @Test
    void a_long_text_comes_from_standard_input_as_it_is() {
        String text = "line one\n\tline two — ü\n";

        ada.runWith(text, "send", "--to", "bob", "--id", "long", "-").done();

        assertThat(bob.run("read", "long", "--json")
                        .done()
                        .json()
                        .at("/messages/0/body")
                        .asText())
                .isEqualTo(text);
    }

    @Test
    void what_is_too_long_or_no_text_is_refused_before_anything_is_sent() {
        ada.runWith("x".repeat((1 << 20) + 1), "send", "--to", "bob", "-").failed(Exit.USAGE, "more than 1 MiB");
        ada.runWith(new byte[] {'a', (byte) 0xff}, "send", "--to", "bob", "-").failed(Exit.USAGE, "no text in UTF-8");

        assertThat(bob.run("inbox").done().out()).startsWith("nothing");
    }

    @Test
    void peeking_leaves_a_message_unread_and_listing_does_too() {
        ada.run("send", "--to", "bob", "--id", "m1", "text").done();

        bob.run("read", "--peek", "m1").done();

        assertThat(bob.run("inbox").done().out()).contains("m1");
        bob.run("read", "m1").done();
        assertThat(bob.run("inbox").done().out()).doesNotContain("m1");
        assertThat(bob.run("inbox", "--all").done().out()).contains("m1");
    }

    @Test
    void an_inbox_is_paged_by_its_cursor_and_says_how_to_go_on() {
        ada.run("send", "--to", "bob", "--id", "m1", "one").done();
        ada.run("send", "--to", "bob", "--id", "m2", "two").done();

        JsonNode first = bob.run("inbox", "--limit", "1", "--json").done().json();
        String people = bob.run("inbox", "--limit", "1").done().out();
        JsonNode second = bob.run("inbox", "--since", first.path("cursor").asText(), "--json")
                .done()
                .json();

        assertThat(first.at("/messages/0/id").asText()).isEqualTo("m1");
        assertThat(people).contains("there is more: intermute inbox --since " + first.path("cursor"));
        assertThat(second.path("messages")).hasSize(1);
        assertThat(second.at("/messages/0/id").asText()).isEqualTo("m2");
    }

    @Test
    void threads_are_listed_and_shown() {
        ada.run("send", "--to", "bob", "--thread", "parser", "--id", "m1", "one")
                .done();
        bob.run("send", "--to", "ada", "--thread", "parser", "--id", "m2", "two")
                .done();

        String list = bob.run("thread").done().out();
        String thread = bob.run("thread", "parser").done().out();
        JsonNode json = bob.run("thread", "parser", "--json").done().json();

        assertThat(list.lines().skip(1).findFirst().orElseThrow()).matches("parser +2 +.+ +bob +two");
        assertThat(thread).containsSubsequence("ada to bob", "one", "bob to ada", "two");
        assertThat(json.path("messages")).hasSize(2);
        assertThat(bob.run("thread", "--json")
                        .done()
                        .json()
                        .at("/threads/0/thread_id")
                        .asText())
                .isEqualTo("parser");
        assertThat(bob.run("thread", "none").done().out()).startsWith("no messages");
    }

    @Test
    void what_others_write_cannot_move_the_cursor_of_a_terminal() {
        ada.run("send", "--to", "bob", "--id", "m1", "--subject", "a\u001b[2Jb", "c\u001b]0;x\u0007d\u202ee")
                .done();

        String shown =
                bob.run("inbox").done().out() + bob.run("read", "m1").done().out();

        assertThat(shown).doesNotContain("\u001b", "\u0007", "\u202e");
    }

    @Test
    void what_is_not_there_is_4() {
        bob.run("read", "none").failed(Exit.NOT_FOUND);
        ada.run("send", "--to", "ada", "--id", "m1", "to myself").done();
        bob.run("ack", "m1").failed(Exit.NOT_FOUND);
        assertThat(bob.run("ack", "none", "--json").json().path("error").asText())
                .isEqualTo("message_not_found");
    }

    @Test
    void of_several_the_one_that_failed_is_told_and_those_before_it_are_done() {
        ada.run("send", "--to", "bob", "--id", "m1", "--ack", "text").done();

        bob.run("ack", "m1", "none").failed(Exit.NOT_FOUND, "none: ");
        Shell.Result result = bob.run("ack", "m1", "none", "--json");
        JsonNode told = result.json();

        assertThat(result.out()).startsWith("{\"error\":\"message_not_found\",\"message\":");
        assertThat(told.path("id").asText()).isEqualTo("none");
        assertThat(told.path("error").asText()).isEqualTo("message_not_found");
        assertThat(ada.run("read", "m1", "--json")
                        .done()
                        .json()
                        .at("/messages/0/recipients/0/ack_at")
                        .asText())
                .isNotEmpty();
    }

    @Test
    void an_id_of_another_sender_is_3() {
        ada.run("send", "--to", "bob", "--id", "m1", "mine").done();

        bob.run("send", "--to", "ada", "--id", "m1", "mine").failed(Exit.CONFLICT);
    }

    @Test
    void bad_usage_is_2_with_one_line_that_says_where_to_look() {
        ada.run("send", "text").failed(Exit.USAGE, "--to", "see 'intermute send --help'");
        ada.run("send", "--to", "bob").failed(Exit.USAGE, "see 'intermute send --help'");
        ada.run("send", "--to", "bob", "--importance", "huge", "text")
                .failed(Exit.USAGE, "low, normal, high or urgent");
        ada.run("read").failed(Exit.USAGE, "see 'intermute read --help'");
        ada.run("inbox", "--limit", "0").failed(Exit.USAGE, "from 1 to 1000");
        ada.run("inbox", "--since", "-1").failed(Exit.USAGE, "at least 0");
        ada.run("thread", "--since", "x").failed(Exit.USAGE, "--since");
    }

    @Test
    void a_text_that_begins_with_an_at_is_a_text_and_no_file() throws IOException {
        Path secret = Files.writeString(ada.folder().resolve("secret"), "a secret");

        ada.run("send", "--to", "bob", "--id", "m1", "@" + secret).done();
        ada.run("send", "--to", "bob", "--id", "m2", "@@x").done();

        assertThat(bob.run("read", "m1", "m2", "--json").done().json().findValuesAsText("body"))
                .containsExactly("@" + secret, "@@x");
    }

    @Test
    void where_one_is_missing_none_is_marked_as_read() {
        ada.run("send", "--to", "bob", "--id", "m1", "text").done();

        bob.run("read", "m1", "none").failed(Exit.NOT_FOUND, "none: ");

        assertThat(bob.run("inbox").done().out()).contains("m1");
    }

    @Test
    void a_sender_may_look_at_what_it_has_sent() {
        ada.run("send", "--to", "bob", "--id", "m1", "text").done();

        assertThat(ada.run("read", "m1").done().out()).contains("text");
    }

    @Test
    void scripts_are_told_of_bad_usage_too() {
        Shell.Result result = ada.run("inbox", "--limit", "0", "--json");

        assertThat(result.code()).isEqualTo(Exit.USAGE.code());
        assertThat(result.json().path("error").asText()).isEqualTo("usage");
        assertThat(result.json().path("message").asText()).contains("from 1 to 1000");
        assertThat(ada.run("send", "--json", "--bogus").json().path("error").asText())
                .isEqualTo("usage");
    }
}
