//! The size of a drawing of lines: what its root says of itself. SVG 2, 8.2 and "Sizing SVG content" of CSS Images 3, 5.2.

use crate::ImageError;

/// What has no size of its own.
const USUAL: (f64, f64) = (300.0, 150.0);

/// How much of a file may come before its root.
const FARTHEST: usize = 16 << 10;

/// Width and height in pixels, as a browser would show it by itself.
pub(crate) fn size(bytes: &[u8]) -> Result<(u32, u32), ImageError> {
    let tag = root_tag(bytes)?;
    let side = |name| attribute(tag, name).and_then(length);
    let view = attribute(tag, "viewBox").and_then(view_box);
    let (width, height) = match (side("width"), side("height"), view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((w, h))) => (width, width * h / w),
        (None, Some(height), Some((w, h))) => (height * w / h, height),
        (None, None, Some(view)) => view,
        (width, height, None) => (width.unwrap_or(USUAL.0), height.unwrap_or(USUAL.1)),
    };
    // Beyond all bounds is refused as too large.
    let whole = |side: f64| side.round().clamp(1.0, f64::from(u32::MAX)) as u32;
    Ok((whole(width), whole(height)))
}

/// The root's tag without its angle brackets: `svg width="4"`.
fn root_tag(bytes: &[u8]) -> Result<&str, ImageError> {
    let head = bytes.get(..FARTHEST).unwrap_or(bytes);
    let head = match std::str::from_utf8(head) {
        Ok(text) => text,
        // The cut may have gone through a letter.
        Err(error) => {
            head.get(..error.valid_up_to()).and_then(|text| std::str::from_utf8(text).ok()).unwrap_or("")
        }
    };
    let mut rest = head.trim_start_matches('\u{feff}').trim_start();
    loop {
        let skipped =
            ["<?", "<!--", "<!"].iter().zip(["?>", "-->", ">"]).find(|(open, _)| rest.starts_with(**open));
        let Some((_, close)) = skipped else { break };
        let Some(end) = rest.find(close) else { return Err(ImageError::Unknown) };
        rest = rest.get(end + close.len()..).unwrap_or("").trim_start();
    }
    let tag = rest.strip_prefix('<').filter(|tag| {
        let after = tag.strip_prefix("svg").and_then(|rest| rest.chars().next());
        after.is_some_and(|after| after.is_whitespace() || matches!(after, '>' | '/'))
    });
    let tag = tag.ok_or(ImageError::Unknown)?;
    let mut quote = None;
    let end = tag.find(|letter: char| match (quote, letter) {
        (None, '>') => true,
        (None, '"' | '\'') => {
            quote = Some(letter);
            false
        }
        (Some(open), _) if open == letter => {
            quote = None;
            false
        }
        _ => false,
    });
    let end = end.ok_or_else(|| ImageError::Broken("its first tag has no end".into()))?;
    Ok(tag.get(..end).unwrap_or(tag))
}

/// An attribute's text.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag.split_once(char::is_whitespace)?.1;
    loop {
        let (key, after) = rest.split_once('=')?;
        let after = after.trim_start();
        let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let (value, next) = after.get(1..)?.split_once(quote)?;
        if key.trim() == name {
            return Some(value);
        }
        rest = next;
    }
}

/// A length in pixels; `None` for a share of something that isn't known.
fn length(text: &str) -> Option<f64> {
    let text = text.trim();
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic() || letter == '%');
    let number: f64 = digits.trim().parse().ok()?;
    let unit = match text.get(digits.len()..)?.to_ascii_lowercase().as_str() {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "q" => 96.0 / 101.6,
        "em" | "rem" => 16.0,
        "ex" => 8.0,
        _ => return None,
    };
    (number.is_finite() && number > 0.0).then_some(number * unit)
}

fn view_box(text: &str) -> Option<(f64, f64)> {
    let numbers: Vec<f64> = text
        .split(|letter: char| letter.is_whitespace() || letter == ',')
        .filter(|part| !part.is_empty())
        .map_while(|part| part.parse().ok())
        .collect();
    match numbers[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 && width.is_finite() && height.is_finite() => {
            Some((width, height))
        }
        _ => None,
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    fn of(text: &str) -> (u32, u32) {
        size(text.as_bytes()).unwrap()
    }

    #[test]
    fn a_size_is_said_in_many_ways() {
        assert_eq!(of("<svg width='10' height=\"20px\">"), (10, 20));
        assert_eq!(of("<svg viewBox='0 0 24 48'/>"), (24, 48));
        assert_eq!(of("<svg viewBox='0,0,24,48' width='100%' height='50'>"), (25, 50));
        assert_eq!(of("<svg width='1in' height='25.4mm'>"), (96, 96));
        assert_eq!(of("<svg>"), (300, 150));
        assert_eq!(of("<svg width='12'>"), (12, 150));
        assert_eq!(of("<svg viewBox='0 0 0 4' width='-3' height='nan'>"), (300, 150));
        assert_eq!(of("<svg width='1e300' height='0.001'>"), (u32::MAX, 1));
    }

    #[test]
    fn what_comes_before_the_root_is_passed_over() {
        let text = "\u{feff}<?xml version='1.0'?>\n<!-- a > b <svg width='1'> -->\n<!DOCTYPE svg>\n<svg\n data-a='>' width = '8' height='9'>";
        assert_eq!(of(text), (8, 9));
    }

    #[test]
    fn what_is_no_drawing_is_none() {
        for text in ["", "<", "<svgx>", "<html><svg></html>", "<?xml", "<!-- never ends", "svg"] {
            assert_eq!(size(text.as_bytes()), Err(ImageError::Unknown), "{text}");
        }
        assert!(matches!(size(b"<svg width='3"), Err(ImageError::Broken(_))));
        assert!(size(&[b'<'; 100_000]).is_err());
    }
}
