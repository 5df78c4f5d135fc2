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
    private final Form form;

    /** Creates a refusal of a record for what it says, in words that follow its name. */
    public Refused(String reason) {
        this(reason, null, Form.WHOLE);
    }

    private Refused(String reason, @Nullable Region place, Form form) {
        super(reason, null, false, false);
        this.place = place;
        this.form = form;
    }

    /** Whether a record could be read to its end. */
    private enum Form {
        WHOLE,
        INVALID,
        CUT_OFF
    }

    /** Returns the refusal of a value that no message or conversation can have. */
    public static Refused of(InvalidInputException e) {
        return new Refused(e.field() + " " + e.rule());
    }

    /** Returns the refusal of a value that is larger than the store accepts. */
    public static Refused of(LimitExceededException e) {
        return new Refused("is over " + e.limit() + ": " + e.actual() + ", and " + e.allowed() + " are allowed");
    }

    /** Returns the refusal of a region that its parser could not read to the end. */
    public static Refused of(JsonProcessingException e, Region region) {
        JsonLocation at = e.getLocation();
        Region place = at == null ? region : region.part(at, at);
        if (e instanceof JsonEOFException || place.from() >= region.to()) {
            return new Refused("is cut off", place, Form.CUT_OFF);
        }
        if (e instanceof StreamConstraintsException) {
            return new Refused("has a text, name, number or nesting beyond what is read", place, Form.WHOLE);
        }
        // The only mark that the parser gives; a change of it would cost the better wording, and a test.
        boolean encoding = e.getOriginalMessage().startsWith("Invalid UTF-8");
        return new Refused(encoding ? "is not UTF-8" : "is not valid JSON", place, Form.INVALID);
    }

    /** Returns whether the record was well as far as it goes, and the file ends within it. */
    public boolean isCutOff() {
        return form == Form.CUT_OFF;
    }

    /** Returns whether the record cannot be read beyond a place. */
    boolean isBreak() {
        return form != Form.WHOLE;
    }

    /** Returns why it is not brought in. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** Returns where it was met, or the place of the whole record. */
    public Region placeOr(Region record) {
        return place == null ? record : place;
    }
}
