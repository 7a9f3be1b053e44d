#!/usr/bin/env python3
"""A fire transmitter written by hand from the description of GB/T 26875.3-2011.

Speaks to a monitoring centre over TCP or UDP and checks how it answers. One line for each check;
exit status 0 if all hold, 1 if one does not.

    sender.py HOST PORT SOURCE [udp]

SOURCE is the transmitter's address as a decimal number; it must be registered.
"""

import socket
import struct
import sys
import time

CONFIRM, DENY = 3, 6
CENTRE = 1
failures = 0


def address(number):
    return number.to_bytes(6, "little")


def tag(seconds):
    # devices in China show local time, UTC+8, whatever this machine's zone is
    t = time.gmtime(seconds + 8 * 3600)
    return bytes([t.tm_sec, t.tm_min, t.tm_hour, t.tm_mday, t.tm_mon, t.tm_year - 2000])


def frame(serial, command, data=b"", version=b"\x01\x01"):
    body = struct.pack("<H", serial) + version + tag(time.time()) + address(source)
    body += address(CENTRE) + struct.pack("<HB", len(data), command) + data
    return b"@@" + body + bytes([sum(body) & 0xFF]) + b"##"


def component(zone, point, state, text, at=None):
    """Type 2 with one photoelectric smoke detector of fire alarm system 1."""
    body = bytes([2, 1, 1, 1, 42]) + struct.pack("<HHH", zone, point, state)
    return body + text.encode("gb18030").ljust(31, b"\0") + tag(time.time() if at is None else at)


def check(what, holds):
    global failures
    failures += not holds
    print(("ok   " if holds else "FAIL ") + what, flush=True)
    return holds


def answer(patience=5.0):
    """The next frame of the centre as (serial, version, source, destination, command, data)."""
    global rest
    line.settimeout(patience)
    while True:
        if len(rest) >= 30:
            length = struct.unpack_from("<H", rest, 24)[0]
            if len(rest) >= 30 + length:
                whole, rest = rest[: 30 + length], rest[30 + length :]
                sound = whole[:2] == b"@@" and whole[-2:] == b"##"
                if not sound or whole[-3] != sum(whole[2:-3]) & 0xFF:
                    return "broken: " + whole.hex(" ")
                serial = struct.unpack_from("<H", whole, 2)[0]
                return serial, whole[4:6], whole[12:18], whole[18:24], whole[26], whole[27:-3]
        try:
            more = line.recv(4096)
        except socket.timeout:
            return None
        if not more:
            return "closed"
        rest += more


def confirmed(serial, command=CONFIRM, version=b"\x01\x01"):
    """The answer to a frame of ours: its serial and version, addresses changed over, no data."""
    return (serial, version, address(CENTRE), address(source), command, b"")


host, port, source = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
udp = sys.argv[4:] == ["udp"]  # one datagram, one frame
if udp:
    line = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    line.connect((host, port))
else:
    line = socket.create_connection((host, port), timeout=5)
    line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
rest = b""

line.sendall(frame(0, 2))
check("an empty frame, as a heartbeat, is confirmed", answer() == confirmed(0))

fire = frame(1, 2, component(3, 17, 0x0003, "3号楼2层走廊感烟"))
line.sendall(fire)
check("a fire is confirmed with its serial", answer() == confirmed(1))

line.sendall(fire)
check("the same bytes again are confirmed again", answer() == confirmed(1))

line.sendall(frame(2, 2, component(3, 17, 0x0001, "3号楼2层走廊感烟")))
check("that it is over is confirmed", answer() == confirmed(2))

if udp:
    line.sendall(b"\xff\x00\x40")
    line.sendall(frame(3, 2, component(3, 18, 0x0002, "3号楼2层手报")))
else:
    line.sendall(b"\xff\x00\x40" + frame(3, 2, component(3, 18, 0x0002, "3号楼2层手报")))
check("a fire behind garbage, without the normal bit, is confirmed", answer() == confirmed(3))

whole = frame(4, 2, component(3, 18, 0x0001, "3号楼2层手报"))
for piece in [whole] if udp else [bytes([byte]) for byte in whole]:
    line.sendall(piece)
check("a frame that comes byte by byte, if it can, is confirmed", answer() == confirmed(4))

both = [frame(5, 2), frame(6, 2, bytes([25, 1, 1, 1]))]
for piece in both if udp else [b"".join(both)]:
    line.sendall(piece)
check("two frames, in one segment if they can, are both confirmed",
      {answer(), answer()} == {confirmed(5), confirmed(6)})

wrong = bytearray(frame(7, 2, component(3, 19, 0x0003, "假火警")))
wrong[-3] ^= 0x55
line.sendall(wrong)
check("a wrong checksum is denied", answer() == confirmed(7, DENY))

line.sendall(frame(8, 2, version=b"\x10\x00"))
check("another version is confirmed, and repeated", answer() == confirmed(8, CONFIRM, b"\x10\x00"))

line.sendall(frame(9, 0xFF))
check("a vendor's heartbeat, command FF, is confirmed", answer() == confirmed(9))

line.sendall(frame(10, 2, b"\x16"))
check("a heartbeat of one byte is confirmed", answer() == confirmed(10))

# both delimiters as data: serial, zone, point and value
line.sendall(frame(0x2323, 2, bytes([3, 1, 1, 1, 30]) + b"##@@" + b"\x02##" + tag(time.time())))
check("delimiters may be data", answer() == confirmed(0x2323))

line.sendall(frame(11, 2, component(3, 17, 0x0003, "忽然断线")))
check("a last fire is confirmed", answer() == confirmed(11))

check("nothing else was said", answer(0.3) is None)
line.close()
print("%d failed" % failures)
sys.exit(1 if failures else 0)
