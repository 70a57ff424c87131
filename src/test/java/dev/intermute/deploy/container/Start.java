package dev.intermute.deploy.container;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a manifest says of a start, ready to be carried out.
 *
 * @param manifest which
 * @param container how
 * @param data the folder that is kept, as this machine sees it
 * @param database the file in it
 * @param httpProbes by name, as in a pod
 * @param health the command that tells how it does, run in the container; none in a pod, where the kubelet asks over HTTP
 * @param grace how long a stop may take before it is killed
 */
record Start(
        String manifest,
        Container container,
        Path data,
        String database,
        Map<String, HttpProbe> httpProbes,
        List<String> health,
        Duration grace) {

    /** The database, as this machine sees it. */
    Path databaseFile() {
        return data.resolve(database);
    }

    /** The same, but for how. */
    Start with(Container other) {
        return new Start(manifest, other, data, database, httpProbes, health, grace);
    }

    @Override
    public String toString() {
        return manifest;
    }

    /**
     * A probe of the kubelet.
     *
     * @param path what it asks for
     * @param port of the container, as a number
     * @param timeout how long it waits for the answer
     * @param period how often it asks
     * @param failures how many in a row mean something
     */
    record HttpProbe(String path, int port, Duration timeout, Duration period, int failures) {

        /** Asks once, as a kubelet does: from an address that isn't the pod's loopback, and without a key. */
        Pod.Answer ask(Pod pod) {
            return pod.get(Pod.ADDRESS, port, path, timeout);
        }

        /** What a kubelet makes of an answer. */
        boolean passes(Pod pod) {
            int status = ask(pod).status();
            return status >= 200 && status < 400;
        }
    }
}
