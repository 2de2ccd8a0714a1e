//! `os.date` and `os.time` (manual §6.9) without a clock and without a time zone: everything is UTC in the proleptic Gregorian
//! calendar, and a time is seconds since 1970-01-01 00:00:00.

use super::TextError;

const SECONDS_PER_DAY: i64 = 86_400;
const DAY_NAMES: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MONTH_NAMES: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The fields of a date table, in the ranges that §6.9 gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateFields {
    /// The full year.
    pub year: i64,
    /// 1 to 12.
    pub month: i64,
    /// 1 to 31.
    pub day: i64,
    /// 0 to 23.
    pub hour: i64,
    /// 0 to 59.
    pub min: i64,
    /// 0 to 59: leap seconds don't exist here.
    pub sec: i64,
    /// The day of the week, 1 being Sunday.
    pub wday: i64,
    /// The day of the year, from 1.
    pub yday: i64,
}

impl DateFields {
    /// The fields by the names that scripts use, in the order in which PUC-Lua sets them. `isdst`, always false here, comes in
    /// addition.
    pub fn named(&self) -> [(&'static str, i64); 8] {
        [
            ("year", self.year),
            ("month", self.month),
            ("day", self.day),
            ("hour", self.hour),
            ("min", self.min),
            ("sec", self.sec),
            ("yday", self.yday),
            ("wday", self.wday),
        ]
    }
}

/// What `os.date` gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Date {
    /// For `*t`: a table with these fields and `isdst = false`.
    Fields(DateFields),
    /// For any other format.
    Text(Vec<u8>),
}

/// A field of the table that a script gives to `os.time`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldValue {
    /// nil.
    Missing,
    /// An integer, or what converts to one.
    Int(i64),
    /// Anything else.
    NotAnInteger,
}

/// `os.date(format, time)`. A leading `!` changes only the zone's name, from `UTC` to `GMT`.
///
/// # Errors
///
/// A directive that C doesn't have, as a complaint about argument 1; a year beyond 32 bits.
pub fn date(format: &[u8], time: i64) -> Result<Date, TextError> {
    let (zone, format) = match format {
        [b'!', rest @ ..] => ("GMT", rest),
        _ => ("UTC", format),
    };
    let fields = fields_of(time)?;
    if format == b"*t" {
        return Ok(Date::Fields(fields));
    }
    let mut out = Vec::new();
    let mut rest = format;
    while let Some((&byte, tail)) = rest.split_first() {
        rest = tail;
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let (letter, after) = take_directive(tail)?;
        write_directive(&mut out, letter, &fields, zone);
        rest = after;
    }
    Ok(Date::Text(out))
}

/// The fields of a time.
///
/// # Errors
///
/// A year beyond 32 bits.
pub fn fields_of(time: i64) -> Result<DateFields, TextError> {
    let days = time.div_euclid(SECONDS_PER_DAY);
    let second = time.rem_euclid(SECONDS_PER_DAY);
    let (year, month, day) = civil_from_days(days);
    if !year_fits(year) {
        return Err(TextError::message("date result cannot be represented in this installation"));
    }
    Ok(DateFields {
        year,
        month,
        day,
        hour: second / 3600,
        min: second / 60 % 60,
        sec: second % 60,
        wday: (days + 4).rem_euclid(7) + 1,
        yday: days - days_from_civil(year, 1, 1) + 1,
    })
}

/// `os.time(table)`: the time, and the normalised fields, which `os.time` writes back into the table. `field` is asked for
/// `year`, `month`, `day`, `hour`, `min` and `sec` in turn.
///
/// # Errors
///
/// A field that is missing, no integer or out of bounds; a result that C can't represent (which includes the time -1); what
/// `field` raises.
pub fn time_from_fields<E: From<TextError>>(
    mut field: impl FnMut(&'static str) -> Result<FieldValue, E>,
) -> Result<(i64, DateFields), E> {
    let mut get = |name, default, delta| Ok::<i64, E>(checked_field(name, field(name)?, default, delta)?);
    let years_since_1900 = get("year", None, 1900)?;
    let month = get("month", None, 1)?;
    let day = get("day", None, 0)?;
    let hour = get("hour", Some(12), 0)?;
    let min = get("min", Some(0), 0)?;
    let sec = get("sec", Some(0), 0)?;

    // All are within 32 bits, so nothing here overflows.
    let year = years_since_1900 + 1900 + month.div_euclid(12);
    let days = days_from_civil(year, month.rem_euclid(12) + 1, 1) + day - 1;
    let time = days * SECONDS_PER_DAY + hour * 3600 + min * 60 + sec;
    let unrepresentable = || TextError::message("time result cannot be represented in this installation");
    let fields = fields_of(time).map_err(|_| unrepresentable())?;
    if time == -1 {
        // C's `mktime` says "error" with the same value.
        return Err(unrepresentable().into());
    }
    Ok((time, fields))
}

/// A field as C's `struct tm` holds it: less `delta`, and within 32 bits.
fn checked_field(name: &str, value: FieldValue, default: Option<i64>, delta: i64) -> Result<i64, TextError> {
    match (value, default) {
        (FieldValue::Int(value), _) => {
            let stored = value.checked_sub(delta).filter(|&stored| i32::try_from(stored).is_ok());
            stored.ok_or_else(|| TextError::message(format!("field '{name}' is out-of-bound")))
        }
        (FieldValue::NotAnInteger, _) => Err(TextError::message(format!("field '{name}' is not an integer"))),
        (FieldValue::Missing, Some(default)) => Ok(default),
        (FieldValue::Missing, None) => {
            Err(TextError::message(format!("field '{name}' missing in date table")))
        }
    }
}

fn year_fits(year: i64) -> bool {
    i32::try_from(year - 1900).is_ok()
}

/// Days since 1970-01-01 (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    // Years start in March, so that the leap day is a year's last.
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

/// The inverse of [`days_from_civil`]: year, month from 1, day from 1.
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = (shifted_month + 2) % 12 + 1;
    let year = era * 400 + year_of_era + i64::from(month <= 2);
    (year, month, day)
}

/// Reads a directive from behind its `%`: its letter without C99's modifiers `E` and `O`, which change nothing in the C
/// locale, and what follows.
fn take_directive(text: &[u8]) -> Result<(u8, &[u8]), TextError> {
    match text {
        [b'E', letter, rest @ ..] if b"cCxXyY".contains(letter) => Ok((*letter, rest)),
        [b'O', letter, rest @ ..] if b"deHImMSuUVwWy".contains(letter) => Ok((*letter, rest)),
        [letter, rest @ ..] if b"aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYzZ%".contains(letter) => {
            Ok((*letter, rest))
        }
        _ => {
            let shown = text.split(|&byte| byte == 0).next().unwrap_or(&[]);
            let message = format!("invalid conversion specifier '%{}'", super::shown(shown));
            Err(TextError::argument(1, message))
        }
    }
}

fn name_at<const N: usize>(names: &[&'static str; N], from_one: i64) -> &'static str {
    usize::try_from(from_one - 1).ok().and_then(|index| names.get(index)).copied().unwrap_or("?")
}

fn write_directive(out: &mut Vec<u8>, letter: u8, fields: &DateFields, zone: &str) {
    let DateFields { year, month, day, hour, min, sec, wday, yday } = *fields;
    let day_name = name_at(&DAY_NAMES, wday);
    let month_name = name_at(&MONTH_NAMES, month);
    let short = |name: &'static str| name.get(..3).unwrap_or(name);
    let hour_of_twelve = (hour + 11) % 12 + 1;
    let half = if hour < 12 { "AM" } else { "PM" };
    let day_from_monday = (wday + 5) % 7;
    let text = match letter {
        b'a' => short(day_name).to_owned(),
        b'A' => day_name.to_owned(),
        b'b' | b'h' => short(month_name).to_owned(),
        b'B' => month_name.to_owned(),
        b'c' => {
            format!("{} {} {day:2} {hour:02}:{min:02}:{sec:02} {year}", short(day_name), short(month_name))
        }
        b'C' => format!("{:02}", year.div_euclid(100)),
        b'd' => format!("{day:02}"),
        b'D' | b'x' => format!("{month:02}/{day:02}/{:02}", year.rem_euclid(100)),
        b'e' => format!("{day:2}"),
        b'F' => format!("{year}-{month:02}-{day:02}"),
        b'g' => format!("{:02}", iso_week(fields).0.rem_euclid(100)),
        b'G' => iso_week(fields).0.to_string(),
        b'H' => format!("{hour:02}"),
        b'I' => format!("{hour_of_twelve:02}"),
        b'j' => format!("{yday:03}"),
        b'm' => format!("{month:02}"),
        b'M' => format!("{min:02}"),
        b'n' => "\n".to_owned(),
        b'p' => half.to_owned(),
        b'r' => format!("{hour_of_twelve:02}:{min:02}:{sec:02} {half}"),
        b'R' => format!("{hour:02}:{min:02}"),
        b'S' => format!("{sec:02}"),
        b't' => "\t".to_owned(),
        b'T' | b'X' => format!("{hour:02}:{min:02}:{sec:02}"),
        b'u' => (day_from_monday + 1).to_string(),
        b'U' => format!("{:02}", (yday + 7 - wday) / 7),
        b'V' => format!("{:02}", iso_week(fields).1),
        b'w' => (wday - 1).to_string(),
        b'W' => format!("{:02}", (yday + 6 - day_from_monday) / 7),
        b'y' => format!("{:02}", year.rem_euclid(100)),
        b'Y' => year.to_string(),
        b'z' => "+0000".to_owned(),
        b'Z' => zone.to_owned(),
        _ => "%".to_owned(),
    };
    out.extend_from_slice(text.as_bytes());
}

/// ISO 8601's year and week: weeks start on Monday, and belong to the year that has their Thursday.
fn iso_week(fields: &DateFields) -> (i64, i64) {
    let day_from_monday = (fields.wday + 5) % 7;
    let thursday = days_from_civil(fields.year, fields.month, fields.day) + 3 - day_from_monday;
    let (year, ..) = civil_from_days(thursday);
    (year, (thursday - days_from_civil(year, 1, 1)) / 7 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(format: &str, time: i64) -> String {
        match date(format.as_bytes(), time).unwrap() {
            Date::Text(text) => String::from_utf8(text).unwrap(),
            Date::Fields(fields) => panic!("{fields:?}"),
        }
    }

    fn time(fields: &[(&str, i64)]) -> Result<(i64, DateFields), TextError> {
        time_from_fields(|name| {
            Ok(fields
                .iter()
                .find(|(key, _)| *key == name)
                .map_or(FieldValue::Missing, |(_, value)| FieldValue::Int(*value)))
        })
    }

    #[test]
    fn formats() {
        assert_eq!(text("!%c %Z%z", 0), "Thu Jan  1 00:00:00 1970 GMT+0000");
        assert_eq!(text("%Y-%m-%d %H:%M:%S %Z", 1_000_000_000), "2001-09-09 01:46:40 UTC");
        assert_eq!(
            text("%F %T %j %U %W %V %G %g %u %w", 1_704_067_199),
            "2023-12-31 23:59:59 365 53 52 52 2023 23 7 0"
        );
        assert_eq!(text("%I %p %r %Ey %Od %%", 46_800), "01 PM 01:00:00 PM 70 01 %");
        assert_eq!(text("%F", -86_400), "1969-12-31");
    }

    #[test]
    fn refuses_unknown_directives() {
        let error = |format: &str| date(format.as_bytes(), 0).unwrap_err();
        assert_eq!(error("%Ez"), TextError::argument(1, "invalid conversion specifier '%Ez'"));
        assert_eq!(error("a%"), TextError::argument(1, "invalid conversion specifier '%'"));
        assert_eq!(error("%Q x"), TextError::argument(1, "invalid conversion specifier '%Q x'"));
        let beyond = TextError::message("date result cannot be represented in this installation");
        assert_eq!(date(b"%Y", i64::MAX), Err(beyond.clone()));
        assert_eq!(date(b"%Y", i64::MIN), Err(beyond));
    }

    #[test]
    fn normalises() {
        let (result, fields) =
            time(&[("year", 2024), ("month", 14), ("day", -3), ("hour", 25), ("sec", -1)]).unwrap();
        assert_eq!(text("%F %T", result), "2025-01-29 00:59:59");
        assert_eq!(date(b"*t", result), Ok(Date::Fields(fields)));
        assert_eq!(time(&[("year", 1970), ("month", 1), ("day", 1)]).unwrap().0, 43_200);
    }

    #[test]
    fn checks_fields() {
        let error = |fields: &[(&str, i64)]| time(fields).unwrap_err().to_string();
        assert_eq!(error(&[]), "field 'year' missing in date table");
        assert_eq!(error(&[("year", 2000), ("month", 1)]), "field 'day' missing in date table");
        assert_eq!(error(&[("year", 1 << 40)]), "field 'year' is out-of-bound");
        assert_eq!(error(&[("year", i64::MIN)]), "field 'year' is out-of-bound");
        let second_before = [("year", 1970), ("month", 1), ("day", 1), ("hour", 0), ("sec", -1)];
        assert_eq!(error(&second_before), "time result cannot be represented in this installation");
        let overflowing = [("year", 2_147_483_647 + 1900), ("month", 13), ("day", 1)];
        assert_eq!(error(&overflowing), "time result cannot be represented in this installation");
        let no_integer = time_from_fields::<TextError>(|_| Ok(FieldValue::NotAnInteger)).unwrap_err();
        assert_eq!(no_integer, TextError::message("field 'year' is not an integer"));
    }
}
