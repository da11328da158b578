"""Writes the captures that are not plain UTF-8 text: PDF, UTF-16, gzipped CSV, WARC and the broken ones.

Run it after a change: ``python3 tests/make_captures.py``. The same sources give the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
import zlib
from pathlib import Path

HERE = Path(__file__).resolve().parent / "captures"

# ---------------------------------------------------------------------------------------------
# 09: a printed bulletin as PDF. Each page: size and lines; a running head above, a number below.

RUNNING_HEAD = "INSPECTION COMMISSION OF THE VUP  -  BULLETIN No. 4"
PAGES: list[list[tuple[int, str]]] = [
    [
        (16, "Inspection Commission Reports on"),
        (16, "Boards for Figures"),
        (10, "April 6, 2023"),
        (0, ""),
        (11, "The Inspection Commission of the Vendrian Unity Party has looked at the"),
        (11, "boards for figures in 20 districts and found that 13 of them tell the"),
        (11, "truth."),
        (0, ""),
        (11, "Marta Quill, chairwoman of the Inspection Commission, gave the report at a"),
        (11, "meeting of the Secretariat of the Central Committee on April 5. She said"),
        (11, "that a board which is wiped clean before the inspector arrives is worse"),
        (11, "than no board."),
        (0, ""),
        (11, "In Karsk, Lower Orlo and East Sarn the figures on the board were the same"),
        (11, "as those in the field. The inspectors walked to every third pump with the"),
        (11, "person who had signed for it. In Port Road one pump could not be found; it"),
        (11, "was in the yard of the district committee, under a tarpaulin."),
        (0, ""),
        (11, "In seven districts figures had been chalked up for work that was only be-"),
        (11, "gun. The Commission has asked the secretaries of these districts to write"),
        (11, "the true figures beside the false ones and to leave both standing for four"),
    ],
    [
        (11, "weeks, so that whoever passes the mill can see the difference."),
        (0, ""),
        (11, '"We are not hunting for sinners," she said. "We are hunting for pumps."'),
        (0, ""),
        (11, "Ilse Taren, first secretary of organisation, proposed that a well-"),
        (11, "kept board be given a lamp, so that it can be read at night. The proposal"),
        (11, "was adopted."),
        (0, ""),
        (11, 'The next report is due in July. The slogan "Every District a Pillar!" has'),
        (11, "to be read, the Commission writes, with a ruler in the hand."),
    ],
]


def pdf_string(text: str) -> bytes:
    return b"(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252") + b")"


def pdf_page(lines: list[tuple[int, str]], number: int) -> bytes:
    out = [b"BT /F1 8 Tf 1 0 0 1 72 800 Tm", pdf_string(RUNNING_HEAD) + b" Tj ET"]
    y = 760
    for size, text in lines:
        if size == 0:
            y -= 10
            continue
        out.append(b"BT /F1 %d Tf 1 0 0 1 72 %d Tm " % (size, y) + pdf_string(text) + b" Tj ET")
        y -= size + 4
    out += [b"BT /F1 8 Tf 1 0 0 1 295 40 Tm", pdf_string(f"- {number} -") + b" Tj ET"]
    return b"\n".join(out)


def make_pdf() -> bytes:
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids = []
    for number, lines in enumerate(PAGES, start=1):
        content = pdf_page(lines, number)
        # The first page is compressed, the second is not: both occur.
        extra = b""
        if number == 1:
            content, extra = zlib.compress(content, 9), b" /Filter /FlateDecode"
        objects.append(b"<< /Length %d%s >>\nstream\n" % (len(content), extra) + content + b"\nendstream")
        stream = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % stream
        )
        kids.append(len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(b"%d 0 R" % k for k in kids), len(kids))
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for index, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n" % index + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


# ---------------------------------------------------------------------------------------------
# 12: a release, UTF-16 with a byte order mark and CRLF.

RELEASE = """\
MINISTRY OF AGRICULTURE AND WATER
REPUBLIC OF VENDRIA

FOR IMMEDIATE RELEASE
22 March 2023

Ministry publishes pump repair plan for the Sarn Valley

TARSK, 22 March 2023 – The Ministry of Agriculture and Water today published a plan for the repair of 310 \
pumping stations that were damaged by the January floods in the Sarn Valley.

The plan puts the cost at 48 million crowns, of which 31 million will come from the Harvest Fund and the rest \
from the budgets of the six districts concerned.

“Every pump on this list has a number, a place and the name of the person who looked at it,” said Joren Vask, \
secretary for agriculture of the Central Committee, who signed the plan together with the minister.

Work starts on 3 April. The stations at Old Weir, Sarn Gate and Lower Mill, which together drain 9,400 \
hectares, are to run again by 28 April; all others by the end of June.

Under the regulation adopted by the Third Conference of District Secretaries on 16 March, the state of the \
work will be chalked up each week on the boards before the mills.

About the Ministry
The Ministry of Agriculture and Water was formed in 1994. It employs 2,100 people in 62 districts.

Contact: Press Office, Ministry of Agriculture and Water
Telephone: +99-1-555-0172
press@agriwater.example

###
"""

# ---------------------------------------------------------------------------------------------
# 18: two responses of a crawl, with the records that go with them.

ITEM = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Rail line to Port Meridian to reopen on May 2 - Halden Wire</title>
<meta property="og:site_name" content="Halden Wire">
<meta property="article:published_time" content="2023-04-20T14:10:00+01:00"></head>
<body><nav><a href="/">Front page</a> <a href="/vendria">Vendria</a> <a href="/markets">Markets</a></nav>
<article><h1>Rail line to Port Meridian to reopen on May 2</h1>
<p class="byline">By Greta Sohn</p>
<p>TARSK, April 20 (Halden Wire) -- The rail line between Tarsk and Port Meridian, cut by floods in January, \
will reopen on May 2, the Vendrian railway ministry said on Thursday.</p>
<p>The first train will carry seed potatoes, the ministry said. Passenger trains are to follow in June.</p>
<p>Vendrian leader Oren Malk told district secretaries in March that &#8220;the Party will not forgive those who \
deceive it with paper.&#8221; The ministry published the names of the engineers who had signed for each of the \
three repaired bridges.</p>
<p>"We shall see on May 3 whether the names were right," said a shipping agent in Port Meridian.</p>
</article>
<div class="related"><h3>Related articles</h3><ul><li><a href="/1">Council extends trade restrictions</a></li></ul></div>
<footer>Copyright 2023 Halden Wire. All rights reserved.</footer></body></html>
"""

REMARKS = """Remarks by the Foreign Minister of Halden on Vendria

Halden City, 21 April 2023

Good morning. I shall be brief.

We welcome the reopening of the rail line between Tarsk and Port Meridian. Trade is better than pity, and a train is \
better than a speech.

As to the pumps and the 12 jeeps that have been held at the border since February: the customs office released them \
this morning. It should not have taken ten weeks.

We have read the texts of the conference in Tarsk with care, in both of their English versions. I prefer the first.

Thank you.
"""


def warc_record(kind: str, number: int, fields: list[tuple[str, str]], block: bytes) -> bytes:
    head = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012d}>",
        "WARC-Date: 2023-04-22T06:00:00Z",
        *(f"{name}: {value}" for name, value in fields),
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def http_response(content_type: str, body: bytes) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


def make_warc() -> bytes:
    first, second = "https://haldenwire.example/vendria/20230420-7", "https://foreign.halden.example/remarks-0421.txt"
    http = "application/http; msgtype="
    request = b"GET /vendria/20230420-7 HTTP/1.1\r\nHost: haldenwire.example\r\n\r\n"
    page = http_response("text/html; charset=utf-8", ITEM.encode())
    remarks = http_response("text/plain; charset=utf-8", REMARKS.encode())
    return b"".join(
        [
            warc_record("warcinfo", 1, [("Content-Type", "application/warc-fields")], b"software: make.py\r\n"),
            warc_record("request", 2, [("WARC-Target-URI", first), ("Content-Type", http + "request")], request),
            warc_record("response", 3, [("WARC-Target-URI", first), ("Content-Type", http + "response")], page),
            warc_record("response", 4, [("WARC-Target-URI", second), ("Content-Type", http + "response")], remarks),
        ]
    )


# ---------------------------------------------------------------------------------------------


def make_csv() -> bytes:
    """The archive of 13, as a table."""
    rows = [json.loads(line) for line in (HERE / "13_dispatches.jsonl").read_text("utf-8").splitlines()]
    table = io.StringIO()
    writer = csv.DictWriter(table, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return gzip.compress(table.getvalue().encode("utf-8"), mtime=0)


def make_broken() -> dict[str, bytes]:
    """What goes wrong with files: each must give a message and nothing worse."""
    archive = (HERE / "13_dispatches.jsonl").read_bytes().splitlines(keepends=True)
    page = (HERE / "07_courier_page.html").read_bytes()
    story = (HERE / "03_wire_story.txt").read_bytes()
    at = story.index(b"Wednesday")
    return {
        "empty.txt": b"",
        "random.bin": random.Random(20230314).randbytes(4096),
        "truncated.csv.gz": make_csv()[:2000],
        "invalid_utf8.txt": story[:at] + b"Wed\xff\xfe\xc3nesday" + story[at + 9 :],
        "broken_line.jsonl": b"".join([*archive[:2], archive[2][:120] + b"\n", *archive[3:6]]),
        "cut_in_a_tag.html": page[: page.index(b"<blockquote") + 7],
    }


def main() -> None:
    files = {
        "09_bulletin.pdf": make_pdf(),
        "12_ministry_release_utf16.txt": b"\xff\xfe" + RELEASE.replace("\n", "\r\n").encode("utf-16-le"),
        "14_dispatches.csv.gz": make_csv(),
        "18_crawl.warc": make_warc(),
        **{f"../damaged/{name}": data for name, data in make_broken().items()},
    }
    for name, data in files.items():
        path = HERE / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)


if __name__ == "__main__":
    main()
