package dev.chatstore.jdbi.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowTemplateTest {
    private final StringBuilder text = new StringBuilder();
    private final List<@Nullable Object> values = new ArrayList<>();

    private void write(String template, String... rows) {
        RowTemplate.of(template)
                .write(
                        List.of(rows),
                        (row, columns) -> columns.text("a", row).number("b", 7L).text("c", null),
                        text,
                        values);
    }

    @Test
    void theValuesOfAnInsertAreRepeatedWithCommas() {
        write(
                "insert into t (a, b, c) values (:a, exp(2 * (:b <> 1)), 0, :c) on duplicate key update b = values(b) + :b",
                "x",
                "y");
        assertThat(text)
                .hasToString("insert into t (a, b, c) values (?, exp(2 * (? <> 1)), 0, ?), (?, exp(2 * (? <> 1)), 0, ?)"
                        + " on duplicate key update b = values(b) + ?");
        assertThat(values).containsExactly("x", 7L, null, "y", 7L, null, 7L);
    }

    @Test
    void theConditionsOfAQueryAreRepeatedWithOr() {
        write("select count(*) from t where (a = :a and b = :b)", "x", "y");
        assertThat(text).hasToString("select count(*) from t where (a = ? and b = ?) or (a = ? and b = ?)");
        assertThat(values).containsExactly("x", 7L, "y", 7L);
    }

    @Test
    void aStatementWithoutARowIsRefused() {
        assertThatThrownBy(() -> RowTemplate.of("select (1)")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RowTemplate.of("select (:a")).isInstanceOf(IllegalArgumentException.class);
    }
}
