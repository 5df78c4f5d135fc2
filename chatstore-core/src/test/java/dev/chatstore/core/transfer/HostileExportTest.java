package dev.chatstore.core.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatstore.api.Attachment;
import dev.chatstore.api.ConversationId;
import dev.chatstore.api.NewMessage;
import dev.chatstore.api.Profile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody wrote to harm the reader of an export stays a text. */
class HostileExportTest {
    private static final String OVERRIDE = "\u202E";
    private static final Pattern TAG = Pattern.compile("</?([a-zA-Z0-9!]+)[^>]*>");

    private Transfer transfer;

    @BeforeEach
    void open(@TempDir Path folder) {
        transfer = new Transfer(folder);
    }

    @AfterEach
    void close() {
        transfer.close();
    }

    private String html(NewMessage... messages) throws IOException {
        return written(HistoryExport.from(transfer.chats()).asHtml(), messages);
    }

    private String markdown(NewMessage... messages) throws IOException {
        return written(HistoryExport.from(transfer.chats()).asMarkdown(), messages);
    }

    private String csv(NewMessage... messages) throws IOException {
        return written(HistoryExport.from(transfer.chats()).asCsv(), messages);
    }

    private String written(HistoryExport export, NewMessage... messages) throws IOException {
        ConversationId id = ConversationId.of("c");
        transfer.chats().append(id, List.of(messages));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        export.write(List.of(id).iterator(), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void noPlaceOfAPageLetsMarkupThrough() throws IOException {
        String attack = "</style></div></title>--><script>alert(1)</script><img src=x onerror=\"alert(1)\">'\"&lt;";
        ConversationId id = ConversationId.of("tenant" + attack, "id" + attack);
        transfer.chats()
                .open(
                        id,
                        new Profile("owner" + attack, "title" + attack, "model" + attack, "prompt" + attack, Map.of()));
        transfer.chats()
                .append(
                        id,
                        NewMessage.user("text" + attack)
                                .withAuthor("author" + attack)
                                .withAttachments(
                                        new Attachment("https://e.org/" + attack, "type" + attack, 1, "name" + attack),
                                        new Attachment("https://e.org/a", "type" + attack, 1, "name" + attack)),
                        NewMessage.assistant("")
                                .withMetadata(Map.of(
                                        "tool_calls",
                                        List.of(Map.of(
                                                "function",
                                                Map.of("name", "call" + attack, "arguments", "args" + attack))))));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        HistoryExport.from(transfer.chats()).asHtml().write(List.of(id).iterator(), out);

        String page = out.toString(StandardCharsets.UTF_8);
        assertThat(page).doesNotContain("<script", "<img", "--><").containsOnlyOnce("</style>");
        assertThat(TAG.matcher(page).results().map(tag -> tag.group(1)).distinct())
                .isSubsetOf(
                        "!DOCTYPE",
                        "html",
                        "head",
                        "meta",
                        "title",
                        "style",
                        "body",
                        "article",
                        "header",
                        "h1",
                        "h2",
                        "dl",
                        "div",
                        "dt",
                        "dd",
                        "bdi",
                        "details",
                        "summary",
                        "section",
                        "p",
                        "span",
                        "time",
                        "a",
                        "pre",
                        "ul",
                        "li",
                        "small");
        for (String place : List.of(
                "tenant", "id", "owner", "title", "model", "prompt", "text", "author", "type", "name", "call",
                "args")) {
            assertThat(page).contains(place + "&lt;/style&gt;&lt;/div&gt;");
        }
        assertThat(page).contains("&lt;/script&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&quot;&amp;lt;");
    }

    @Test
    void aPageForbidsItselfToLoadOrRunAnything() throws IOException {
        String page = html(NewMessage.user("x"));

        assertThat(page)
                .contains("content=\"default-src 'none'; style-src 'sha256-")
                .doesNotContain("unsafe-inline", "src=", "url(", "@import", "<link", "http:");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                " javascript:alert(1)",
                "java\tscript:alert(1)",
                "data:text/html,<script>alert(1)</script>",
                "vbscript:x",
                "file:///etc/passwd",
                "//example.org/a",
                "https://example.org/a b",
                "https://example.org/\" onclick=\"alert(1)",
                "https://example.org/>x<",
                "https://example.org/a)x",
                "https://example.org/\u202Egpj.exe",
                "https:example.org",
                "attachments/1"
            })
    void anAttachmentIsNoLinkUnlessItIsAPlainAddressOfThePage(String reference) throws IOException {
        Attachment attachment = new Attachment(reference, "image/png", 1, null);

        assertThat(html(NewMessage.user("x").withAttachments(attachment)))
                .doesNotContain("<a href=\"j", "rel=\"noopener");
        assertThat(markdown(NewMessage.user("x").withAttachments(attachment))).doesNotContain("](");
    }

    @Test
    void aWebAddressIsALink() throws IOException {
        Attachment attachment = new Attachment("HTTPS://example.org/a?b=1&c=%20#d", "image/png", 1_500_000, "a_b.png");

        assertThat(html(NewMessage.user("x").withAttachments(attachment)))
                .contains("<a href=\"HTTPS://example.org/a?b=1&amp;c=%20#d\" rel=\"noopener noreferrer nofollow\">"
                        + "<bdi>a_b.png</bdi></a> <small><bdi>image/png, 1.5 MB</bdi></small>");
        assertThat(markdown(NewMessage.user("x").withAttachments(attachment)))
                .contains("- [a\\_b.png](<HTTPS://example.org/a?b=1&amp;c=%20#d>) (image/png, 1.5 MB)");
    }

    @Test
    void charactersThatReverseOrHideTextAreShown() throws IOException {
        NewMessage message = NewMessage.user("a" + OVERRIDE + "b\u0007c\r\nd\u200Fe\u2067f\u2069")
                .withAuthor("x" + OVERRIDE + "y\u2066z\u2028")
                .withAttachments(new Attachment("https://e.org/a", "image/png", 1, "a" + OVERRIDE + "gnp.exe"));

        for (String written : List.of(html(message), markdown(message))) {
            assertThat(written)
                    .contains("a[U+202E]b[U+0007]c"
                            .replace("[", written.startsWith("<") ? "[" : "\\[")
                            .replace("]", written.startsWith("<") ? "]" : "\\]"))
                    .contains("U+2066", "U+2028", "d\u200Fe\u2067f\u2069")
                    .doesNotContain(OVERRIDE, "\u2066", "\u2028", "\r", "\u0007");
        }
    }

    @Test
    void textsAndNamesAreIsolatedFromTheDirectionOfWhatSurroundsThem() throws IOException {
        assertThat(html(NewMessage.user("שלום").withAuthor("נועה")))
                .contains("<bdi>נועה</bdi>", "<div class=\"text\" dir=\"auto\">שלום</div>");
    }

    @Test
    void markdownInATextIsShownAsItIs() throws IOException {
        assertThat(markdown(NewMessage.user("""
                # no heading
                - no list
                1. no list
                > no quotation
                ===
                **no bold** _x_ `code` ~~x~~ <b>x</b> &amp; [a](javascript:x) ![i](http://e.org/i.png)

                    no code
                \tno code
                ```
                | a | b |
                :--- a\\"""))).contains("""
                        > \\# no heading\\
                        > \\- no list\\
                        > 1\\. no list\\
                        > \\> no quotation\\
                        > \\===\\
                        > \\*\\*no bold\\*\\* \\_x\\_ \\`code\\` \\~\\~x\\~\\~ &lt;b\\>x&lt;/b\\> &amp;amp; \\[a\\](javascript:x) \\!\\[i\\](http://e.org/i.png)
                        >
                        > &nbsp;&nbsp;&nbsp;&nbsp;no code\\
                        > &nbsp;&nbsp;&nbsp;&nbsp;no code\\
                        > \\`\\`\\`\\
                        > \\| a \\| b \\|\\
                        > \\:--- a\\\\
                        """);
    }

    @Test
    void spacesInMarkdownAreShownAsTheyAre() throws IOException {
        assertThat(markdown(NewMessage.user("a  b   c\td \ne").withAuthor(" Kari  N\u3000")))
                .contains("**&nbsp;Kari&nbsp; N&#12288;** ")
                .contains("> a&nbsp; b&nbsp;&nbsp; c&nbsp;&nbsp;&nbsp;&nbsp;d&nbsp;\\\n> e\n");
    }

    @Test
    void argumentsWithBackticksStayInTheirBlock() throws IOException {
        NewMessage call = NewMessage.assistant("")
                .withMetadata(Map.of("function_call", Map.of("name", "f", "arguments", "x\n````\n# y")));

        assertThat(markdown(call)).contains("Calls f:\n\n`````\nx\n````\n# y\n`````\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＠x"})
    void noTextOfATableIsAFormula(String formula) throws IOException {
        String table = csv(NewMessage.user(formula).withAuthor("=a").withId("-i"));

        assertThat(table).contains(",'-i,user,'=a,", "'" + formula).doesNotContain("," + formula, ",\"" + formula);
    }

    @Test
    void separatorsInATextStayInItsField() throws IOException {
        assertThat(csv(NewMessage.user("a,\"b\";c\r\nd").withAuthor(" e ")))
                .contains(",user,\" e \",", ",\"a,\"\"b\"\";c\r\nd\",,\r\n");
    }
}
