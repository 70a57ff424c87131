package dev.intermute.cli.remote;

/** The command that holds the others: knows where they are run. */
public interface RemoteRoot {
    /** Where the command is run. */
    Surroundings surroundings();
}
