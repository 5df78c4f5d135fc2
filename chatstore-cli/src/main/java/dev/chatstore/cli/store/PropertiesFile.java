package dev.chatstore.cli.store;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/** Reads properties files in UTF-8, with errors that name the file. */
final class PropertiesFile {
    private PropertiesFile() {}

    static Properties read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new UsageException(file + " is a folder, and no properties file");
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not UTF-8 text; convert it, or write \\uXXXX for such characters", e);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " is not a properties file: it has a malformed \\u escape", e);
        }
        return properties;
    }
}
