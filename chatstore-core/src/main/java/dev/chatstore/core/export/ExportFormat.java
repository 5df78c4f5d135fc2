package dev.chatstore.core.export;

import java.io.IOException;
import java.io.OutputStream;

/** A form of an export. */
public enum ExportFormat {
    /** A conversation in each line, as chat-completion APIs write messages. */
    CHAT_COMPLETIONS {
        @Override
        public ExportWriter open(OutputStream out, ExportView view) throws IOException {
            return new ChatCompletionLines(out);
        }
    },
    /** A document of Markdown. */
    MARKDOWN {
        @Override
        public ExportWriter open(OutputStream out, ExportView view) {
            return new MarkdownDocument(out, view);
        }
    },
    /** A page of HTML that needs nothing else. */
    HTML {
        @Override
        public ExportWriter open(OutputStream out, ExportView view) throws IOException {
            return new HtmlPage(out, view);
        }
    },
    /** A message in each record of comma-separated values. */
    CSV {
        @Override
        public ExportWriter open(OutputStream out, ExportView view) throws IOException {
            return new CsvTable(out, view);
        }
    };

    /** Returns a writer of this form, which leaves the stream open. */
    public abstract ExportWriter open(OutputStream out, ExportView view) throws IOException;
}
