package io.jlockdep.samplefs.nio;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/** The entries as they were when the stream was opened. */
final class EntryStream implements DirectoryStream<Path> {
  private final List<Path> paths;
  private final Filter<? super Path> filter;
  private boolean used;
  private boolean closed;

  EntryStream(List<Path> paths, Filter<? super Path> filter) {
    this.paths = paths;
    this.filter = filter;
  }

  @Override
  public Iterator<Path> iterator() {
    if (used || closed) {
      throw new IllegalStateException(closed ? "the stream is closed" : "only one iterator");
    }
    used = true;
    return paths.stream().filter(path -> !closed && accepts(path)).iterator();
  }

  private boolean accepts(Path path) {
    try {
      return filter.accept(path);
    } catch (IOException e) {
      throw new DirectoryIteratorException(e);
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
