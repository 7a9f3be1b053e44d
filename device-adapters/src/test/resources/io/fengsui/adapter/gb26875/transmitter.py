"""A fire transmitter, written by hand from the description of GB/T 26875.3 in another language.

transmitter.py PORT: connects to 127.0.0.1, goes through a session, and prints one line a step. Exit status 0 if the
centre answered as the standard wants, 1 if it did not.
"""

import socket
import struct
import sys
import time

SOURCE = 889
CENTRE = 88888
CONTROL, SEND, CONFIRM, REQUEST, ANSWER, DENY = 1, 2, 3, 4, 5, 6


def now():
    t = time.gmtime(time.time() + 8 * 3600)  # China
    return bytes([t.tm_sec, t.tm_min, t.tm_hour, t.tm_mday, t.tm_mon, t.tm_year - 2000])


def frame(serial, command, data=b"", source=SOURCE):
    body = struct.pack("<HBB", serial, 1, 1) + now()
    body += source.to_bytes(6, "little") + CENTRE.to_bytes(6, "little")
    body += struct.pack("<HB", len(data), command) + data
    return b"@@" + body + bytes([sum(body) & 0xFF]) + b"##"


def component(state, zone=10, point=2, kind=40, label="3号楼2层走廊感烟"):
    text = label.encode("gb18030").ljust(31, b"\0")
    return bytes([2, 1, 1, 1, kind]) + struct.pack("<HHH", zone, point, state) + text + now()


class Line:
    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=10)
        self.kept = b""

    def send(self, data):
        self.socket.sendall(data)

    def hear(self):
        """The next frame of the centre: serial, command, data, source, destination."""
        while True:
            if len(self.kept) >= 30:
                length = struct.unpack_from("<H", self.kept, 24)[0]
                if len(self.kept) >= 30 + length:
                    raw, self.kept = self.kept[: 30 + length], self.kept[30 + length :]
                    break
            more = self.socket.recv(4096)
            if not more:
                raise SystemExit("the centre closed the connection")
            self.kept += more
        check(raw[:2] == b"@@" and raw[-2:] == b"##", "start and end of what the centre sends")
        check(sum(raw[2:-3]) & 0xFF == raw[-3], "checksum of what the centre sends")
        check(1 <= raw[10] <= 12 and 1 <= raw[9] <= 31 and raw[8] < 24, "time of what the centre sends")
        serial = struct.unpack_from("<H", raw, 2)[0]
        source = int.from_bytes(raw[12:18], "little")
        destination = int.from_bytes(raw[18:24], "little")
        return serial, raw[26], raw[27:-3], source, destination


def check(holds, what):
    if not holds:
        print("WRONG", what)
        raise SystemExit(1)


def confirmed(line, serial, what):
    got = line.hear()
    check(got == (serial, CONFIRM, b"", CENTRE, SOURCE), f"{what}: {got}")
    print("confirmed", what)


def main():
    line = Line(int(sys.argv[1]))
    line.send(frame(0, SEND, bytes([21, 1, 1]) + now()))
    confirmed(line, 0, "state")
    line.send(frame(0, SEND))
    confirmed(line, 0, "heartbeat")
    line.send(frame(1, SEND, component(0x0002)))
    confirmed(line, 1, "fire")
    line.send(frame(2, SEND, component(0x0001)))
    confirmed(line, 2, "normal")
    for byte in frame(3, SEND, component(0x0003)):
        line.send(bytes([byte]))
    confirmed(line, 3, "fire, byte by byte")
    line.send(b"\xff\x00@garbage##@@@" + frame(4, SEND, component(0x0001)))
    confirmed(line, 4, "normal behind garbage")
    line.send(frame(5, SEND, component(0x0002))[:50] + frame(6, SEND, component(0x0002)))
    confirmed(line, 6, "fire behind a truncated frame")
    line.send(frame(6, SEND, component(0x0002)))
    confirmed(line, 6, "fire once more")
    damaged = bytearray(frame(7, SEND, component(0x0001)))
    damaged[-3] ^= 1
    line.send(bytes(damaged))
    check(line.hear()[:2] == (7, DENY), "a wrong checksum is denied")
    print("denied wrong checksum")
    line.send(frame(8, SEND, b"\x16"))
    confirmed(line, 8, "heartbeat of one byte")
    line.send(frame(9, 0xFF))
    confirmed(line, 9, "heartbeat FF")
    line.send(frame(10, SEND, bytes([0x96, 1]) + bytes(16)))
    confirmed(line, 10, "vendor's own type")
    line.send(frame(11, SEND, component(0x0002), source=890))
    check(line.hear()[:2] == (11, DENY), "another's identity is denied")
    print("denied another's identity")
    line.send(frame(12, SEND, bytes([4, 1, 1, 1, 1, 5]) + now()))
    confirmed(line, 12, "reset")
    print("ready")
    sys.stdout.flush()
    serial, command, data, _, _ = line.hear()
    check(command == CONTROL and data[:2] == bytes([91, 1]), f"on-duty check: {command} {data.hex()}")
    line.send(frame(serial, CONFIRM))
    line.send(frame(13, SEND, bytes([24, 1, 0x20, 7]) + now()))
    confirmed(line, 13, "on-duty answer")
    print("done")


main()
