//! Colours by hue and by how light they look. Oklab is Björn Ottosson's (2020), over linear sRGB.

use glam::Vec3;

use crate::value::Color;

/// sRGB's transfer function (IEC 61966-2-1), for channels below 0 too.
fn encode(linear: f32) -> f32 {
    match linear <= 0.003_130_8 {
        true => linear * 12.92,
        false => 1.055 * libm::powf(linear, 1.0 / 2.4) - 0.055,
    }
}

/// A colour's lightness and its two axes. Alpha has no part in it.
pub fn to_oklab(color: Color) -> [f32; 3] {
    let [r, g, b, _] = color.to_linear();
    let l = libm::cbrtf(0.412_221_47 * r + 0.536_332_54 * g + 0.051_445_993 * b);
    let m = libm::cbrtf(0.211_903_5 * r + 0.680_699_5 * g + 0.107_396_96 * b);
    let s = libm::cbrtf(0.088_302_46 * r + 0.281_718_84 * g + 0.629_978_7 * b);
    [
        0.210_454_26 * l + 0.793_617_8 * m - 0.004_072_047 * s,
        1.977_998_5 * l - 2.428_592_2 * m + 0.450_593_7 * s,
        0.025_904_037 * l + 0.782_771_77 * m - 0.808_675_77 * s,
    ]
}

/// The colour of a lightness and two axes; what a screen can't show is brought within its range, channel by channel.
pub fn from_oklab([lightness, a, b]: [f32; 3], alpha: f32) -> Color {
    let cube = |x: f32| x * x * x;
    let l = cube(lightness + 0.396_337_78 * a + 0.215_803_76 * b);
    let m = cube(lightness - 0.105_561_346 * a - 0.063_854_17 * b);
    let s = cube(lightness - 0.089_484_18 * a - 1.291_485_5 * b);
    let channel = |linear: f32| encode(linear).clamp(0.0, 1.0);
    Color::new(
        channel(4.076_741_7 * l - 3.307_711_6 * m + 0.230_969_93 * s),
        channel(-1.268_438 * l + 2.609_757_4 * m - 0.341_319_4 * s),
        channel(-0.004_196_086_3 * l - 0.703_418_6 * m + 1.707_614_7 * s),
        alpha,
    )
}

/// Hue, saturation and value, each 0 to 1; a grey has hue 0.
pub fn to_hsv(color: Color) -> Vec3 {
    let (most, least) = (color.r.max(color.g).max(color.b), color.r.min(color.g).min(color.b));
    let span = most - least;
    if span <= 0.0 || most <= 0.0 {
        return Vec3::new(0.0, 0.0, most.max(0.0));
    }
    let sixths = match most {
        _ if most == color.r => ((color.g - color.b) / span).rem_euclid(6.0),
        _ if most == color.g => (color.b - color.r) / span + 2.0,
        _ => (color.r - color.g) / span + 4.0,
    };
    Vec3::new(sixths / 6.0, span / most, most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_and_back() {
        for hex in ["#000000", "#ffffff", "#ff0000", "#3366cc", "#ffb454", "#010203"] {
            let color = Color::from_hex(hex).unwrap();
            let back = from_oklab(to_oklab(color), 1.0);
            let far =
                color.to_array().iter().zip(back.to_array()).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
            assert!(far < 2e-3, "{hex}: {back:?}");
        }
        // As the paper's table has it.
        let [l, a, b] = to_oklab(Color::new(1.0, 0.0, 0.0, 1.0));
        assert!((l - 0.628).abs() < 1e-3 && (a - 0.225).abs() < 1e-3 && (b - 0.126).abs() < 1e-3);
        assert_eq!(to_hsv(Color::new(0.0, 1.0, 0.0, 1.0)), Vec3::new(1.0 / 3.0, 1.0, 1.0));
    }
}
