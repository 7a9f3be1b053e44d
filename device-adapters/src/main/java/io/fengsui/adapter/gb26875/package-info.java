/**
 * GB/T 26875.3-2011, the report transmission protocol of fire remote monitoring: transmitters
 * (用户信息传输装置) connect to the hub over TCP, or send it datagrams ({@link
 * io.fengsui.adapter.gb26875.Gb26875Protocol}). The hub is the monitoring centre.
 *
 * <p>Bytes are {@code Frame}, {@code FrameReader} and {@code Content}; meaning is {@code Mapper};
 * I/O is {@code Listener}, {@code Connection} and {@code Datagrams}; what both have in common is
 * {@code Conversation}. A device is confirmed (command 3) only when the hub has every message of
 * the frame on disk; while the hub is busy it is not answered and sends again.
 *
 * <p>The standard has no login: a transmitter is who it says it is, and an operator decided to
 * believe it by registering its address. A connection keeps the address it spoke first.
 *
 * <p>Threads: connections live on one or two event loops that never block; they read no more while
 * the link has its limit of unsettled frames.
 */
@NullMarked
package io.fengsui.adapter.gb26875;

import org.jspecify.annotations.NullMarked;
