package dev.intermute.push;

/** What something that waits weighs, in bytes, however many sockets wait for it. Guarded by {@link Load}. */
final class Weight {
    final int bytes;
    int holders;

    Weight(int bytes) {
        this.bytes = bytes;
    }
}
