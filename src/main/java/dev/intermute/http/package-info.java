/**
 * What every route shares: the error shape, JSON, the checks of a request's text and size, paging. Touches nothing
 * but the HTTP stack; every other room may use it. Promises that whatever goes wrong, and wherever, a client reads
 * one shape: {@code {"error","message",…}}.
 */
package dev.intermute.http;
