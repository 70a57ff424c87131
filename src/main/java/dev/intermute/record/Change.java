package dev.intermute.record;

import java.util.List;

/**
 * What a client wants of a record that there is.
 *
 * @param given holds the values
 * @param fields which of them the record is to have; the others stay
 * @param seen the version for which this is meant
 */
record Change<T extends WorkRecord>(T given, List<KindField> fields, SeenVersion seen) {
    /** Changes a record. */
    void apply(T record) {
        fields.forEach(field -> field.copy(given, record));
    }
}
