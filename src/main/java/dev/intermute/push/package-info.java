/**
 * Live delivery: sockets that get every event that they should see, once, in cursor order, as it happens. Listens to the
 * feed, reads the log for those who catch up, and knows no feature. Promises neither a gap nor a duplicate, also while
 * writes go on, and that a reader who is too slow slows nobody else.
 */
package dev.intermute.push;
