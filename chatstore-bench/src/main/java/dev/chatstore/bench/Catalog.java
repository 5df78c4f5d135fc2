package dev.chatstore.bench;

import dev.chatstore.bench.store.Backend;
import java.util.ArrayList;
import java.util.List;

/** All sections of a run, with the steps that it selects. */
record Catalog(Options options, List<Section> sections) {
    /** Returns everything that a run with these options can measure. */
    static Catalog of(Options options) {
        List<Section> sections = new ArrayList<>();
        for (Backend backend : Backend.values()) {
            sections.add(new DatabaseSection(backend, options));
        }
        sections.add(new CacheSection());
        sections.add(new ProcessSection(options));
        sections.add(new StartSection(options));
        sections.add(new TransferSection(options));
        return new Catalog(options, sections);
    }

    /** Returns the sections of which at least one step is selected. */
    List<Section> selected() {
        return sections.stream().filter(section -> !steps(section).isEmpty()).toList();
    }

    /** Returns the selected steps of a section. */
    List<Step> steps(Section section) {
        return section.steps().stream()
                .filter(step -> options.only().matcher(step.path()).find())
                .toList();
    }

    /** Returns the section with this name. */
    Section section(String name) {
        return sections.stream()
                .filter(section -> section.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
