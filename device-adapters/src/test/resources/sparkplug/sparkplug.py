"""Sparkplug B payloads, written by hand from the specification with the standard library alone.

usage: sparkplug.py golden               prints the payloads of the tests, a line each: NAME HEX
       sparkplug.py payload JSON         writes one payload, as bytes
       sparkplug.py read < PAYLOAD       prints a payload as JSON

JSON of a payload: {"timestamp":ms,"seq":n,"metrics":[{"name","alias","timestamp","datatype",
"historical","null","quality","value"}]}; a value that is a list of metrics is a template.
"""

import json
import struct
import sys

YEAR = 1767225600000
NAMES = ["Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64", "Float",
         "Double", "Boolean", "String", "DateTime", "Text", "UUID", "DataSet", "Bytes", "File",
         "Template"]


def varint(number):
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def number(field, value):
    return varint(field << 3) + varint(value)


def block(field, value):
    return varint(field << 3 | 2) + varint(len(value)) + value


def scalar(kind, value):
    if kind in ("Int8", "Int16", "Int32"):
        return number(10, value & 0xFFFFFFFF)
    if kind in ("UInt8", "UInt16", "UInt32"):
        return number(10, value)
    if kind in ("Int64", "UInt64", "DateTime"):
        return number(11, value & 0xFFFFFFFFFFFFFFFF)
    if kind == "Float":
        return varint(12 << 3 | 5) + struct.pack("<f", value)
    if kind == "Double":
        return varint(13 << 3 | 1) + struct.pack("<d", value)
    if kind == "Boolean":
        return number(14, int(value))
    if kind == "Bytes":
        return block(16, bytes.fromhex(value))
    if kind == "Template":
        return block(18, b"".join(block(2, metric(part)) for part in value))
    return block(15, value.encode())


def metric(m):
    out = b""
    if "name" in m:
        out += block(1, m["name"].encode())
    if "alias" in m:
        out += number(2, m["alias"])
    if "timestamp" in m:
        out += number(3, m["timestamp"])
    kind = m.get("datatype")
    if kind:
        out += number(4, NAMES.index(kind) + 1)
    if m.get("historical"):
        out += number(5, 1)
    if m.get("null"):
        return out + number(7, 1)
    if "quality" in m:
        value = number(1, 3) + number(3, m["quality"])
        out += block(9, block(1, b"Quality") + block(2, value))
    return out + scalar(kind, m["value"])


def payload(p):
    out = number(1, p["timestamp"])
    for m in p.get("metrics", []):
        out += block(2, metric(m))
    if "seq" in p:
        out += number(3, p["seq"])
    return out


def stamped(milliseconds, metrics, seq=None):
    p = {"timestamp": YEAR + milliseconds,
         "metrics": [dict(m, timestamp=YEAR + milliseconds) for m in metrics]}
    if seq is not None:
        p["seq"] = seq
    return payload(p)


def golden():
    session = {"name": "bdSeq", "datatype": "Int64", "value": 0}
    rebirth = {"name": "Node Control/Rebirth", "datatype": "Boolean", "value": False}
    smoke = {"name": "Smoke", "alias": 1, "datatype": "Boolean", "value": False}
    heat = {"name": "Temperature", "alias": 2, "datatype": "Float", "value": 21.5}
    battery = {"name": "Battery", "alias": 3, "datatype": "UInt8", "value": 87}
    fire = {"alias": 1, "datatype": "Boolean", "value": True}
    cold = {"alias": 2, "datatype": "Int32", "value": -5}
    return {
        "NBIRTH": stamped(0, [session, rebirth], 0),
        "NDEATH": stamped(-1000, [session]),
        "DBIRTH": stamped(100, [smoke, heat, battery], 1),
        "SMOKE": stamped(60000, [fire], 2),
        "MINUS_FIVE": stamped(61000, [cold], 3),
        "REBIRTH": stamped(0, [dict(rebirth, value=True)]),
    }


def fields(data):
    at = 0

    def read():
        nonlocal at
        value, shift = 0, 0
        while True:
            octet = data[at]
            at += 1
            value |= (octet & 0x7F) << shift
            shift += 7
            if octet < 0x80:
                return value

    while at < len(data):
        key = read()
        if key & 7 == 0:
            yield key >> 3, read()
        elif key & 7 == 1:
            yield key >> 3, struct.unpack("<d", data[at:at + 8])[0]
            at += 8
        elif key & 7 == 5:
            yield key >> 3, struct.unpack("<f", data[at:at + 4])[0]
            at += 4
        else:
            length = read()
            yield key >> 3, data[at:at + length]
            at += length


def reading(data):
    metrics = []
    for field, value in fields(data):
        if field == 2:
            m = dict(fields(value))
            held = next(m[f] for f in (10, 11, 12, 13, 14, 15) if f in m)
            metrics.append({"name": m[1].decode(), "datatype": NAMES[m[4] - 1],
                            "value": held.decode() if isinstance(held, bytes) else held})
    return {"metrics": metrics}


if __name__ == "__main__":
    if sys.argv[1] == "golden":
        for name, value in golden().items():
            print(name, value.hex())
    elif sys.argv[1] == "payload":
        sys.stdout.buffer.write(payload(json.loads(sys.argv[2])))
    else:
        print(json.dumps(reading(sys.stdin.buffer.read())))
