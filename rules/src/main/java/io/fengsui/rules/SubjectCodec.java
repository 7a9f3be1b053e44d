package io.fengsui.rules;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Set;

/** Subjects as bytes, within snapshots. */
final class SubjectCodec {

  private SubjectCodec() {}

  static void write(Subject subject, DataOutput out) throws IOException {
    out.writeUTF(subject.id());
    out.writeUTF(subject.type());
    Codec.write(subject.tags(), out);
    out.writeUTF(subject.where().grid());
    out.writeUTF(subject.where().community());
    out.writeUTF(subject.where().building());
    out.writeUTF(subject.where().floor());
    Codec.write(subject.silentAfter(), out);
  }

  static Subject read(DataInput in) throws IOException {
    String id = in.readUTF();
    String type = in.readUTF();
    Set<String> tags = Codec.readNames(in);
    var where = new Whereabouts(in.readUTF(), in.readUTF(), in.readUTF(), in.readUTF());
    return new Subject(id, type, tags, where, Codec.readDuration(in));
  }
}
