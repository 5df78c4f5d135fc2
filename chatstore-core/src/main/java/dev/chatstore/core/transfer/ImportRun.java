package dev.chatstore.core.transfer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Profile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One import from its start to its end: the three forms of a source. */
final class ImportRun {
    private final String tenant;
    private final String origin;
    private final Delivery delivery;
    private final Tally tally;

    /**
     * Makes a run.
     *
     * @param origin what conversations without an id are named after in place of their file, or empty
     */
    ImportRun(String tenant, String origin, Delivery delivery, Tally tally) {
        this.tenant = tenant;
        this.origin = origin;
        this.delivery = delivery;
        this.tally = tally;
    }

    void customerMap(JsonSource source) throws IOException {
        Region content = content(source);
        try (JsonParser parser = source.skim(content)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                String reason = parser.currentToken() == null ? "is empty" : "is not an object of customers";
                throw tally.broken(source.name(), content, new Refused(reason));
            }
            String customer;
            while ((customer = parser.nextFieldName()) != null) {
                parser.nextToken();
                customer(source, content, customer, parser);
            }
            if (parser.nextToken() != null) {
                Region rest = content.part(parser.currentTokenLocation(), parser.currentTokenLocation());
                tally.skip(new Place(source.name(), rest, null, null), "follows the end of the customers");
            }
        } catch (JsonProcessingException e) {
            delivery.flush();
            throw tally.broken(source.name(), content, Refused.of(e, content));
        }
        delivery.flush();
    }

    private void customer(JsonSource source, Region content, String customer, JsonParser parser) throws IOException {
        Region at = content.part(parser.currentTokenLocation(), parser.currentTokenLocation());
        @Nullable ConversationId id = null;
        try {
            id = id(customer);
            if (parser.currentToken() != JsonToken.START_ARRAY) {
                throw new Refused("is not a list of messages");
            }
            Target target = delivery.open(new ProfileShape(id, Profile.EMPTY.withOwner(customer)));
            new MessageList(source, true, delivery, tally).deliver(parser, content, target);
        } catch (Refused e) {
            tally.skip(new Place(source.name(), at, id, null), e);
            parser.skipChildren();
        }
    }

    private ConversationId id(String customer) throws Refused {
        try {
            return ConversationId.of(tenant, customer);
        } catch (InvalidInputException e) {
            throw Refused.of(e);
        }
    }

    void chatCompletions(JsonSource source) throws IOException {
        Lines lines = new Lines(source, content(source));
        Lines.Line line;
        while ((line = lines.next()) != null) {
            Region region = line.region();
            try {
                String name = origin.isEmpty() ? source.name() : origin;
                record(source, region, false, name + ":" + region.line());
            } catch (Refused e) {
                if (!line.ended() && isCutOff(source, region, e)) {
                    delivery.flush();
                    throw tally.broken(source.name(), region.end(), new Refused("is cut off"));
                }
                tally.skip(new Place(source.name(), region, null, null), e);
            }
        }
        delivery.flush();
    }

    /** Returns whether a broken line is the beginning of an object: one that ends in no brace, or within itself. */
    private static boolean isCutOff(JsonSource source, Region line, Refused refused) throws IOException {
        return source.at(line.from()) == '{' && (refused.isCutOff() || source.at(line.to() - 1) != '}');
    }

    void conversationFolder(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            Region start = new Region(0, 0, 1, 1);
            String name = file.getFileName().toString();
            Place place = new Place(name, start, null, null);
            if (!Files.isRegularFile(file) || !name.toLowerCase(Locale.ROOT).endsWith(".json")) {
                tally.skip(place, "is not a .json file");
                continue;
            }
            try (JsonSource source = new JsonSource(file)) {
                String stem = name.substring(0, name.length() - ".json".length());
                record(source, source.content(), true, origin.isEmpty() ? stem : origin + ":" + stem);
            } catch (Refused e) {
                tally.skip(place, e);
            }
        }
        delivery.flush();
    }

    /** Brings in the conversation that a region holds, after its form was checked to the end. */
    private void record(JsonSource source, Region region, boolean loose, String fallbackId)
            throws IOException, Refused {
        ConversationRecord record = ConversationRecord.read(source, region);
        ProfileShape shape =
                ProfileShape.read(loose ? LooseNames.conversation(record.head()) : record.head(), tenant, fallbackId);
        Target target = delivery.open(shape);
        try (JsonParser parser = source.skim(record.messages())) {
            parser.nextToken();
            new MessageList(source, loose, delivery, tally).deliver(parser, record.messages(), target);
            delivery.close(target);
        } catch (JsonProcessingException e) {
            throw Refused.of(e, record.messages());
        }
    }

    private Region content(JsonSource source) throws IOException {
        try {
            return source.content();
        } catch (Refused e) {
            throw tally.broken(source.name(), new Region(0, 0, 1, 1), e);
        }
    }
}
