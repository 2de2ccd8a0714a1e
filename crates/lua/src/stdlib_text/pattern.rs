//! Lua patterns (manual §6.4.1): the matcher behind `string.find`, `match`, `gmatch` and `gsub`.
//!
//! It backtracks as PUC-Lua's does and so gives the same matches in the same order. A pattern can make it look at the subject
//! exponentially often, therefore every step is charged to a [`Budget`]; and a pattern can nest its recursion only
//! [`MAX_DEPTH`] deep.

mod class;

use smallvec::SmallVec;

use self::class::{Single, first_of, set_contains};
use super::{Budget, TextError};

/// The most captures that a pattern may have.
pub const MAX_CAPTURES: usize = 32;

/// The deepest recursion of the matcher; beyond it a pattern is "too complex".
pub const MAX_DEPTH: usize = 200;

const ESCAPE: u8 = b'%';

/// What a pair of parentheses caught. Indices count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capture {
    /// The bytes `subject[start..end]`.
    Range(usize, usize),
    /// `()`: a position. Scripts count it from 1.
    Position(usize),
    /// A parenthesis that the pattern doesn't close.
    Unfinished,
}

/// One match: the bytes `subject[start..end]`. What its captures caught is in the [`Matcher`] until that goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Match {
    /// Where it starts.
    pub start: usize,
    /// Where it ends, exclusive.
    pub end: usize,
}

/// Where a walk over all matches stands (`gmatch`, `gsub`): plain data, so that it can be kept between calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cursor {
    /// Where the next match is tried first.
    pub position: usize,
    /// Where the latest match ended: an empty match there is not a new one.
    pub last_end: Option<usize>,
}

impl Cursor {
    /// A walk that starts at the index `position`, counted from 0.
    pub fn at(position: usize) -> Self {
        Self { position, last_end: None }
    }
}

/// Whether a pattern has any byte with a meaning. One without is found faster by [`find_plain`].
pub fn has_specials(pattern: &[u8]) -> bool {
    pattern.iter().any(|byte| b"^$*+?.([%-".contains(byte))
}

/// The first place at or after `init` (an index from 0) where `needle` stands in `haystack`. Takes time linear in both; the
/// caller charges for it. `None` where `init` lies beyond the end.
pub fn find_plain(haystack: &[u8], needle: &[u8], init: usize) -> Option<usize> {
    memchr::memmem::find(haystack.get(init..)?, needle).map(|at| init + at)
}

#[derive(Debug, Clone, Copy)]
enum CaptureState {
    Open(usize),
    Closed(usize, usize),
    Position(usize),
}

/// Matches one pattern against one subject.
#[derive(Debug)]
pub struct Matcher<'a> {
    subject: &'a [u8],
    pattern: &'a [u8],
    anchored: bool,
    /// What every match starts with, where the pattern says so.
    first: Option<Single<'a>>,
    budget: Budget,
    /// Few patterns have more than four.
    captures: SmallVec<[CaptureState; 4]>,
    depth: usize,
    /// Why it failed.
    error: Option<TextError>,
}

/// The matcher's `error` says why.
#[derive(Debug)]
struct Failed;

/// The end of a match, where there is one.
type Step = Result<Option<usize>, Failed>;

impl<'a> Matcher<'a> {
    /// A matcher for `find`, `match` and `gsub`: a leading `^` anchors the pattern.
    pub fn new(subject: &'a [u8], pattern: &'a [u8], budget: Budget) -> Self {
        match pattern {
            [b'^', rest @ ..] => {
                Self { anchored: true, first: None, ..Self::unanchored(subject, rest, budget) }
            }
            _ => Self::unanchored(subject, pattern, budget),
        }
    }

    /// A matcher for `gmatch`, where a leading `^` has no meaning and stands for itself.
    pub fn unanchored(subject: &'a [u8], pattern: &'a [u8], budget: Budget) -> Self {
        let first = first_of(pattern);
        Self {
            subject,
            pattern,
            anchored: false,
            first,
            budget,
            captures: SmallVec::new(),
            depth: 0,
            error: None,
        }
    }

    /// What is left of the budget.
    pub fn budget(&self) -> &Budget {
        &self.budget
    }

    /// Gives it another budget to go on with.
    pub fn set_budget(&mut self, budget: Budget) {
        self.budget = budget;
    }

    /// How many values `string.match`, `gmatch` and the function of `gsub` get for the latest match: the captures, or the
    /// whole match where there are none.
    pub fn value_count(&self) -> usize {
        self.captures.len().max(1)
    }

    /// How many captures the latest match has.
    pub fn capture_count(&self) -> usize {
        self.captures.len()
    }

    /// The latest match's capture at `index` (from 0); the whole match for index 0 where the pattern has no captures.
    pub fn capture_or_whole(&self, found: Match, index: usize) -> Option<Capture> {
        if index == 0 && self.captures.is_empty() {
            return Some(Capture::Range(found.start, found.end));
        }
        Some(match *self.captures.get(index)? {
            CaptureState::Closed(start, end) => Capture::Range(start, end),
            CaptureState::Position(at) => Capture::Position(at),
            CaptureState::Open(_) => Capture::Unfinished,
        })
    }

    #[cold]
    fn fail<T>(&mut self, error: TextError) -> Result<T, Failed> {
        self.error = Some(error);
        Err(Failed)
    }

    #[inline]
    fn charge(&mut self, steps: u64) -> Result<(), Failed> {
        self.budget.charge(steps).or_else(|error| self.fail(error))
    }

    /// A result with its error.
    fn explain<T>(&mut self, result: Result<T, Failed>) -> Result<T, TextError> {
        result.map_err(|Failed| self.error.take().unwrap_or(TextError::BudgetExhausted))
    }

    /// The first match that starts at or after `init` (an index from 0); at `init` alone where the pattern is anchored. `None`
    /// where `init` lies beyond the end.
    ///
    /// # Errors
    ///
    /// A malformed pattern, worded as PUC-Lua does, or an exhausted budget. An unfinished capture is an error only where
    /// something asks for it: [`Capture::Unfinished`].
    pub fn find_from(&mut self, init: usize) -> Result<Option<Match>, TextError> {
        let found = self.search(init);
        self.explain(found)
    }

    fn search(&mut self, init: usize) -> Result<Option<Match>, Failed> {
        let last = if self.anchored { init } else { self.subject.len() };
        let mut position = init;
        while position <= last {
            position = self.skip(position)?;
            if let Some(found) = self.match_at(position)? {
                return Ok(Some(found));
            }
            position += 1;
        }
        Ok(None)
    }

    /// The first place from `position` on where the pattern may match, going by what it starts with; the subject's end where
    /// there is none. Charges for the places before it what trying them would cost.
    #[inline]
    fn skip(&mut self, position: usize) -> Result<usize, Failed> {
        const PRICE: u64 = 3;
        let (Some(first), Some(candidates)) = (self.first, self.subject.get(position..)) else {
            return Ok(position);
        };
        let skipped = first.find(candidates);
        self.charge(skipped as u64 * PRICE * first.price())?;
        Ok(position + skipped)
    }

    /// The match that starts exactly at `position` (an index from 0).
    fn match_at(&mut self, position: usize) -> Result<Option<Match>, Failed> {
        if position > self.subject.len() {
            return Ok(None);
        }
        self.captures.clear();
        self.depth = 0;
        self.charge(1)?;
        let end = self.match_here(position, 0)?;
        Ok(end.map(|end| Match { start: position, end }))
    }

    /// The next match of a walk as `gmatch` and `gsub` take it: an empty match right after the previous one doesn't count. An
    /// anchored pattern is tried once.
    ///
    /// # Errors
    ///
    /// As [`Matcher::find_from`].
    pub fn next_match(&mut self, cursor: &mut Cursor) -> Result<Option<Match>, TextError> {
        let found = self.walk(cursor);
        self.explain(found)
    }

    fn walk(&mut self, cursor: &mut Cursor) -> Result<Option<Match>, Failed> {
        while cursor.position <= self.subject.len() {
            cursor.position = self.skip(cursor.position)?;
            let found = self.match_at(cursor.position)?;
            let found = found.filter(|found| cursor.last_end != Some(found.end));
            cursor.position = match &found {
                _ if self.anchored => self.subject.len() + 1,
                Some(found) => found.end,
                None => cursor.position + 1,
            };
            if let Some(found) = found {
                cursor.last_end = Some(found.end);
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    #[inline]
    fn pattern_byte(&self, at: usize) -> Option<u8> {
        self.pattern.get(at).copied()
    }

    /// Matches the pattern from `item` on against the subject from `at` on, one level deeper.
    fn match_deeper(&mut self, at: usize, item: usize) -> Step {
        if self.depth + 1 >= MAX_DEPTH {
            return self.fail(TextError::message("pattern too complex"));
        }
        self.depth += 1;
        let end = self.match_here(at, item);
        self.depth -= 1;
        end
    }

    fn match_here(&mut self, mut at: usize, mut item: usize) -> Step {
        loop {
            self.charge(1)?;
            let Some(byte) = self.pattern_byte(item) else {
                return Ok(Some(at));
            };
            match (byte, self.pattern_byte(item + 1)) {
                (b'(', Some(b')')) => return self.open_capture(CaptureState::Position(at), at, item + 2),
                (b'(', _) => return self.open_capture(CaptureState::Open(at), at, item + 1),
                (b')', _) => return self.close_capture(at, item + 1),
                (b'$', None) => return Ok((at == self.subject.len()).then_some(at)),
                (ESCAPE, Some(b'b')) => match self.match_balance(at, item + 2)? {
                    Some(end) => (at, item) = (end, item + 4),
                    None => return Ok(None),
                },
                (ESCAPE, Some(b'f')) => match self.match_frontier(at, item + 2)? {
                    Some(next) => item = next,
                    None => return Ok(None),
                },
                (ESCAPE, Some(digit @ b'0'..=b'9')) => match self.match_back_reference(at, digit)? {
                    Some(end) => (at, item) = (end, item + 2),
                    None => return Ok(None),
                },
                _ => {
                    let item_end = self.single_end(item)?;
                    let single = self.single(item, item_end);
                    match self.pattern_byte(item_end) {
                        Some(b'?') => {
                            if self.single_matches(at, single)?
                                && let Some(end) = self.match_deeper(at + 1, item_end + 1)?
                            {
                                return Ok(Some(end));
                            }
                            item = item_end + 1;
                        }
                        Some(b'+') => {
                            if !self.single_matches(at, single)? {
                                return Ok(None);
                            }
                            return self.match_longest(at, 1, single, item_end);
                        }
                        Some(repeat @ (b'*' | b'-')) => {
                            if !self.single_matches(at, single)? {
                                item = item_end + 1;
                            } else if repeat == b'*' {
                                return self.match_longest(at, 0, single, item_end);
                            } else {
                                return self.match_shortest(at, single, item_end);
                            }
                        }
                        _ => {
                            if !self.single_matches(at, single)? {
                                return Ok(None);
                            }
                            (at, item) = (at + 1, item_end);
                        }
                    }
                }
            }
        }
    }

    /// Where the single-character class that starts at `item` ends.
    #[inline]
    fn single_end(&mut self, item: usize) -> Result<usize, Failed> {
        match self.pattern_byte(item) {
            Some(ESCAPE) if self.pattern_byte(item + 1).is_none() => {
                self.fail(TextError::message("malformed pattern (ends with '%')"))
            }
            Some(ESCAPE) => Ok(item + 2),
            Some(b'[') => self.set_end(item),
            _ => Ok(item + 1),
        }
    }

    /// Where the set that opens at `item` ends: behind its `]`.
    fn set_end(&mut self, item: usize) -> Result<usize, Failed> {
        let mut at = item + 1;
        if self.pattern_byte(at) == Some(b'^') {
            at += 1;
        }
        // A `]` that comes first stands for itself, hence the test after the step.
        loop {
            let Some(byte) = self.pattern_byte(at) else {
                return self.fail(TextError::message("malformed pattern (missing ']')"));
            };
            at += if byte == ESCAPE { 2 } else { 1 };
            if self.pattern_byte(at) == Some(b']') {
                self.charge((at - item) as u64)?;
                return Ok(at + 1);
            }
        }
    }

    /// What the single-character class `pattern[item..item_end]` matches.
    #[inline]
    fn single(&self, item: usize, item_end: usize) -> Single<'a> {
        match self.pattern_byte(item) {
            Some(b'.') => Single::Any,
            Some(ESCAPE) => self.pattern_byte(item + 1).map_or(Single::Byte(ESCAPE), Single::class),
            Some(b'[') => Single::Set(self.pattern.get(item..item_end).unwrap_or(&[])),
            literal => Single::Byte(literal.unwrap_or(0)),
        }
    }

    /// Whether there is a byte at `at`, and it matches.
    #[inline]
    fn single_matches(&mut self, at: usize, single: Single<'_>) -> Result<bool, Failed> {
        self.charge(single.price())?;
        Ok(self.subject.get(at).is_some_and(|&byte| single.contains(byte)))
    }

    /// `+` and `*`: as many as possible, then one fewer at a time down to `least`. The byte at `at` is known to match.
    fn match_longest(&mut self, at: usize, least: usize, single: Single<'_>, item_end: usize) -> Step {
        let rest = self.subject.get(at + 1..).unwrap_or(&[]);
        // No further than what can be paid for: a byte more shows that it can't.
        let most = usize::try_from(self.budget.remaining() / single.price()).unwrap_or(usize::MAX);
        let rest = rest.get(..most).unwrap_or(rest);
        let mut count = 1 + single.prefix(rest);
        self.charge(count as u64 * single.price())?;
        if item_end + 1 == self.pattern.len() {
            return Ok(Some(at + count));
        }
        loop {
            if let Some(end) = self.match_deeper(at + count, item_end + 1)? {
                return Ok(Some(end));
            }
            if count == least {
                return Ok(None);
            }
            count -= 1;
        }
    }

    /// `-`: none, then one more at a time.
    fn match_shortest(&mut self, mut at: usize, single: Single<'_>, item_end: usize) -> Step {
        loop {
            if let Some(end) = self.match_deeper(at, item_end + 1)? {
                return Ok(Some(end));
            }
            if !self.single_matches(at, single)? {
                return Ok(None);
            }
            at += 1;
        }
    }

    fn open_capture(&mut self, state: CaptureState, at: usize, item: usize) -> Step {
        if self.captures.len() >= MAX_CAPTURES {
            return self.fail(TextError::message("too many captures"));
        }
        self.captures.push(state);
        let end = self.match_deeper(at, item)?;
        if end.is_none() {
            self.captures.pop();
        }
        Ok(end)
    }

    fn close_capture(&mut self, at: usize, item: usize) -> Step {
        let open = self.captures.iter().rposition(|capture| matches!(capture, CaptureState::Open(_)));
        let Some(index) = open else {
            return self.fail(TextError::message("invalid pattern capture"));
        };
        let Some(CaptureState::Open(start)) = self.captures.get(index).copied() else {
            return Ok(None);
        };
        self.set_capture(index, CaptureState::Closed(start, at));
        let end = self.match_deeper(at, item)?;
        if end.is_none() {
            self.set_capture(index, CaptureState::Open(start));
        }
        Ok(end)
    }

    fn set_capture(&mut self, index: usize, state: CaptureState) {
        if let Some(slot) = self.captures.get_mut(index) {
            *slot = state;
        }
    }

    /// `%bxy`, whose two bytes stand at `item`.
    fn match_balance(&mut self, at: usize, item: usize) -> Step {
        let (Some(open), Some(close)) = (self.pattern_byte(item), self.pattern_byte(item + 1)) else {
            return self.fail(TextError::message("malformed pattern (missing arguments to '%b')"));
        };
        if self.subject.get(at) != Some(&open) {
            return Ok(None);
        }
        let mut nesting = 1_usize;
        for (offset, &byte) in self.subject.iter().enumerate().skip(at + 1) {
            self.charge(1)?;
            if byte == close {
                nesting -= 1;
                if nesting == 0 {
                    return Ok(Some(offset + 1));
                }
            } else if byte == open {
                nesting += 1;
            }
        }
        Ok(None)
    }

    /// `%f[set]`, whose set stands at `item`: gives where the pattern goes on.
    fn match_frontier(&mut self, at: usize, item: usize) -> Step {
        if self.pattern_byte(item) != Some(b'[') {
            return self.fail(TextError::message("missing '[' after '%f' in pattern"));
        }
        let set_end = self.set_end(item)?;
        let set = self.pattern.get(item..set_end).unwrap_or(&[]);
        // The subject counts as having a zero byte before its start and one behind its end.
        let previous = at.checked_sub(1).and_then(|before| self.subject.get(before)).copied().unwrap_or(0);
        let current = self.subject.get(at).copied().unwrap_or(0);
        Ok((!set_contains(set, previous) && set_contains(set, current)).then_some(set_end))
    }

    /// `%1` to `%9`.
    fn match_back_reference(&mut self, at: usize, digit: u8) -> Step {
        let index = usize::from(digit - b'0').checked_sub(1).filter(|&index| index < self.captures.len());
        match index.and_then(|index| self.captures.get(index).copied()) {
            Some(CaptureState::Closed(start, end)) => {
                self.charge((end - start) as u64 / 8)?;
                let caught = self.subject.get(start..end).unwrap_or(&[]);
                let rest = self.subject.get(at..).unwrap_or(&[]);
                Ok(rest.starts_with(caught).then_some(at + caught.len()))
            }
            // PUC-Lua gives a position capture a length that no subject has.
            Some(CaptureState::Position(_)) => Ok(None),
            Some(CaptureState::Open(_)) | None => {
                let message = format!("invalid capture index %{}", char::from(digit));
                self.fail(TextError::message(message))
            }
        }
    }
}

/// Appends what `gsub` puts in place of `found`, the matcher's latest match, for a replacement string (§6.4): `%1` to `%9` are captures, `%0` the whole
/// match, `%%` a percent sign.
///
/// # Errors
///
/// A bad escape in the template, and [`TextError::TooLong`] where `out` would grow beyond `max_length` bytes.
pub fn expand_replacement(
    template: &[u8],
    matcher: &Matcher<'_>,
    found: Match,
    max_length: usize,
    out: &mut Vec<u8>,
) -> Result<(), TextError> {
    let mut rest = template;
    loop {
        let literal_end = rest.iter().position(|&byte| byte == ESCAPE).unwrap_or(rest.len());
        let (literal, escape) = rest.split_at(literal_end);
        append_within(out, literal, max_length)?;
        rest = match escape {
            [] => return Ok(()),
            [_, ESCAPE, tail @ ..] => {
                append_within(out, b"%", max_length)?;
                tail
            }
            [_, b'0', tail @ ..] => {
                append_within(out, matcher.subject.get(found.start..found.end).unwrap_or(&[]), max_length)?;
                tail
            }
            [_, digit @ b'1'..=b'9', tail @ ..] => {
                match matcher.capture_or_whole(found, usize::from(digit - b'1')) {
                    Some(Capture::Range(start, end)) => {
                        append_within(out, matcher.subject.get(start..end).unwrap_or(&[]), max_length)?;
                    }
                    Some(Capture::Position(at)) => {
                        append_within(out, (at + 1).to_string().as_bytes(), max_length)?
                    }
                    Some(Capture::Unfinished) => return Err(unfinished_capture()),
                    None => {
                        return Err(TextError::message(format!(
                            "invalid capture index %{}",
                            char::from(*digit)
                        )));
                    }
                }
                tail
            }
            _ => return Err(TextError::message("invalid use of '%' in replacement string")),
        };
    }
}

/// The error of what asks for a capture that was opened and not closed.
pub fn unfinished_capture() -> TextError {
    TextError::message("unfinished capture")
}

fn append_within(out: &mut Vec<u8>, bytes: &[u8], max_length: usize) -> Result<(), TextError> {
    if out.len().saturating_add(bytes.len()) > max_length {
        return Err(TextError::TooLong);
    }
    out.extend_from_slice(bytes);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matcher<'a>(subject: &'a str, pattern: &'a str) -> Matcher<'a> {
        Matcher::new(subject.as_bytes(), pattern.as_bytes(), Budget::new(1_000_000))
    }

    fn find(subject: &str, pattern: &str) -> Result<Option<Match>, TextError> {
        matcher(subject, pattern).find_from(0)
    }

    fn caught(subject: &str, pattern: &str) -> Vec<Capture> {
        let mut matcher = matcher(subject, pattern);
        let found = matcher.find_from(0).unwrap().unwrap();
        (0..matcher.value_count()).map(|i| matcher.capture_or_whole(found, i).unwrap()).collect()
    }

    fn spans(subject: &str, pattern: &str) -> (usize, usize) {
        let found = find(subject, pattern).unwrap().unwrap();
        (found.start, found.end)
    }

    fn error(subject: &str, pattern: &str) -> String {
        find(subject, pattern).unwrap_err().to_string()
    }

    #[test]
    fn repeats() {
        assert_eq!(spans("aaab", "a*b"), (0, 4));
        assert_eq!(spans("aaab", "a-b"), (0, 4));
        assert_eq!(spans("aaa", "a-"), (0, 0));
        assert_eq!(spans("a", "a*a"), (0, 1));
        assert_eq!(find("a", "a+a"), Ok(None));
        assert_eq!(spans("b", &"a*".repeat(300)), (0, 0));
        assert_eq!(spans("color colour", "colou?r$"), (6, 12));
        assert_eq!(find("bbb", "a+"), Ok(None));
        assert_eq!(spans("", ""), (0, 0));
        assert_eq!(spans("a^b", "a^b"), (0, 3));
    }

    #[test]
    fn sets_and_classes() {
        assert_eq!(spans("x]y", "[]]"), (1, 2));
        assert_eq!(spans("a-b", "[a%-]+"), (0, 2));
        assert_eq!(spans("ab-", "[b-]+"), (1, 3));
        assert_eq!(spans("THE (quick) fox", "%((%a+)%)"), (4, 11));
        assert_eq!(spans("abc123", "[^%a]+"), (3, 6));
        assert_eq!(spans("THE (quick) fox", "%f[%a]%a+%f[%A]"), (0, 3));
        assert_eq!(spans("f(a(b)c)d", "%b()"), (1, 8));
    }

    #[test]
    fn captures() {
        let expected =
            [Capture::Position(0), Capture::Range(0, 3), Capture::Range(6, 11), Capture::Position(11)];
        assert_eq!(caught("key = value", "()(%w+)%s*=%s*(%w+)()"), expected);
        assert_eq!(spans("say \"hi\" x", "([\"'])(.-)%1"), (4, 8));
        assert_eq!(find("aa", "()a%1"), Ok(None));
        assert_eq!(caught("ab", "(a)(b)").len(), 2);
        assert_eq!(caught("xab", "ab"), [Capture::Range(1, 3)]);
    }

    #[test]
    fn malformed_patterns() {
        assert_eq!(error("a", "%"), "malformed pattern (ends with '%')");
        assert_eq!(error("a", "[a"), "malformed pattern (missing ']')");
        assert_eq!(error("a", "[%"), "malformed pattern (missing ']')");
        assert_eq!(error("a", "%b("), "malformed pattern (missing arguments to '%b')");
        assert_eq!(error("a", "%f"), "missing '[' after '%f' in pattern");
        assert_eq!(caught("a", "(a"), [Capture::Unfinished]);
        assert_eq!(error("a", "a)"), "invalid pattern capture");
        assert_eq!(error("a", "%1"), "invalid capture index %1");
        assert_eq!(error("a", "(%1)"), "invalid capture index %1");
        assert_eq!(error("a", &"()".repeat(33)), "too many captures");
        assert_eq!(error(&"a".repeat(300), &"a?".repeat(300)), "pattern too complex");
    }

    #[test]
    fn an_exponential_pattern_exhausts_the_budget() {
        let pattern = format!("{}b", ".-".repeat(20));
        assert_eq!(find(&"a".repeat(200), &pattern), Err(TextError::BudgetExhausted));
    }

    #[test]
    fn walks() {
        let walk = |subject: &str, pattern: &str| {
            let mut matcher = matcher(subject, pattern);
            let mut cursor = Cursor::default();
            let mut spans = Vec::new();
            while let Some(found) = matcher.next_match(&mut cursor).unwrap() {
                spans.push((found.start, found.end));
            }
            spans
        };
        assert_eq!(walk("abc", ""), [(0, 0), (1, 1), (2, 2), (3, 3)]);
        assert_eq!(walk("abc def", "%w*"), [(0, 3), (4, 7)]);
        assert_eq!(walk("aaa", "^a"), [(0, 1)]);
        assert_eq!(walk("baa", "^a"), []);
    }

    #[test]
    fn finds_plain_text() {
        assert_eq!(find_plain(b"abcabc", b"ca", 0), Some(2));
        assert_eq!(find_plain(b"abcabc", b"abc", 1), Some(3));
        assert_eq!(find_plain(b"abc", b"", 3), Some(3));
        assert_eq!(find_plain(b"abc", b"", 4), None);
        assert_eq!(find_plain(b"abc", b"abcd", 0), None);
        let long = [b"ab".repeat(40), b"c".to_vec()].concat();
        let haystack = [b"ab".repeat(100), b"c".to_vec()].concat();
        assert_eq!(find_plain(&haystack, &long, 0), Some(120));
        assert_eq!(find_plain(&haystack, &long, 121), None);
        assert!(has_specials(b"a.b") && !has_specials(b"a]b)"));
    }

    #[test]
    fn expands_replacements() {
        let mut matcher = matcher("hello world", "(%w+) ()");
        let found = matcher.find_from(0).unwrap().unwrap();
        let expand = |template: &str, max_length| {
            let mut out = Vec::new();
            expand_replacement(template.as_bytes(), &matcher, found, max_length, &mut out)
                .map(|()| String::from_utf8(out).unwrap())
                .map_err(|error| error.to_string())
        };
        assert_eq!(expand("<%1|%2|%0|%%>", 100).as_deref(), Ok("<hello|7|hello |%>"));
        assert_eq!(expand("%3", 100), Err("invalid capture index %3".into()));
        assert_eq!(expand("%x", 100), Err("invalid use of '%' in replacement string".into()));
        assert_eq!(expand("%", 100), Err("invalid use of '%' in replacement string".into()));
        assert_eq!(expand("%0%0", 10), Err("resulting string too large".into()));
    }
}
