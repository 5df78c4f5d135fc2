package dev.chatstore.core.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.chatstore.api.ConversationId;
import dev.chatstore.core.completion.PlainJson;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a report as JSON. */
final class ReportJson {
    private ReportJson() {}

    static String of(ImportReport report) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("run", report.run());
        object.put("format", report.format());
        object.put("conversations", report.conversations());
        object.put("added", report.added());
        object.put("alreadyThere", report.alreadyThere());
        object.put("changedMeaning", report.changedMeaning());
        object.put("passedOver", report.passedOver());
        object.put("skipped", report.skipped());
        object.put("skips", report.skips().stream().map(ReportJson::skip).toList());
        object.put(
                "touched", report.touched().stream().map(ConversationId::value).toList());
        object.put("cancelled", report.cancelled());
        return text(object);
    }

    private static Map<String, @Nullable Object> skip(ImportReport.Skip skip) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("file", skip.file());
        object.put("line", skip.line());
        object.put("column", skip.column());
        object.put(
                "conversation",
                skip.conversation() == null ? null : skip.conversation().value());
        object.put("message", skip.message());
        object.put("reason", skip.reason());
        return object;
    }

    private static String text(Map<String, @Nullable Object> object) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
            PlainJson.write(generator, object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
