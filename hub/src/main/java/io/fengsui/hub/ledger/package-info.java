/**
 * The loss ledger: what of the devices' input became no record of the bus, or came too late. Every
 * loss is counted for good; of each kind the latest is kept with what came, so that an operator can
 * look at it and replay it once a decoder or a registration was mended.
 *
 * <p>Nothing here stops a link: {@link io.fengsui.hub.ledger.Losses} counts in memory and offers to
 * a bounded queue, one writer puts both into the database.
 */
@NullMarked
package io.fengsui.hub.ledger;

import org.jspecify.annotations.NullMarked;
