package dev.intermute.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import dev.intermute.access.KeysFileException;
import dev.intermute.cli.remote.Exit;
import dev.intermute.cli.remote.Surroundings;

/** Runs a command line: finds the command, runs it, and tells each failure in one line on standard error. */
public final class CommandLineTool {

    private static final List<String> OWN_OPTIONS = List.of("-h", "--help", "-V", "--version");

    private final StandardOutput output;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Surroundings surroundings;

    /** Makes the tool on the process's standard output and error. */
    public CommandLineTool() {
        this(new FileOutputStream(FileDescriptor.out), new PrintWriter(System.err, true), Surroundings.ofProcess());
    }

    /**
     * Makes one that is run elsewhere than the process.
     *
     * @param out where results go, in UTF-8 whatever the locale: JSON has no other encoding
     * @param err where failures are told
     */
    public CommandLineTool(OutputStream out, PrintWriter err, Surroundings surroundings) {
        this.output = new StandardOutput(out);
        this.out = new PrintWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8), true);
        this.err = err;
        this.surroundings = surroundings;
    }

    /**
     * Runs a command.
     *
     * @param args the arguments of the process; none, or options alone, mean {@code serve}
     * @return the exit code, as {@link dev.intermute.cli.remote.Exit} has it, or that of the command that {@code reserve} ran; 1
     *     also if it was done, but its result couldn't be written
     */
    public int run(String... args) {
        boolean readable = own(args).stream().noneMatch(CommandLineTool::isUnreadable);
        int code = readable ? execute(withCommand(args)) : refuseUnreadable(wantsJson(args));
        out.flush();
        Optional<String> loss = output.loss();
        boolean done = code == Exit.DONE.code();
        loss.ifPresent(reason -> err.println(OneLine.failure("standard output can't be written (" + reason
                + "): what the command had to say is lost" + (done ? ", and what it did is done" : "")
                + "; give it a place that can be written")));
        return loss.isPresent() && done ? Exit.FAILED.code() : code;
    }

    /** Java puts this character where bytes are no text: a file of another name would be meant. */
    private static boolean isUnreadable(String argument) {
        return argument.indexOf('\ufffd') >= 0;
    }

    private int refuseUnreadable(boolean json) {
        String message =
                "an argument has bytes that are no text in UTF-8, or U+FFFD, which stands for such; correct it, set"
                        + " LC_ALL=C.UTF-8 if the locale has no UTF-8, or give a text by standard input, to a command that takes -";
        return tell(out, err, json, "usage", message, Exit.USAGE);
    }

    private int execute(String... asked) {
        return IntermuteCommand.asked(List.of(asked), surroundings)
                .setOut(out)
                .setErr(err)
                // A text that begins with @ is a text, not the name of a file to read.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler(CommandLineTool::badUsage)
                .setExecutionExceptionHandler(CommandLineTool::failed)
                .execute(asked);
    }

    private static String[] withCommand(String[] args) {
        if (args.length > 0 && (!args[0].startsWith("-") || OWN_OPTIONS.contains(args[0]))) {
            return args;
        }
        String[] withServe = new String[args.length + 1];
        withServe[0] = "serve";
        System.arraycopy(args, 0, withServe, 1, args.length);
        return withServe;
    }

    private static int badUsage(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String help = command.getCommandSpec().qualifiedName() + " --help";
        return tell(command, wantsJson(args), "usage", problem(e) + "; see '" + help + "'", Exit.USAGE);
    }

    private static String problem(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            // Theirs says "option option" of a map.
            return e.getMessage().replace("option option", "option");
        }
        String first = unmatched.getUnmatched().get(0);
        if (first.startsWith("-")) {
            return "unknown option '" + first + "'";
        }
        boolean atTop = e.getCommandLine().getParent() == null;
        return (atTop ? "unknown command '" : "unexpected argument '") + first + "'";
    }

    private static int failed(Exception e, CommandLine command, CommandLine.ParseResult result) {
        boolean explained = e instanceof KeysFileException;
        String message = explained ? e.getMessage() : StartFailure.explain(e);
        tell(command, wantsJson(result.originalArgs().toArray(String[]::new)), "failed", message, Exit.FAILED);
        if (!explained && StartFailure.wantsStackTrace()) {
            e.printStackTrace(command.getErr());
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static int tell(CommandLine command, boolean json, String code, String message, Exit exit) {
        return tell(command.getOut(), command.getErr(), json, code, message, exit);
    }

    private static int tell(PrintWriter out, PrintWriter err, boolean json, String code, String message, Exit exit) {
        if (json) {
            out.println(ErrorJson.of(code, OneLine.of(message)));
        }
        err.println(OneLine.failure(message));
        return exit.code();
    }

    /** What can't be parsed may still say so. */
    private static boolean wantsJson(String... args) {
        return own(args).contains("--json");
    }

    /** Those that aren't of a command to run. */
    private static List<String> own(String... args) {
        List<String> all = List.of(args);
        int end = all.indexOf("--");
        return all.subList(0, end < 0 ? all.size() : end);
    }
}
