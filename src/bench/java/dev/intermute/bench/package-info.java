/**
 * Measures the service, or another that speaks its contract. From the command line down: {@link LoadGenerator} reads what
 * is wanted, a {@link Scenario} makes a {@link Plan} with what its {@link Fixture} has prepared, a {@link Round} carries it
 * out on a few {@link EventLoop event loops}, and the {@link Figures} of all rounds end in a {@link Table}.
 *
 * <p>It shares the machine with what it measures. Therefore requests are encoded beforehand, answers are only read as far
 * as their end must be found (a {@link HandOver} looks for one more thing), and one thread drives all connections; how busy
 * it was is among the figures.
 */
package dev.intermute.bench;
