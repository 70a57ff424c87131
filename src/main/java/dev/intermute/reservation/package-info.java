/**
 * File reservations: leases on patterns of paths, so that no two agents work on the same lines. Stands on the ground floor,
 * on the log and on agents' service. Promises that of any two conflicting requests at most one is granted, that whoever waits
 * is served in the order of arrival, and that each lease ends once.
 *
 * <p>A request becomes a {@link dev.intermute.reservation.Demand}: a {@link dev.intermute.reservation.Claim} on patterns, and
 * terms. {@link dev.intermute.reservation.Desk} decides it inside a unit of work, by the rules of
 * {@link dev.intermute.reservation.Granting} and what {@link dev.intermute.reservation.Leases} holds in memory, once
 * {@link dev.intermute.reservation.Preparation} has compared what is hard; who may wait joins the
 * {@link dev.intermute.reservation.WaitingLine}, until {@link dev.intermute.reservation.Patience} ends.
 * {@link dev.intermute.reservation.Ledger} writes each change down: row, memory and event.
 * {@link dev.intermute.reservation.Sweeper} ends what nobody renews, and {@link dev.intermute.reservation.LineKeeper} moves a
 * line on where no request does.
 */
package dev.intermute.reservation;
