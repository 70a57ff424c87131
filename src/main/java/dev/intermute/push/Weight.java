package dev.intermute.push;

/** What something that waits weighs, however many sockets wait for it. Guarded by {@link Load}. */
final class Weight {
    final int characters;
    int holders;

    Weight(int characters) {
        this.characters = characters;
    }
}
