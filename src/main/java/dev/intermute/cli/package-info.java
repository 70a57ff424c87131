/**
 * The command line. Only {@code serve} starts the service; the other commands run in the bare process and end. It promises one
 * line for each failure, and the exit codes 0 (stopped), 1 (failed) and 2 (bad usage).
 */
package dev.intermute.cli;
