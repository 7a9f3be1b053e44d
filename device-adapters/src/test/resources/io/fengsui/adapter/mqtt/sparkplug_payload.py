"""Writes a Sparkplug B payload, by hand from the message definitions of the specification.

usage: sparkplug_payload.py SEQ TIMESTAMP METRIC...
SEQ is - for none. METRIC is name=type:value, @alias=type:value, or name@alias=type:value;
type is bool, int32, uint8, int64, float, double or string. A type that ends in ! is historical.
The payload goes to standard output.
"""

import struct
import sys

TYPES = {"int32": 3, "int64": 4, "uint8": 5, "float": 9, "double": 10, "bool": 11, "string": 12}


def varint(number):
    number &= (1 << 64) - 1
    out = bytearray()
    while True:
        low, number = number & 0x7F, number >> 7
        out.append(low | (0x80 if number else 0))
        if not number:
            return bytes(out)


def field(number, wire, content):
    return varint(number << 3 | wire) + content


def block(number, content):
    return field(number, 2, varint(len(content)) + content)


def value(kind, text):
    if kind == "bool":
        return field(14, 0, varint(int(text == "true")))
    if kind in ("int32", "uint8"):
        return field(10, 0, varint(int(text) & 0xFFFFFFFF))
    if kind == "int64":
        return field(11, 0, varint(int(text)))
    if kind == "float":
        return field(12, 5, struct.pack("<f", float(text)))
    if kind == "double":
        return field(13, 1, struct.pack("<d", float(text)))
    return block(15, text.encode())


def metric(spec, timestamp):
    called, said = spec.split("=", 1)
    kind, text = said.split(":", 1)
    name, _, alias = called.partition("@")
    historical = kind.endswith("!")
    kind = kind.rstrip("!")
    out = block(1, name.encode()) if name else b""
    out += field(2, 0, varint(int(alias))) if alias else b""
    out += field(3, 0, varint(timestamp)) + field(4, 0, varint(TYPES[kind]))
    out += field(5, 0, b"\x01") if historical else b""
    return out + value(kind, text)


def main(seq, timestamp, *metrics):
    timestamp = int(timestamp)
    out = field(1, 0, varint(timestamp))
    for spec in metrics:
        out += block(2, metric(spec, timestamp))
    if seq != "-":
        out += field(3, 0, varint(int(seq)))
    sys.stdout.buffer.write(out)


main(*sys.argv[1:])
