/**
 * The commands that talk to a service, for agents' shells and for people, all on the SDK. Each finds out by itself which service,
 * project and agent are meant: by its flags, else by the environment, else by what {@code register} has kept for the working
 * tree. They promise the exit codes of {@link dev.intermute.cli.remote.Exit}, one line on standard error for each failure, and
 * with {@code --json} one object on standard output.
 */
package dev.intermute.cli.remote;
