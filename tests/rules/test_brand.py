"""What Home Assistant serves of her brand, and what its brands repository asks for."""

from hashlib import sha256
from pathlib import Path
from typing import Final

from homeassistant.components.brands.const import ALLOWED_IMAGES
from PIL import Image
import pytest

from .files import BRAND

IMAGES: Final = sorted(BRAND.iterdir())
DENSE: Final = sorted(BRAND.glob("*@2x.png"))
LARGEST: Final = 64 * 1024


def size(name: str) -> tuple[int, int]:
    """Return the width and the height of an image."""
    with Image.open(BRAND / name) as image:
        return image.size


def test_has_what_is_shown() -> None:
    """There are an icon and a logo, for dense screens too, and nothing unserved."""
    names = {path.name for path in IMAGES}
    assert names >= {"icon.png", "icon@2x.png", "logo.png", "logo@2x.png"}
    assert names <= ALLOWED_IMAGES


@pytest.mark.parametrize(("name", "edge"), [("icon.png", 256), ("icon@2x.png", 512)])
def test_icon_is_a_square(name: str, edge: int) -> None:
    """The icon has the one size that it may have."""
    assert size(name) == (edge, edge)


@pytest.mark.parametrize(
    ("name", "least", "most"),
    [
        ("dark_logo.png", 128, 256),
        ("dark_logo@2x.png", 256, 512),
        ("logo.png", 128, 256),
        ("logo@2x.png", 256, 512),
    ],
)
def test_logo_is_a_landscape(name: str, least: int, most: int) -> None:
    """A logo is wider than high, and neither too low nor too high."""
    width, height = size(name)
    assert width > height
    assert least <= height <= most


@pytest.mark.parametrize("path", DENSE, ids=lambda path: path.name)
def test_dense_image_is_twice_as_large(path: Path) -> None:
    """An image for dense screens has its plain sister, half as wide and high."""
    width, height = size(path.name.replace("@2x", ""))
    assert size(path.name) == (2 * width, 2 * height)


@pytest.mark.parametrize("path", IMAGES, ids=lambda path: path.name)
def test_image_is_light_clear_and_trimmed(path: Path) -> None:
    """An image is a small PNG with a clear background and no empty edge."""
    with Image.open(path) as image:
        assert image.format == "PNG"
        assert image.mode == "RGBA"
        opacity = image.getchannel("A")
    assert opacity.getbbox() == (0, 0, *opacity.size)
    assert opacity.getextrema() == (0, 255)
    assert path.stat().st_size <= LARGEST


def test_no_image_is_there_twice() -> None:
    """What is the same in the dark is left to Home Assistant's fallbacks."""
    assert len({sha256(path.read_bytes()).digest() for path in IMAGES}) == len(IMAGES)
