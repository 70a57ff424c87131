/**
 * The log: everything that happened, in commit order, and the feed that passes it on. Stands on the store and knows no
 * feature: a room that has more to show of an event than the log keeps implements
 * {@link dev.intermute.event.FrameContent}. Promises that cursors only grow, that no two events share one, and that
 * the feed publishes what is on disk, in order, and nothing else.
 */
package dev.intermute.event;
