/** Tests of erasures and exports of persons. */
@NullMarked
package dev.chatstore.core.erasure;

import org.jspecify.annotations.NullMarked;
