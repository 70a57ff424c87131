package dev.intermute;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.annotations.QuarkusMain;

import dev.intermute.cli.CommandLineTool;

/** The process: runs the command line and ends with its exit code. */
@QuarkusMain
public class Main {

    /** Runs the command that the arguments name; without any, the service. */
    public static void main(String... args) {
        int exitCode = new CommandLineTool().run(args);
        if (!LaunchMode.current().isDevOrTest()) {
            System.exit(exitCode);
        }
    }
}
