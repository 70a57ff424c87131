package dev.intermute.push;

/** What a subscriber needs next on its way. Both return at once. */
interface Course {
    /** Reads the log from its position on, then calls {@link Subscriber#loaded}. */
    void readOn(Subscriber subscriber);

    /** Has the feed offer it what it brings from now on, then calls {@link Subscriber#joined}. */
    void join(Subscriber subscriber);
}
