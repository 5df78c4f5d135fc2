package dev.chatstore.core.transfer.structure;

import dev.chatstore.core.transfer.source.Element;
import dev.chatstore.core.transfer.source.JsonSource;
import dev.chatstore.core.transfer.source.Refused;
import java.io.IOException;

/** The records of a list by what they belong to. */
public final class RecordGroups {
    private final JsonSource source;
    private final RegionGroups groups;

    /**
     * Begins without records.
     *
     * @param newestFirst whether the records of a group are read from the last one to the first
     */
    public RecordGroups(JsonSource source, boolean newestFirst) {
        this.source = source;
        this.groups = new RegionGroups(newestFirst);
    }

    /** Adds a record to the group of a name. */
    public void add(Element record, String name) {
        groups.add(record.region(), name);
    }

    /** Returns the number of groups, which are in the order of the records that began them. */
    public int size() {
        return groups.size();
    }

    /** Returns the oldest record of a group. */
    public Element oldest(int group) {
        return new Element(source, groups.first(group));
    }

    /** Visits the records of a group, oldest first. The index is that in the list. */
    public void each(int group, Element.Visitor visitor) throws IOException, Refused {
        groups.each(group, (region, index) -> visitor.visit(new Element(source, region), index));
    }
}
