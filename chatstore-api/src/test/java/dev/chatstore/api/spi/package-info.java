/** Tests of what a backend is opened with. */
@NullMarked
package dev.chatstore.api.spi;

import org.jspecify.annotations.NullMarked;
