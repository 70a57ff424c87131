package dev.intermute.store;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row that only the tests have. */
@Entity
@Table(name = "writer_test")
class NamedRow {
    @Id
    private String name;

    protected NamedRow() {}

    NamedRow(String name) {
        this.name = name;
    }
}
