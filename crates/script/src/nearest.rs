//! The name that was probably meant.

/// What is longer is no slip of a name; comparing takes as much memory and time as both names are long together.
const LONGEST: usize = 100;

/// The candidate that is nearest to `name`, if one is near enough to be what was meant. Near is a slip of a few letters
/// (of a third of the name, three at most), a name that begins the other (`pos`, `position`) and a word of the other
/// (`get_position`, `position`). Neither capitals nor underscores make a difference; of equals the first wins.
pub fn nearest<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST {
        return None;
    }
    let name = Name::of(name);
    candidates
        .into_iter()
        .filter_map(|candidate| Some((name.distance(&Name::of(candidate))?, candidate)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The candidate of which `name` is a slip of a few letters: nearer than [`nearest`] asks for, where `name` may well be
/// meant as it stands.
pub fn misspelt<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if name.len() > LONGEST {
        return None;
    }
    let name = name.to_lowercase();
    let slips = candidates
        .into_iter()
        .filter_map(|candidate| Some((slip(&name, &candidate.to_lowercase())?, candidate)));
    slips.min_by_key(|(distance, _)| *distance).map(|(_, candidate)| candidate)
}

/// `; did you mean 'x'?`, or nothing.
pub fn suggestion<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> String {
    nearest(name, candidates).map_or(String::new(), question)
}

/// `; did you mean 'x'?`
pub fn question(meant: &str) -> String {
    format!("{QUESTION}{meant}'?")
}

const QUESTION: &str = "; did you mean '";

/// What a message that ends in a [`suggestion`] says: the wrong name, which it quotes, and the right one.
pub fn suggested(message: &str) -> Option<(&str, &str)> {
    let (before, meant) = message.rsplit_once(QUESTION)?;
    let (meant, _) = meant.split_once("'?")?;
    let end = before.rfind(['\'', '"'])?;
    let quote = &before[end..=end];
    let start = before[..end].rfind(quote)?;
    Some((&before[start + 1..end], meant))
}

/// How far a name is from another: what sort of difference there is, and how much of it.
type Distance = (u8, usize);

/// A name, taken apart.
struct Name {
    /// In small letters.
    small: String,
    /// That without underscores.
    bare: String,
    /// Its words: parted by underscores and where a capital begins one.
    words: Vec<String>,
}

/// What is shorter begins too many names, or is a word of too many, to say anything.
const LEAST_PART: usize = 3;

impl Name {
    fn of(name: &str) -> Self {
        let mut words = vec![String::new()];
        let mut was_small = false;
        for c in name.chars() {
            if c == '_' || (c.is_uppercase() && was_small) {
                words.push(String::new());
            }
            if let (true, Some(word)) = (c != '_', words.last_mut()) {
                word.extend(c.to_lowercase());
            }
            was_small = c.is_lowercase() || c.is_numeric();
        }
        words.retain(|word| !word.is_empty());
        Self { small: name.to_lowercase(), bare: words.concat(), words }
    }

    fn distance(&self, other: &Name) -> Option<Distance> {
        if self.bare == other.bare {
            return Some((0, 0));
        }
        if let Some(slips) = slip(&self.small, &other.small) {
            return Some((1, slips));
        }
        let (short, long) = match self.bare.len() < other.bare.len() {
            true => (self, other),
            false => (other, self),
        };
        let shorter = short.bare.chars().count();
        if shorter < LEAST_PART {
            return None;
        }
        let more = long.bare.chars().count().saturating_sub(shorter);
        if other.bare.starts_with(&self.bare) {
            return Some((2, more));
        }
        let holds = |word: &String| word.chars().count() >= LEAST_PART && long.words.contains(word);
        short.words.iter().all(holds).then_some((3, more))
    }
}

/// How many letters differ, if that may be a slip.
fn slip(name: &str, candidate: &str) -> Option<usize> {
    let allowed = (name.chars().count() / 3).clamp(1, 3);
    let slips = letters(name, candidate);
    (slips <= allowed).then_some(slips)
}

/// Optimal string alignment distance: insert, delete, replace, swap neighbours.
fn letters(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows = vec![vec![0; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let replace = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replace.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: [&str; 7] =
        ["position", "rotation", "scale", "color", "collider", "is_valid", "world_position"];

    #[test]
    fn finds_what_was_meant() {
        for (name, meant) in [
            ("positon", "position"),
            ("Scale", "scale"),
            ("roatation", "rotation"),
            ("colour", "color"),
            ("pos", "position"),
            ("rot", "rotation"),
            ("col", "color"),
            ("isValid", "is_valid"),
            ("IsValid", "is_valid"),
            ("positions", "position"),
            ("getPosition", "position"),
            ("set_position", "position"),
            ("WorldPosition", "world_position"),
            ("valid", "is_valid"),
        ] {
            assert_eq!(nearest(name, NAMES), Some(meant), "{name}");
        }
        assert_eq!(nearest(&"position".repeat(1_000_000), NAMES), None);
        for name in ["po", "zzz", "health", "", "_", "sc"] {
            assert_eq!(nearest(name, NAMES), None, "{name}");
        }
        assert_eq!(suggestion("scal", NAMES), "; did you mean 'scale'?");
        assert_eq!(suggestion("zzz", NAMES), "");
    }

    #[test]
    fn a_word_in_common_is_no_slip() {
        assert_eq!(misspelt("Transfrom", ["Transform"]), Some("Transform"));
        assert_eq!(misspelt("LightSwitch", ["Light"]), None);
        assert_eq!(nearest("LightSwitch", ["Light"]), Some("Light"));
    }

    #[test]
    fn reads_what_it_suggested() {
        let message = format!("entity has no field 'pos'{}", suggestion("pos", NAMES));
        assert_eq!(suggested(&message), Some(("pos", "position")));
        let message = format!("expects one of a, b, got \"scal\"{}", suggestion("scal", NAMES));
        assert_eq!(suggested(&message), Some(("scal", "scale")));
        assert_eq!(suggested("nothing of this sort"), None);
        assert_eq!(suggested("; did you mean 'x'?"), None);
    }
}
