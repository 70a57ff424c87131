package dev.intermute.cli.remote;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;

/**
 * What standard output is.
 *
 * @param width how many characters a line has room for; empty where it isn't a terminal, and nothing is cut
 * @param style how words stand out there
 */
record Terminal(OptionalInt width, Style style) {
    private static final int USUAL_WIDTH = 80;
    private static final int LEAST_WIDTH = 20;

    static Terminal of(Map<String, String> environment) {
        return of(environment, isTerminal());
    }

    static Terminal of(Map<String, String> environment, boolean terminal) {
        if (!terminal) {
            return new Terminal(OptionalInt.empty(), new Style(false));
        }
        boolean plain = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("TERM", "").equals("dumb");
        return new Terminal(OptionalInt.of(width(environment)), new Style(!plain));
    }

    /** From Java 22 on there may be a console that is none, and a way to ask it. */
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("Console.isTerminal() can't be called", e);
        }
    }

    private static int width(Map<String, String> environment) {
        String columns = environment.getOrDefault("COLUMNS", "");
        String width = columns.matches("\\d{1,4}") ? columns : asked();
        return width.matches("\\d{1,4}") ? Math.max(LEAST_WIDTH, Integer.parseInt(width)) : USUAL_WIDTH;
    }

    /** As {@code stty} says it, for Java doesn't know; empty where there is no such program. */
    private static String asked() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return stty.waitFor(1, TimeUnit.SECONDS) ? size.replaceFirst(".* ", "") : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
