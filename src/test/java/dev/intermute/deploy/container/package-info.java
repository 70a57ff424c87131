/**
 * Starts the program as a manifest does, without its engine: {@code Start}, read from a Dockerfile and its command, a pod, a
 * compose file or a systemd unit, becomes a {@code RunningContainer} of runc, and {@code Seen} is what its probes see. Whatever
 * a manifest says and its reader doesn't know is an error, so that nothing is left out unnoticed.
 */
package dev.intermute.deploy.container;
