package dev.chatstore.core.dump;

import dev.chatstore.core.dump.form.CountedInput;
import dev.chatstore.core.dump.form.MalformedLineException;
import dev.chatstore.core.dump.form.Spooled;
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
        try (InputStream in = Files.newInputStream(Access.required("file", file))) {
            CountedInput counted = new CountedInput(in);
            try (DumpReader reader = new DumpReader(
                    new BufferedInputStream(counted), each -> each.release().run(), session -> {})) {
                return read(reader, counted);
            }
        }
    }

    private static StoreDigest read(DumpReader reader, CountedInput stream) throws IOException {
        try {
            reader.header();
            return reader.readAll();
        } catch (IOException e) {
            if (e instanceof Spooled.SpoolException || e.equals(stream.failure())) {
                throw e;
            }
            throw DamagedDumpException.at(reader, e, null);
        } catch (MalformedLineException e) {
            throw DamagedDumpException.at(reader, e, null);
        }
    }
}
