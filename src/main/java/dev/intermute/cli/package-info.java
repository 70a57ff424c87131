/**
 * The command line. Only {@code serve} starts the service; the other commands run in the bare process and end. It promises one
 * line for each failure, and the exit codes of {@link dev.intermute.cli.remote.Exit}. Those that talk to a service are in
 * {@link dev.intermute.cli.remote}.
 */
package dev.intermute.cli;
