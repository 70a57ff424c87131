/**
 * Patterns of paths, and whether two of them have a path in common. Uses nothing but the JDK, and knows neither files nor
 * reservations. Promises exact answers, the shortest path as their proof, and little work for any pattern within the limits.
 */
package dev.intermute.reservation.pattern;
