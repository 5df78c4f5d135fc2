package dev.chatstore.core.transfer.format;

import dev.chatstore.core.transfer.source.Element;
import dev.chatstore.core.transfer.source.Fields;
import dev.chatstore.core.transfer.source.Format;
import dev.chatstore.core.transfer.source.JsonSource;
import dev.chatstore.core.transfer.source.Place;
import dev.chatstore.core.transfer.source.Probe;
import dev.chatstore.core.transfer.source.Refused;
import dev.chatstore.core.transfer.source.Region;
import dev.chatstore.core.transfer.source.SourceFile;
import dev.chatstore.core.transfer.source.SourceReading;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files that hold one conversation each: {@code id}, {@code title}, {@code model}, {@code system}, {@code messages}. */
public final class ConversationFolderFormat implements Format {
    private static final String ENDING = ".json";

    private final boolean byEnding;

    /** Returns the format of files that are recognized by their shape. */
    public ConversationFolderFormat() {
        this(false);
    }

    /**
     * Returns the format.
     *
     * @param byEnding whether the files were not recognized, so that those with another ending than {@code .json} are
     *     skipped
     */
    public ConversationFolderFormat(boolean byEnding) {
        this.byEnding = byEnding;
    }

    @Override
    public String name() {
        return "conversation-files";
    }

    @Override
    public @Nullable Match match(SourceFile file, Probe probe) {
        Map<String, @Nullable Object> first = probe.first();
        List<@Nullable Object> messages = Fields.list(first, "messages");
        boolean fits = probe.kind() == Probe.Kind.OBJECT
                && !messages.isEmpty()
                && LooseNames.isMessage(Fields.object(messages.get(0)));
        return fits ? new Match("", false) : null;
    }

    @Override
    public boolean mayAsk() {
        return true;
    }

    @Override
    public void read(List<SourceFile> files, SourceReading reading) throws IOException {
        for (SourceFile file : files) {
            String name = file.name();
            Place place = new Place(name, new Region(0, 0, 1, 1), null, null);
            if (byEnding && !name.toLowerCase(Locale.ROOT).endsWith(ENDING)) {
                reading.skip(place, new Refused("is not a .json file"));
                continue;
            }
            try (JsonSource source = file.open()) {
                Element root = Element.root(source);
                LooseRecord.of(root).give(true, file.stem(), root, reading);
            } catch (Refused e) {
                reading.skip(place, e);
            }
        }
    }
}
