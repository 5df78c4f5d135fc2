package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatstore.api.CorruptDataException;
import dev.chatstore.api.InvalidInputException;
import dev.chatstore.api.Message;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of separated values: encodings, separators, quotes, damage. */
final class TableFileTest {
    private static final TableColumns COLUMNS = TableColumns.of("chat", "text");
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    @TempDir
    private Path folder;

    private Transfer transfer;

    @BeforeEach
    void open() {
        transfer = new Transfer(folder);
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    private ImportReport run(String table) throws IOException {
        return transfer.into().run(ImportSource.of(transfer.file("table.csv", table), COLUMNS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void utf16IsKnownByItsMark(String charset) throws IOException {
        String table = "\uFEFFchat\ttext\r\nA\tRødgrød 😊\r\nA\t\"two\nlines\"\r\n";
        Path file = transfer.file("table.txt", table.getBytes(Charset.forName(charset)));

        assertThat(transfer.into().run(ImportSource.of(file, COLUMNS))).satisfies(Transfer.counts(1, 2, 0, 0));
        assertThat(transfer.texts("A")).containsExactly("Rødgrød 😊", "two\nlines");
    }

    @Test
    void otherFormatsAreReadInUtf16AsWell() throws IOException {
        Path file = transfer.file(
                "lines.jsonl",
                "\uFEFF{\"id\":\"A\",\"messages\":[{\"role\":\"user\",\"content\":\"ø\"}]}\n"
                        .getBytes(StandardCharsets.UTF_16LE));

        assertThat(transfer.into().run(file)).satisfies(Transfer.counts(1, 1, 0, 0));
        assertThat(transfer.texts("A")).containsExactly("ø");
    }

    @Test
    void anotherEncodingIsAskedFor() throws IOException {
        Path file = transfer.file("table.csv", "chat;text\nA;grød – “ok”\nA;ok\n".getBytes(WINDOWS));
        ImportSource source = ImportSource.of(file, COLUMNS);
        ImportOptions windows = ImportOptions.NONE.answer(Question.Kind.ENCODING, "windows-1252");

        assertThat(HistoryImport.inspect(source, ImportOptions.NONE).questions())
                .singleElement()
                .matches(asked -> asked.required() && asked.kind() == Question.Kind.ENCODING);
        assertThat(HistoryImport.inspect(source, windows).questions()).isEmpty();
        assertThatThrownBy(() -> transfer.into().run(source))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("ENCODING");

        assertThat(transfer.into().with(windows).run(source)).satisfies(Transfer.counts(1, 2, 0, 0));
        assertThat(transfer.texts("A")).containsExactly("grød – “ok”", "ok");
    }

    @Test
    void aRecordThatIsNotOfTheEncodingIsSkippedWithItsPlace() throws IOException {
        Path file = transfer.file(
                "table.csv", "chat;text\nA;gr\u00F8d\nA;ok\nA;\u0081\n".getBytes(StandardCharsets.ISO_8859_1));
        ImportSource source = ImportSource.of(file, COLUMNS);

        ImportReport utf8 = transfer.into()
                .with(ImportOptions.NONE.withEncoding(StandardCharsets.UTF_8))
                .run(source);
        ImportReport windows = transfer.into()
                .forTenant("other")
                .with(ImportOptions.NONE.withEncoding(WINDOWS))
                .dryRun(source);

        assertThat(utf8).satisfies(Transfer.counts(1, 1, 0, 2));
        assertThat(utf8.skips()).extracting(ImportReport.Skip::line).containsExactly(2L, 4L);
        assertThat(windows).satisfies(Transfer.counts(1, 2, 0, 1));
        assertThat(windows.skips()).extracting(ImportReport.Skip::line).containsExactly(4L);
    }

    @Test
    void aFileOfUtf8IsReadAsSuchWhateverTheOthersAre() throws IOException {
        Path both = Files.createDirectory(folder.resolve("both"));
        Files.writeString(both.resolve("a.csv"), "chat,text\nA,grød\n");
        Files.write(both.resolve("b.csv"), "chat,text\nB,grød\n".getBytes(WINDOWS));

        transfer.into().with(ImportOptions.NONE.withEncoding(WINDOWS)).run(ImportSource.of(both, COLUMNS));

        assertThat(transfer.texts("A")).containsExactly("grød");
        assertThat(transfer.texts("B")).containsExactly("grød");
    }

    @Test
    void aQuoteWithinAValueIsACharacter() throws IOException {
        ImportReport report =
                run("chat;text;n\n7;a 5\" disk;1\n7;\"say \"\"hi\"\"; now\";2\n7;\"x\" y;3\n7;12\" or 13\";4\n");

        assertThat(report).satisfies(Transfer.counts(1, 4, 0, 0));
        assertThat(transfer.texts("7")).containsExactly("a 5\" disk", "say \"hi\"; now", "x y", "12\" or 13\"");
        assertThat(transfer.messages("7"))
                .extracting(Message::metadata)
                .extracting(metadata -> metadata.get("n"))
                .containsExactly("1", "2", "3", "4");
    }

    @Test
    void aRowOfTooManyValuesIsSkipped() throws IOException {
        ImportReport report = run("chat,text\nA,x,y\nA,ok\nA,spare,,\n");

        assertThat(report).satisfies(Transfer.counts(1, 2, 0, 1));
        assertThat(report.skips())
                .singleElement()
                .matches(skip -> skip.line() == 2 && skip.reason().startsWith("has 3 values, more than the 2 columns"));
    }

    @Test
    void aQuoteThatDoesNotEndIsAnErrorAfterWhatIsBefore() throws IOException {
        assertThatThrownBy(() -> run("chat,text\nA,x\nA,\"y\nA,z\n"))
                .isInstanceOf(CorruptDataException.class)
                .hasMessageContaining("has a quote that does not end")
                .hasMessageContaining("3");
        assertThat(transfer.texts("A")).containsExactly("x");
    }

    @Test
    void aFileThatEndsWithinARowLacksThatRow() throws IOException {
        ImportReport report = run("chat,text,n\nA,x,1\nA,trunc");

        assertThat(report).satisfies(Transfer.counts(1, 1, 0, 1));
        assertThat(report.skips()).extracting(ImportReport.Skip::line).containsExactly(3L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "chat\ttext\tn, m\nA\tx,y;z\t1\n",
                "sep=|\nchat|text|a,b,c,d\nA|x,y;z|1\n",
                "chat , text\nA,\"x,y;z\"\n"
            })
    void theSeparatorIsFound(String table) throws IOException {
        assertThat(run(table)).satisfies(Transfer.counts(1, 1, 0, 0));
        assertThat(transfer.texts("A")).containsExactly("x,y;z");
    }

    @Test
    void ofAFolderTheFilesWithTheColumnsAreRead() throws IOException {
        Path all = Files.createDirectory(folder.resolve("all"));
        Files.writeString(all.resolve("a.csv"), "chat,text\nA,x\n");
        Files.writeString(all.resolve("readme.txt"), "nothing\n");

        ImportReport report = transfer.into().run(ImportSource.of(all, COLUMNS));

        assertThat(report).satisfies(Transfer.counts(1, 1, 0, 1));
        assertThat(report.skips()).singleElement().matches(skip -> skip.file().equals("readme.txt"));
    }
}
