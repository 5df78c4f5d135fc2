package dev.chatstore.api.spi;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The URL schemes that a {@link BackendProvider} serves, readable without instantiating it. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Schemes {
    /** The schemes, in lower case and without the colon. */
    String[] value();
}
