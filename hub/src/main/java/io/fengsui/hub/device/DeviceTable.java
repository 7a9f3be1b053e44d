package io.fengsui.hub.device;

import io.fengsui.adapter.DeviceId;
import io.fengsui.adapter.Secret;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Devices and their credentials in the database. */
@Component
final class DeviceTable {

  private static final int BATCH = 1000;

  private final JdbcTemplate jdbc;
  private final DeviceTypes types;

  DeviceTable(JdbcTemplate jdbc, DeviceTypes types) {
    this.jdbc = jdbc;
    this.types = types;
  }

  /**
   * A device with what is kept of its secret.
   *
   * @param key the secret itself, where that is needed
   */
  record Row(Device device, Credential credential, @Nullable Secret key) {}

  List<Row> all() {
    return jdbc.query(
        """
        select d.*, c.salt, c.hash, k.key from device d join device_credential c on c.device = d.id
          left join device_key k on k.device = d.id
        """,
        (row, n) ->
            new Row(
                read(row),
                new Credential(row.getBytes("salt"), row.getBytes("hash")),
                key(row.getBytes("key"))));
  }

  void insert(List<Row> rows) {
    jdbc.batchUpdate(
        """
        insert into device (id, type, name, link, parent, grid, community, street, building, floor,
          room, latitude, longitude, supervision, state, installer, registered_at, tags, address)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        rows,
        BATCH,
        (statement, row) -> bind(statement, row.device()));
    jdbc.batchUpdate(
        "insert into device_credential values (?, ?, ?, ?)",
        rows,
        BATCH,
        (statement, row) -> {
          statement.setString(1, row.device().id().value());
          statement.setBytes(2, row.credential().salt());
          statement.setBytes(3, row.credential().hash());
          statement.setObject(4, utc(row.device().registeredAt()));
        });
    List<Row> keyed = rows.stream().filter(row -> row.key() != null).toList();
    jdbc.batchUpdate(
        "insert into device_key values (?, ?)",
        keyed,
        BATCH,
        (statement, row) -> {
          statement.setString(1, row.device().id().value());
          statement.setBytes(2, Objects.requireNonNull(row.key()).bytes());
        });
  }

  void addressed(DeviceId id, @Nullable String address) {
    jdbc.update("update device set address = ? where id = ?", address, id.value());
  }

  private static @Nullable Secret key(byte @Nullable [] bytes) {
    return bytes == null ? null : Secret.of(bytes);
  }

  void proven(DeviceId id, Instant at) {
    jdbc.update(
        "update device set state = 'PROVEN', proven_at = ? where id = ?", utc(at), id.value());
  }

  void retired(DeviceId id, Instant at, String reason) {
    jdbc.update(
        "update device set state = 'RETIRED', retired_at = ?, retired_reason = ? where id = ?",
        utc(at),
        reason,
        id.value());
  }

  void state(DeviceId id, Device.State state) {
    jdbc.update("update device set state = ? where id = ?", state.name(), id.value());
  }

  void tagged(DeviceId id, Set<String> tags) {
    jdbc.update(
        "update device set tags = ? where id = ?",
        statement -> {
          statement.setArray(1, array(statement.getConnection(), tags));
          statement.setString(2, id.value());
        });
  }

  private static Array array(Connection connection, Set<String> texts) throws SQLException {
    return connection.createArrayOf("text", texts.toArray());
  }

  private static void bind(PreparedStatement statement, Device device) throws SQLException {
    Place place = device.place();
    DeviceId parent = device.parent();
    statement.setString(1, device.id().value());
    statement.setString(2, device.type().key());
    statement.setString(3, device.name());
    statement.setString(4, device.link());
    statement.setString(5, parent == null ? null : parent.value());
    statement.setString(6, place.grid());
    statement.setString(7, place.community());
    statement.setString(8, place.street());
    statement.setString(9, place.building());
    statement.setString(10, place.floor());
    statement.setString(11, place.room());
    statement.setObject(12, degrees(place.latitude()), Types.DOUBLE);
    statement.setObject(13, degrees(place.longitude()), Types.DOUBLE);
    statement.setString(14, device.supervision().key());
    statement.setString(15, device.state().name());
    statement.setString(16, device.installer());
    statement.setObject(17, utc(device.registeredAt()));
    statement.setArray(18, array(statement.getConnection(), device.tags()));
    statement.setString(19, device.address());
  }

  private Device read(ResultSet row) throws SQLException {
    String parent = row.getString("parent");
    String type = row.getString("type");
    String supervision = row.getString("supervision");
    return new Device(
        new DeviceId(row.getString("id")),
        types.find(type).orElseThrow(() -> new SQLException("unknown device type " + type)),
        row.getString("name"),
        row.getString("link"),
        parent == null ? null : new DeviceId(parent),
        row.getString("address"),
        new Place(
            row.getString("grid"),
            row.getString("community"),
            row.getString("street"),
            row.getString("building"),
            row.getString("floor"),
            row.getString("room"),
            degrees(row, "latitude"),
            degrees(row, "longitude")),
        SupervisionClass.of(supervision)
            .orElseThrow(() -> new SQLException("unknown supervision class " + supervision)),
        Set.copyOf(Arrays.asList((String[]) row.getArray("tags").getArray())),
        Device.State.valueOf(row.getString("state")),
        row.getString("installer"),
        row.getObject("registered_at", OffsetDateTime.class).toInstant(),
        instant(row, "proven_at"),
        instant(row, "retired_at"));
  }

  private static double degrees(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? Double.NaN : value;
  }

  private static @Nullable Double degrees(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
