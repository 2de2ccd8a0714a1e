//! Names of an archive's entries, as tools write them.

use rawzip::{ZipFileHeaderRecord, crc32};

/// The field in which Info-ZIP keeps a name as UTF-8, beside one in an old code page (APPNOTE 4.6.9).
const UNICODE_PATH: u16 = 0x7075;

/// The characters above 127 of the code page that names are in where nothing says otherwise (APPNOTE, appendix D).
const CODE_PAGE_437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// An entry's name: folders separated by `/`, without parts that mean nothing (`./`). Nothing else is mended, so that
/// what tries to leave the folder is still seen.
pub fn read(entry: &ZipFileHeaderRecord<'_>) -> String {
    let raw = entry.file_path();
    let raw = raw.as_bytes();
    let name = unicode_path(entry, raw).unwrap_or_else(|| text(raw));
    // Only what was made on such a system has them as separators; elsewhere they are a part of the name.
    let is_windows = matches!(entry.version_made_by().creator_system().as_u8(), 0 | 10 | 11 | 14);
    let name = if is_windows { name.replace('\\', "/") } else { name };
    plain(&name)
}

/// Without `.` as a part, and without parts that are empty but for the first and the last, which say something.
fn plain(name: &str) -> String {
    let parts: Vec<&str> = name.split('/').collect();
    let last = parts.len().saturating_sub(1);
    let mut kept = Vec::new();
    for (index, part) in parts.into_iter().enumerate() {
        let is_end = index == last || index == 0;
        match part {
            "." => {}
            "" if !is_end => {}
            _ => kept.push(part),
        }
    }
    kept.join("/")
}

fn text(raw: &[u8]) -> String {
    // Many tools write UTF-8 and don't say so. Hardly a name in the old code page is UTF-8 by accident.
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => raw.iter().map(|byte| code_page_437(*byte)).collect(),
    }
}

fn code_page_437(byte: u8) -> char {
    if byte < 0x80 {
        return char::from(byte);
    }
    CODE_PAGE_437.chars().nth(usize::from(byte & 0x7f)).unwrap_or(char::REPLACEMENT_CHARACTER)
}

/// The name in [`UNICODE_PATH`], where it is still about this one: a tool that renamed the entry may not know the field.
fn unicode_path(entry: &ZipFileHeaderRecord<'_>, raw: &[u8]) -> Option<String> {
    let (_, field) = entry.extra_fields().find(|(id, _)| id.as_u16() == UNICODE_PATH)?;
    let (version, rest) = field.split_first()?;
    let (checksum, name) = rest.split_first_chunk::<4>()?;
    let is_current = *version == 1 && u32::from_le_bytes(*checksum) == crc32(raw);
    is_current.then(|| std::str::from_utf8(name).ok().map(String::from)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_code_page_is_whole() {
        assert_eq!(CODE_PAGE_437.chars().count(), 128);
        assert_eq!(text(b"gr\x94\xe1e.lua"), "größe.lua");
        assert_eq!(text("größe.lua".as_bytes()), "größe.lua");
        assert_eq!(text(b"\xff"), "\u{a0}");
    }

    #[test]
    fn parts_that_mean_nothing_go() {
        for (name, expected) in [
            ("./game.toml", "game.toml"),
            ("././a//b/./c", "a/b/c"),
            ("a/", "a/"),
            ("./", ""),
            ("/etc/passwd", "/etc/passwd"),
            ("./../a", "../a"),
            ("a/../b", "a/../b"),
            ("..", ".."),
            ("", ""),
        ] {
            assert_eq!(plain(name), expected, "{name}");
        }
    }
}
