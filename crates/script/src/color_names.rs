//! Colours as text: what CSS takes, and what is said of text that is none.

use crate::nearest::suggestion;
use crate::value::Color;

/// CSS's named colours (CSS Color 4, 6.1), for suggestions; `grey` is the same as `gray` in each of them.
const NAMES: [&str; 142] = [
    "aliceblue",
    "antiquewhite",
    "aqua",
    "aquamarine",
    "azure",
    "beige",
    "bisque",
    "black",
    "blanchedalmond",
    "blue",
    "blueviolet",
    "brown",
    "burlywood",
    "cadetblue",
    "chartreuse",
    "chocolate",
    "coral",
    "cornflowerblue",
    "cornsilk",
    "crimson",
    "cyan",
    "darkblue",
    "darkcyan",
    "darkgoldenrod",
    "darkgray",
    "darkgreen",
    "darkkhaki",
    "darkmagenta",
    "darkolivegreen",
    "darkorange",
    "darkorchid",
    "darkred",
    "darksalmon",
    "darkseagreen",
    "darkslateblue",
    "darkslategray",
    "darkturquoise",
    "darkviolet",
    "deeppink",
    "deepskyblue",
    "dimgray",
    "dodgerblue",
    "firebrick",
    "floralwhite",
    "forestgreen",
    "fuchsia",
    "gainsboro",
    "ghostwhite",
    "gold",
    "goldenrod",
    "gray",
    "green",
    "greenyellow",
    "honeydew",
    "hotpink",
    "indianred",
    "indigo",
    "ivory",
    "khaki",
    "lavender",
    "lavenderblush",
    "lawngreen",
    "lemonchiffon",
    "lightblue",
    "lightcoral",
    "lightcyan",
    "lightgoldenrodyellow",
    "lightgray",
    "lightgreen",
    "lightpink",
    "lightsalmon",
    "lightseagreen",
    "lightskyblue",
    "lightslategray",
    "lightsteelblue",
    "lightyellow",
    "lime",
    "limegreen",
    "linen",
    "magenta",
    "maroon",
    "mediumaquamarine",
    "mediumblue",
    "mediumorchid",
    "mediumpurple",
    "mediumseagreen",
    "mediumslateblue",
    "mediumspringgreen",
    "mediumturquoise",
    "mediumvioletred",
    "midnightblue",
    "mintcream",
    "mistyrose",
    "moccasin",
    "navajowhite",
    "navy",
    "oldlace",
    "olive",
    "olivedrab",
    "orange",
    "orangered",
    "orchid",
    "palegoldenrod",
    "palegreen",
    "paleturquoise",
    "palevioletred",
    "papayawhip",
    "peachpuff",
    "peru",
    "pink",
    "plum",
    "powderblue",
    "purple",
    "rebeccapurple",
    "red",
    "rosybrown",
    "royalblue",
    "saddlebrown",
    "salmon",
    "sandybrown",
    "seagreen",
    "seashell",
    "sienna",
    "silver",
    "skyblue",
    "slateblue",
    "slategray",
    "snow",
    "springgreen",
    "steelblue",
    "tan",
    "teal",
    "thistle",
    "tomato",
    "transparent",
    "turquoise",
    "violet",
    "wheat",
    "white",
    "whitesmoke",
    "yellow",
    "yellowgreen",
];

/// A colour from text, in any form that CSS has (CSS Color 4): `tomato`, `#ffb454`, `rgb(255 180 84)`, `hsl(30deg 100% 65%)`,
/// `oklch(80% 0.14 70)`. The `#` of hexadecimal digits may be left out. What a screen can't show is brought within its range,
/// channel by channel.
pub fn parse(text: &str) -> Option<Color> {
    let text = text.trim();
    if let Some(color) = Color::from_hex(text) {
        return Some(color);
    }
    let parsed = color::parse_color(text).or_else(|error| match text.to_ascii_lowercase() {
        grey if grey.contains("grey") => color::parse_color(&grey.replace("grey", "gray")),
        _ => Err(error),
    });
    let color = parsed.ok()?.to_alpha_color::<color::Srgb>();
    let channels =
        color.components.map(|channel| if channel.is_finite() { channel.clamp(0.0, 1.0) } else { 0.0 });
    Some(Color::from_array(channels))
}

/// `; did you mean 'tomato'?`, or nothing.
pub fn suggested(text: &str) -> String {
    suggestion(text.trim(), NAMES)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(text: &str) -> Option<[u8; 4]> {
        parse(text).map(|color| color.to_array().map(|channel| (channel * 255.0).round() as u8))
    }

    #[test]
    fn takes_what_css_takes() {
        for (text, expected) in [
            ("red", [255, 0, 0, 255]),
            ("Tomato", [255, 99, 71, 255]),
            (" rebeccapurple ", [102, 51, 153, 255]),
            ("transparent", [0, 0, 0, 0]),
            ("DarkSlateGrey", [47, 79, 79, 255]),
            ("grey", [128, 128, 128, 255]),
            ("#fff", [255, 255, 255, 255]),
            ("#f008", [255, 0, 0, 136]),
            ("#ffb454", [255, 180, 84, 255]),
            ("ffb454", [255, 180, 84, 255]),
            ("#ffb45480", [255, 180, 84, 128]),
            ("rgb(255, 180, 84)", [255, 180, 84, 255]),
            ("rgb(255 180 84 / 50%)", [255, 180, 84, 128]),
            ("rgba(255, 180, 84, 0.5)", [255, 180, 84, 128]),
            ("rgb(100% 0% 0%)", [255, 0, 0, 255]),
            ("hsl(120deg 100% 50%)", [0, 255, 0, 255]),
            ("hsl(120, 100%, 50%)", [0, 255, 0, 255]),
            ("hsla(0.5turn 100% 50% / 1)", [0, 255, 255, 255]),
            ("hwb(0 0% 0%)", [255, 0, 0, 255]),
            ("lab(100% 0 0)", [255, 255, 255, 255]),
            ("oklab(0% 0 0)", [0, 0, 0, 255]),
            ("oklch(100% 0 0)", [255, 255, 255, 255]),
            ("color(srgb 1 0.5 0)", [255, 128, 0, 255]),
            // Beyond what a screen shows.
            ("color(srgb 2 -1 0)", [255, 0, 0, 255]),
            ("color(display-p3 1 0 0)", [255, 0, 0, 255]),
        ] {
            assert_eq!(bytes(text), Some(expected), "{text}");
        }
        for text in
            ["", "redd", "#ff", "#12345", "rgb(", "rgb(1 2)", "hsl(1 2 3 4 5)", "#ggg", "red;", "url(x)"]
        {
            assert_eq!(bytes(text), None, "{text}");
        }
    }

    #[test]
    fn every_name_is_a_colour() {
        for name in NAMES {
            assert!(parse(name).is_some(), "{name}");
            assert!(parse(&name.replace("gray", "grey").to_uppercase()).is_some(), "{name}");
        }
        assert_eq!(suggested("redd"), "; did you mean 'red'?");
        assert_eq!(suggested("#12345"), "");
    }
}
