/**
 * The database: one file, one writer, many readers. Knows no feature; nothing outside may assume SQLite. Promises that
 * a unit of work whose future completed is on disk, that a unit which failed left nothing behind, and that reads never
 * wait for the writer.
 */
package dev.intermute.store;
