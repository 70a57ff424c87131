/**
 * File reservations: leases on patterns of paths, so that no two agents work on the same lines. Stands on the ground floor,
 * on the log and on agents' service. Promises that of any two conflicting requests at most one is granted, that whoever waits
 * is served in the order of arrival, and that each lease ends once.
 */
package dev.intermute.reservation;
