/**
 * Records what clients of file reservations did and were told, and proves from that and the project's log that the promises
 * hold: the clients and the record come first, then the rules, then the runs. Uses nothing of the service but its HTTP, and
 * decides by itself which patterns overlap.
 */
package dev.intermute.reservation.history;
