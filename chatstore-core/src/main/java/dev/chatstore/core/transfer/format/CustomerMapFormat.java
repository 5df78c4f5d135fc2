package dev.chatstore.core.transfer.format;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Profile;
import dev.chatstore.core.transfer.source.BrokenSource;
import dev.chatstore.core.transfer.source.Element;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.JsonSource;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.Records;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Region;
import dev.chatstore.core.transfer.source.SourceConversation;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One object that maps each customer to a list of messages. */
public final class CustomerMapFormat implements Format {
    @Override
    public String name() {
        return "customer-map";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        if (probe.kind() != Probe.Kind.OBJECT || probe.first().containsKey("messages")) {
            return null;
        }
        List<@Nullable Object> customers = new ArrayList<>(probe.first().values());
        if (probe.isCut() && !customers.isEmpty()) {
            begun(customers);
        }
        boolean fits = customers.stream().allMatch(CustomerMapFormat::isListOfMessages)
                && customers.stream().anyMatch(value -> value instanceof List<?> list && !list.isEmpty());
        return fits ? new Match("", false) : null;
    }

    /** Leaves out the message, or the customer, that the beginning of the file ends in. */
    private static void begun(List<@Nullable Object> customers) {
        Object last = customers.remove(customers.size() - 1);
        if (last instanceof List<?> messages && messages.size() > 1) {
            customers.add(messages.subList(0, messages.size() - 1));
        }
    }

    private static boolean isListOfMessages(@Nullable Object value) {
        return value instanceof List<?> list
                && list.stream().allMatch(element -> LooseNames.isMessage(Fields.object(element)));
    }

    @Override
    public boolean mayAsk() {
        return true;
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        for (SourceFile file : files) {
            try (JsonSource source = file.open()) {
                read(source, reading);
            } catch (BrokenSource e) {
                reading.broken(e);
            }
        }
    }

    private static void read(JsonSource source, SourceReading reading) throws IOException {
        Region content = Records.content(source);
        try (JsonParser parser = source.skim(content)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                String reason = parser.currentToken() == null ? "is empty" : "is not an object of customers";
                throw new BrokenSource(Place.of(source, content), new Refused(reason));
            }
            String customer = parser.nextFieldName();
            while (customer != null) {
                parser.nextToken();
                customer(source, content, customer, parser, reading);
                customer = parser.nextFieldName();
            }
            if (parser.nextToken() != null) {
                Region rest = content.part(parser.currentTokenLocation(), parser.currentTokenLocation());
                reading.skip(Place.of(source, rest), new Refused("follows the end of the customers"));
            }
        } catch (JsonProcessingException e) {
            throw new BrokenSource(Place.of(source, content), Refused.of(e, content));
        }
    }

    private static void customer(
            JsonSource source, Region content, String customer, JsonParser parser, SourceReading reading)
            throws IOException {
        Region start = content.part(parser.currentTokenLocation(), parser.currentTokenLocation());
        Place place = Place.of(source, start);
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            reading.skip(customer, place, new Refused("is not a list of messages"));
            parser.skipChildren();
            return;
        }
        JsonProcessingException broken = null;
        try {
            parser.skipChildren();
        } catch (JsonProcessingException e) {
            broken = e;
        }
        // Of a list that breaks, what comes before the break is brought in.
        long end = broken == null
                ? content.part(parser.currentLocation(), parser.currentLocation())
                        .from()
                : content.to();
        Region list = new Region(start.from(), end, start.line(), start.column());
        boolean whole = broken == null;
        reading.conversation(new SourceConversation(
                customer,
                profile(customer),
                place,
                sink -> LooseMessages.read(new Element(source, list), whole, sink, reading)));
        if (broken != null) {
            throw broken;
        }
    }

    private static Profile profile(String customer) {
        try {
            return Profile.EMPTY.withOwner(customer);
        } catch (InvalidInputException e) {
            // The customer is no valid id either, which is reported.
            return Profile.EMPTY;
        }
    }
}
