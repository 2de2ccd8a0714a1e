#!/usr/bin/env python3
"""Makes font.ttf, what `draw.text` writes with: Inter at a weight that reads well on pictures, Latin only, digits of one width.

    python3 -m venv /tmp/fonts && /tmp/fonts/bin/pip install fonttools brotli && /tmp/fonts/bin/python crates/render/font/subset.py

Reads the fonts that npm installed (@fontsource-variable/inter). Inter is under the SIL Open Font License 1.1; see LICENSE here.
"""

from pathlib import Path
import tempfile

from fontTools import merge, subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = Path(__file__).parent
FONTS = HERE / "../../../node_modules/@fontsource-variable/inter/files"
WEIGHT = 560
CHARACTERS = [*range(0x20, 0x7F), *range(0xA0, 0x180), *map(ord, "–—‘’‚“”„•…€™↑↓−")]


def instance(part: str, folder: Path) -> Path:
    """One weight of a part of the variable font, without hints and tables that we don't read."""
    font = TTFont(FONTS / f"inter-{part}-wght-normal.woff2")
    font.flavor = None
    font = instancer.instantiateVariableFont(font, {"wght": WEIGHT})
    freeze_tabular_digits(font)
    options = subset.Options(layout_features=[], hinting=False, name_IDs=[0, 1, 2, 13, 14], notdef_outline=True, drop_tables=["GSUB", "GPOS", "GDEF", "STAT"])
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=CHARACTERS)
    subsetter.subset(font)
    path = folder / f"{part}.ttf"
    font.save(path)
    return path


def freeze_tabular_digits(font: TTFont) -> None:
    """Digits of one width take the place of the others, so that a score doesn't make its neighbours jump."""
    layout = font["GSUB"].table
    tabular = {i for record in layout.FeatureList.FeatureRecord if record.FeatureTag == "tnum" for i in record.Feature.LookupListIndex}
    swaps = {}
    for i in tabular:
        for table in layout.LookupList.Lookup[i].SubTable:
            swaps |= getattr(getattr(table, "ExtSubTable", table), "mapping", {})
    for table in font["cmap"].tables:
        table.cmap = {code: swaps.get(name, name) if 0x30 <= code <= 0x39 else name for code, name in table.cmap.items()}


with tempfile.TemporaryDirectory() as folder:
    merged = merge.Merger().merge([str(instance(part, Path(folder))) for part in ("latin", "latin-ext")])
merged["post"].formatType = 3.0
merged.save(HERE / "font.ttf")
print(f"{len(merged.getBestCmap())} characters, {len(merged.getGlyphOrder())} glyphs, {(HERE / 'font.ttf').stat().st_size} bytes")
