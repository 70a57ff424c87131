package dev.intermute.record;

/** What stands in a list of a work record, where that is more than a text. */
interface Part {
    /** About how many bytes of JSON it makes. */
    long bytes();
}
