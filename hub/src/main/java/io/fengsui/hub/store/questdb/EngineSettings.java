package io.fengsui.hub.store.questdb;

import io.questdb.cairo.CommitMode;
import io.questdb.cairo.DefaultCairoConfiguration;
import java.nio.file.Path;

/**
 * QuestDB made small: nobody but us asks it anything, so its queues between threads, sized for a
 * server, hold a few entries; and a commit is on disk when it returns.
 */
final class EngineSettings extends DefaultCairoConfiguration {

  private static final int FEW = 16;
  private static final int APPEND_PAGE = 2 << 20;
  private static final long IDLE_READER_MILLIS = 10_000;

  EngineSettings(Path folder) {
    super(folder.toString());
  }

  @Override
  public int getCommitMode() {
    return CommitMode.SYNC;
  }

  @Override
  public long getDataAppendPageSize() {
    return APPEND_PAGE;
  }

  /** For the rare row that is older than one before it, after the bus was begun anew. */
  @Override
  public int getO3ColumnMemorySize() {
    return 1 << 16;
  }

  @Override
  public long getInactiveReaderTTL() {
    return IDLE_READER_MILLIS;
  }

  @Override
  public int getColumnIndexerQueueCapacity() {
    return FEW;
  }

  @Override
  public int getColumnPurgeQueueCapacity() {
    return FEW;
  }

  @Override
  public int getGroupByMergeShardQueueCapacity() {
    return FEW;
  }

  @Override
  public int getGroupByTopKQueueCapacity() {
    return FEW;
  }

  @Override
  public int getLatestByQueueCapacity() {
    return FEW;
  }

  @Override
  public int getO3CallbackQueueCapacity() {
    return FEW;
  }

  @Override
  public int getO3CopyQueueCapacity() {
    return FEW;
  }

  @Override
  public int getO3OpenColumnQueueCapacity() {
    return FEW;
  }

  @Override
  public int getO3PartitionQueueCapacity() {
    return FEW;
  }

  @Override
  public int getO3PurgeDiscoveryQueueCapacity() {
    return FEW;
  }

  @Override
  public int getPageFrameReduceQueueCapacity() {
    return FEW;
  }

  @Override
  public int getPageFrameReduceShardCount() {
    return 1;
  }

  @Override
  public int getQueryCacheEventQueueCapacity() {
    return FEW;
  }

  @Override
  public int getSqlCopyExportQueueCapacity() {
    return FEW;
  }

  @Override
  public int getSqlCopyQueueCapacity() {
    return FEW;
  }

  @Override
  public int getUnorderedPageFrameReduceQueueCapacity() {
    return FEW;
  }

  @Override
  public int getVectorAggregateQueueCapacity() {
    return FEW;
  }

  @Override
  public int getWriterCommandQueueCapacity() {
    return FEW;
  }
}
