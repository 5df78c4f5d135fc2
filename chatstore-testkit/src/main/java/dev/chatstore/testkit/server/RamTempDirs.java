package dev.chatstore.testkit.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** Creates the temporary folders of tests in the RAM disk that {@code chatstore.test.ram} names, if it has room. */
public final class RamTempDirs implements TempDirFactory {
    private static final String PREFIX = "junit-";

    /** Creates the factory, as JUnit does. */
    public RamTempDirs() {
        // Nothing to keep.
    }

    @Override
    public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext extension) throws IOException {
        Path ram = RamDisk.folder().orElse(null);
        return ram == null ? Files.createTempDirectory(PREFIX) : Files.createTempDirectory(ram, PREFIX);
    }
}
