/** The store interfaces, their values and exceptions, and the SPI of backends. */
module dev.chatstore.api {
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports dev.chatstore.api;
    exports dev.chatstore.api.contents;
    exports dev.chatstore.api.spi;
    exports dev.chatstore.api.spi.count;
    exports dev.chatstore.api.spi.segment;
}
