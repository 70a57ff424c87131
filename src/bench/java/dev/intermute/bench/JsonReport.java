package dev.intermute.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** All figures as JSON, for a diff or a diagram: the folded ones and those of each round. */
final class JsonReport {
    private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final ObjectNode root = mapper.createObjectNode();

    /** @param arguments of the command line, so that the run can be repeated */
    JsonReport(List<String> arguments, Results results) {
        arguments.forEach(root.putArray("arguments")::add);
        ObjectNode machine = root.putObject("machine");
        machine.put("processors", Runtime.getRuntime().availableProcessors());
        machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("java", System.getProperty("java.runtime.version"));
        ArrayNode rows = root.putArray("results");
        for (Map.Entry<Row, Figures> each : results.folded().entrySet()) {
            ObjectNode row = rows.addObject();
            row.put("server", each.getKey().server());
            row.put("scenario", each.getKey().scenario());
            row.put("kind", each.getKey().kind());
            put(row, each.getValue());
            ArrayNode rounds = row.putArray("rounds");
            results.rounds(each.getKey()).forEach(round -> put(rounds.addObject(), round));
        }
        results.remarks().forEach(root.putArray("remarks")::add);
    }

    private static void put(ObjectNode node, Figures figures) {
        figures.forEach((figure, value) -> node.put(figure.field(), value));
    }

    void write(Path file) throws IOException {
        mapper.writeValue(file.toFile(), root);
    }
}
