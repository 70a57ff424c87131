package dev.intermute.cli.remote;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

import picocli.CommandLine;

import dev.intermute.cli.ErrorJson;
import dev.intermute.cli.OneLine;
import dev.intermute.client.Conflict;
import dev.intermute.client.IntermuteException;
import dev.intermute.client.Json;
import dev.intermute.client.Liveness;

/**
 * What a command tells: results on standard output, for people or as JSON, and what went wrong on standard error, in one line. As
 * JSON there is exactly one object on standard output, also when the command fails: what goes wrong after the result was told is
 * told on standard error alone.
 */
final class Printer {
    private static final String INDENT = "  ";

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final Terminal terminal;
    private final Style style;
    private final Ago ago;
    private boolean answered;

    private Printer(PrintWriter out, PrintWriter err, boolean json, Terminal terminal, Instant now) {
        this.out = out;
        this.err = err;
        this.json = json;
        this.terminal = terminal;
        this.style = terminal.style();
        this.ago = new Ago(now, ZoneId.systemDefault());
    }

    static Printer of(CommandLine command, boolean json, Surroundings surroundings) {
        return new Printer(
                command.getOut(),
                command.getErr(),
                json,
                new Terminal(surroundings.environment(), new SystemConsole()),
                Instant.now());
    }

    /** Tells the result: one object as JSON, or what shows it to people. */
    void answer(Object result, Runnable forPeople) {
        answered = true;
        if (json) {
            out.println(Json.of(result));
        } else {
            forPeople.run();
        }
    }

    /** Whether the result is wanted as JSON. */
    boolean json() {
        return json;
    }

    /** A line of JSON. */
    void raw(String json) {
        out.println(json);
    }

    /** Whether standard output can't be written any more, such as when whoever read it has gone. */
    boolean isUnread() {
        return out.checkError();
    }

    /** A line for people; what is in it may be anybody's words. */
    void line(String text) {
        out.println(OneLine.of(text));
    }

    /** A line that stands out. */
    void boldLine(String text) {
        out.println(style.bold(OneLine.of(text)));
    }

    /** A line that stands back. */
    void dimLine(String text) {
        out.println(style.dim(OneLine.of(text)));
    }

    /** A text of somebody else's, of several lines. */
    void paragraph(String text) {
        Paragraph.lines(text, INDENT).forEach(out::println);
    }

    Table table(String... headers) {
        return new Table(style, headers);
    }

    void table(Table table) {
        table.lines(terminal.width()).forEach(out::println);
    }

    /** How an agent does: whom one needn't wait for stands out. */
    Cell state(Liveness liveness) {
        return new Cell(
                Words.of(liveness),
                switch (liveness) {
                    case ACTIVE -> style::green;
                    case IDLE -> style::yellow;
                    case STALE, UNKNOWN -> style::red;
                });
    }

    /** A moment, as people say it. */
    String ago(Instant moment) {
        return ago.of(moment);
    }

    /** Something that people should know, and that isn't the result. */
    void warning(String text) {
        err.println(OneLine.failure(text));
    }

    /** A call that failed. */
    void failure(IntermuteException e) {
        failure(e, Map.of(), "");
    }

    /** A call that failed, for one of several that were named. */
    void failure(String named, IntermuteException e) {
        failure(e, Map.of("id", named), named + ": ");
    }

    private void failure(IntermuteException e, Map<String, String> more, String subject) {
        if (json && !answered) {
            Map<String, Object> details = new LinkedHashMap<>();
            e.body().properties().forEach(field -> details.put(field.getKey(), field.getValue()));
            details.putAll(more);
            out.println(ErrorJson.of(e.wireCode(), e.getMessage(), details));
        }
        err.println(OneLine.failure(subject + words(e)));
    }

    /** A failure that no answer of the service tells. */
    void failure(String code, String message) {
        if (json && !answered) {
            out.println(ErrorJson.of(code, message));
        }
        err.println(OneLine.failure(message));
    }

    /** For people: in the words of the command line, where the service has those of the wire. */
    private String words(IntermuteException e) {
        return switch (e.code()) {
            case RESERVATION_CONFLICT -> conflict(e);
            case RESERVATION_NOT_FOUND ->
                "there is no such reservation in this project, or it was released; who holds"
                        + " something tells 'intermute check PATTERN'";
            case AGENT_NOT_FOUND -> "there is no such agent in this project; those there are tells 'intermute agents'";
            case PROJECT_REQUIRED -> "with a key this command must name the project; say --project NAME";
            default -> e.getMessage();
        };
    }

    private String conflict(IntermuteException e) {
        if (e.conflicts().isEmpty()) {
            return e.getMessage();
        }
        Conflict first = e.conflicts().get(0);
        int more = e.conflicts().size() - 1;
        return first.heldBy() + " holds " + first.pattern()
                + (first.reason().isEmpty() ? "" : " (" + first.reason() + ")") + ", ends " + ago(first.expiresAt())
                + "; both cover " + first.overlaps()
                + (more == 0 ? "" : "; " + more + " more stand in the way")
                + "; work on something else, or wait with --wait 60";
    }
}
