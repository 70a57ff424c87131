/**
 * Holds what kustomize builds against the API of Kubernetes, field by field, and its parts against each other: {@code Manifests}
 * reads it, each {@code …Rules} looks at one side of it, and {@code Faults} are what they must find.
 */
package dev.intermute.deploy.kubernetes;
