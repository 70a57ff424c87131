package dev.intermute.cli.remote;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import io.quarkus.runtime.annotations.RegisterForReflection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import dev.intermute.client.Importance;
import dev.intermute.client.MessageDraft;
import dev.intermute.client.Sent;

/** Sends a message. */
@Command(
        name = "send",
        description = "Send a message to agents, or to names that somebody will register under.",
        footer = {
            "",
            "Examples:",
            "  intermute send --to bob 'I rewrite the parser. Stay out of src/parse until noon?'",
            "  intermute send --to bob --to carol --thread parser --ack 'The parser is done.'",
            "  git diff | intermute send --to bob --subject 'What I changed' -"
        })
@RegisterForReflection
public final class SendCommand extends RemoteCommand {
    private static final String STANDARD_INPUT = "-";
    /** A whole request may have as much. */
    private static final int MAX_BYTES = 1 << 20;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "AGENT",
            split = ",",
            description = "Who gets it; may be repeated.")
    private List<String> to;

    @Option(names = "--cc", paramLabel = "AGENT", split = ",", description = "Who gets it, too.")
    private List<String> cc = List.of();

    @Option(names = "--bcc", paramLabel = "AGENT", split = ",", description = "Who gets it without others seeing that.")
    private List<String> bcc = List.of();

    @Option(names = "--thread", paramLabel = "ID", description = "The thread that it belongs to.")
    private String thread;

    @Option(names = "--subject", paramLabel = "TEXT", description = "What it is about.")
    private String subject;

    @Option(names = "--topic", paramLabel = "WORD", description = "A topic to find it under.")
    private String topic;

    @Option(names = "--importance", paramLabel = "WORD", description = "low, normal, high or urgent.")
    private String importance;

    @Option(names = "--ack", description = "Ask each recipient for an ack.")
    private boolean ack;

    @Option(
            names = "--id",
            paramLabel = "ID",
            description =
                    "An id of your own: the same id with the same content is the same message, with other content it replaces "
                            + "it.")
    private String id;

    @Parameters(paramLabel = "TEXT", arity = "1..*", description = "The text; - reads it from standard input.")
    private List<String> text;

    @Override
    int run(Connection connection, Printer printer) {
        Sent sent = connection.agent().send(draft());
        printer.answer(sent, () -> {
            printer.line("sent " + sent.messageId() + " to " + String.join(", ", to));
            if (!sent.denied().isEmpty()) {
                printer.line("kept out by their policies: " + String.join(", ", sent.denied()));
            }
        });
        return Exit.DONE.code();
    }

    private MessageDraft draft() {
        MessageDraft draft = MessageDraft.to(to).body(body());
        draft = cc.isEmpty() ? draft : draft.cc(cc.toArray(String[]::new));
        draft = bcc.isEmpty() ? draft : draft.bcc(bcc.toArray(String[]::new));
        draft = thread == null ? draft : draft.thread(thread);
        draft = subject == null ? draft : draft.subject(subject);
        draft = topic == null ? draft : draft.topic(topic);
        draft = importance == null ? draft : draft.importance(importance());
        draft = id == null ? draft : draft.id(id);
        return ack ? draft.askForAck() : draft;
    }

    private Importance importance() {
        return Words.known(Importance.values(), importance)
                .orElseThrow(() -> usage("--importance must be low, normal, high or urgent, not '" + importance + "'"));
    }

    private String body() {
        if (!text.equals(List.of(STANDARD_INPUT))) {
            return String.join(" ", text);
        }
        try {
            byte[] bytes = surroundings().in().readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw usage("standard input has more than 1 MiB, which is more than a message may have");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw usage("standard input is no text in UTF-8; encode what isn't text, with base64 say");
        } catch (IOException e) {
            throw usage("standard input can't be read (" + e.getMessage() + "); it is to have the text, as you say -");
        }
    }
}
