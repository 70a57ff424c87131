/**
 * Work records: specs, epics, stories, tasks, insights, sessions and critical user journeys, all in one way. Stands on the
 * ground floor, on the log and on agents' service. Promises that a change is one event in the same transaction, that nobody
 * overwrites what it hasn't seen where a kind has versions, and that a task is claimed by one agent at a time.
 *
 * <p>A kind is one class that extends {@link dev.intermute.record.WorkRecord}: its fields, whose schema tells the rules, and
 * its resource, which says no more than a path. {@link dev.intermute.record.Kind} is what the rest knows of it: {@link
 * dev.intermute.record.RecordResource}, {@link dev.intermute.record.RecordForm}, {@link dev.intermute.record.Records} and
 * {@link dev.intermute.record.RecordRepository} serve all kinds, {@code RecordDescription} describes them, {@link
 * dev.intermute.record.RecordHandover} hands what names an agent before it has registered to it. What only some have is kept
 * beside, by a {@link dev.intermute.record.RecordCompanion}: {@link dev.intermute.record.TaskClaims}, handed out by {@link
 * dev.intermute.record.TaskDesk} and taken back by {@link dev.intermute.record.ClaimSweeper}, and {@link
 * dev.intermute.record.CujLinks}.
 */
package dev.intermute.record;
