package dev.intermute.access;

import org.eclipse.microprofile.config.spi.Converter;

/**
 * Reads {@code true} or {@code false}, in any case, and nothing else: a rule of access must not be off because of a
 * word that the usual converter takes for no.
 */
public final class StrictBoolean implements Converter<Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean convert(String text) {
        String word = text.strip();
        if (word.equalsIgnoreCase("true")) {
            return true;
        }
        if (word.equalsIgnoreCase("false")) {
            return false;
        }
        throw new IllegalArgumentException("must be true or false, not \"" + word + "\"");
    }
}
