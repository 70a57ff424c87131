/** Holds alerts and dashboard against the figures that a service tells, and has Prometheus's own tool try the alerts. */
package dev.intermute.deploy.monitoring;
