package dev.intermute.record;

import jakarta.enterprise.context.ApplicationScoped;

import dev.intermute.access.Caller;

/** The services behind the resource of every kind. */
@ApplicationScoped
class RecordServices {
    private final Caller caller;
    private final RecordForm form;
    private final Records records;

    RecordServices(Caller caller, RecordForm form, Records records) {
        this.caller = caller;
        this.form = form;
        this.records = records;
    }

    /** Who makes this request. */
    Caller caller() {
        return caller;
    }

    /** Reads and checks what a request brings. */
    RecordForm form() {
        return form;
    }

    /** What becomes of it. */
    Records records() {
        return records;
    }
}
