package dev.chatstore.core.transfer.source;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.LimitExceededException;
import org.jspecify.annotations.Nullable;

/** A record that is not brought in. The message says why in our words: a parser's would quote the record. */
public final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Region place;
    private final boolean cutOff;

    public Refused(String reason) {
        this(reason, null, false);
    }

    private Refused(String reason, @Nullable Region place, boolean cutOff) {
        super(reason, null, false, false);
        this.place = place;
        this.cutOff = cutOff;
    }

    public static Refused of(InvalidInputException e) {
        return new Refused(e.field() + " " + e.rule());
    }

    public static Refused of(LimitExceededException e) {
        return new Refused("is over " + e.limit() + ": " + e.actual() + ", and " + e.allowed() + " are allowed");
    }

    /** Returns the refusal of a region that its parser could not read to the end. */
    public static Refused of(JsonProcessingException e, Region region) {
        JsonLocation at = e.getLocation();
        Region place = at == null ? region : region.part(at, at);
        if (e instanceof JsonEOFException || place.from() >= region.to()) {
            return new Refused("is cut off", place, true);
        }
        if (e instanceof StreamConstraintsException) {
            return new Refused("has a text, name, number or nesting beyond what is read", place, false);
        }
        // The only mark that the parser gives; a change of it would cost the better wording, and a test.
        boolean encoding = e.getOriginalMessage().startsWith("Invalid UTF-8");
        return new Refused(encoding ? "is not UTF-8" : "is not valid JSON", place, false);
    }

    /** Returns whether the record was well as far as it goes, and the file ends within it. */
    public boolean isCutOff() {
        return cutOff;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }

    /** Returns where it was met, or the place of the whole record. */
    public Region placeOr(Region record) {
        return place == null ? record : place;
    }
}
