package dev.chatstore.core.dump;

import dev.chatstore.core.dump.form.MalformedLineException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads a dump to its end without a store, and checks each digest and the counts. Memory and temporary files are those of {@link
 * StoreRestore}.
 */
public final class DumpCheck {
    private DumpCheck() {}

    /**
     * Returns what a file contains.
     *
     * @throws DamagedDumpException if the file is damaged or cut, is no dump, or has a form that this release does not read
     * @throws IOException if the file cannot be read
     */
    public static StoreDigest of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(Access.required("file", file));
                DumpReader reader = new DumpReader(
                        new BufferedInputStream(in), each -> each.release().run(), session -> {})) {
            try {
                reader.header();
                return reader.readAll();
            } catch (MalformedLineException e) {
                throw new DamagedDumpException(reader.line(), reader.offset(), String.valueOf(e.getMessage()), null, e);
            }
        }
    }
}
