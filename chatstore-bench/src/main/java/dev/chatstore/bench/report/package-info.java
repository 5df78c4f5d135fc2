/** What a run says: progress, the Markdown table, JSON and plots. */
@NullMarked
package dev.chatstore.bench.report;

import org.jspecify.annotations.NullMarked;
