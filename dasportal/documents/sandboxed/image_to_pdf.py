"""Puts an image on A4 pages, one page per frame of a TIFF, turned as its EXIF says.

Usage: image_to_pdf.py SOURCE TARGET TITLE. Prints JSON: {"pages"} or
{"error": "broken" | "large" | "no room"}.
"""

import errno
import io
import json
import sys
from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "GIF", "TIFF", "WEBP")
MOST_PIXELS = 50_000_000  # of one frame that must be held whole
MOST_JPEG_PIXELS = 250_000_000  # JPEG is decoded at a fraction of its size
SHRUNK_IN_A_COPY = ("RGBA", "LA")  # such a frame is held twice
MOST_FRAMES = 200
A4 = (595.28, 841.89)  # points
MARGIN = 42.52  # points, 15 mm
LONGEST = 2400  # pixels kept of the longest side: about 220 per inch


class TooLarge(Exception):
    pass


def frames(image: Image.Image) -> Iterator[Image.Image]:
    """Each page of a TIFF; of other formats the first frame alone."""
    if image.format != "TIFF":
        yield image
        return
    for number, frame in enumerate(ImageSequence.Iterator(image)):
        if number == MOST_FRAMES:
            raise TooLarge
        yield frame


def check_size(image: Image.Image) -> None:
    most = MOST_JPEG_PIXELS if image.format == "JPEG" else MOST_PIXELS
    if image.mode in SHRUNK_IN_A_COPY:
        most //= 2
    if image.width * image.height > most:
        raise TooLarge


def flatten(frame: Image.Image) -> Image.Image:
    """Upright, no larger than the page needs, transparent parts white."""
    check_size(frame)
    frame.thumbnail((LONGEST, LONGEST))  # first, so that no large copy is made
    frame = ImageOps.exif_transpose(frame)
    if frame.mode in ("L", "1"):
        return frame.convert("L")
    if frame.mode == "RGB":
        return frame
    if frame.mode == "CMYK" or frame.mode.startswith(("I", "F", "Y")):
        return frame.convert("RGB")
    layer = frame.convert("RGBA")
    paper = Image.new("RGB", layer.size, "white")
    paper.paste(layer, mask=layer.getchannel("A"))
    return paper


def add_page(pdf: pikepdf.Pdf, picture: Image.Image) -> None:
    data = io.BytesIO()
    picture.save(data, "JPEG", quality=85)
    colours = Name.DeviceGray if picture.mode == "L" else Name.DeviceRGB
    width, height = picture.size
    image = pikepdf.Stream(
        pdf, data.getvalue(), Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height,
        ColorSpace=colours, BitsPerComponent=8, Filter=Name.DCTDecode,
    )  # fmt: skip
    page = A4 if height >= width else (A4[1], A4[0])
    scale = min((page[0] - 2 * MARGIN) / width, (page[1] - 2 * MARGIN) / height, 0.75)
    wide, high = width * scale, height * scale
    left, low = (page[0] - wide) / 2, page[1] - MARGIN - high
    drawing = f"q {wide:.2f} 0 0 {high:.2f} {left:.2f} {low:.2f} cm /Im0 Do Q".encode()
    pdf.add_blank_page(page_size=page)
    leaf = pdf.pages[-1].obj
    leaf.Contents = pdf.make_stream(drawing)
    leaf.Resources = Dictionary(XObject=Dictionary(Im0=image))


def convert(source: str, target: str, title: str) -> dict[str, object]:
    Image.MAX_IMAGE_PIXELS = None  # our own limit is stricter and knows JPEG
    with Image.open(source, formats=FORMATS) as image, pikepdf.new() as pdf:
        check_size(image)
        image.draft("RGB", (LONGEST, LONGEST))
        for frame in frames(image):
            add_page(pdf, flatten(frame))
        pdf.Root.Lang = "da-DK"
        with pdf.open_metadata() as metadata:
            metadata["dc:title"] = title
        pdf.docinfo["/Title"] = title
        pdf.save(target, deterministic_id=True)
        return {"pages": len(pdf.pages)}


def main() -> None:
    try:
        result = convert(*sys.argv[1:4])
    except (TooLarge, MemoryError):
        result = {"error": "large"}
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as error:
        full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT)
        result = {"error": "no room" if full else "broken"}
    json.dump(result, sys.stdout)


if __name__ == "__main__":
    main()
