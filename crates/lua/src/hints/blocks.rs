//! Blocks: their words, braces in their place, and an `end` that is missing.

use std::ops::Range;

use super::Hint;
use super::code::Code;
use crate::lexer::{SyntaxError, Tok};

type Edits = Vec<(Range<usize>, String)>;

/// `for (let i = 0; i < n; i++) {` and `for i in range(n):`
pub(super) fn counting_loops(code: &Code<'_>, at: usize, _: &SyntaxError) -> Option<Hint> {
    // A line further down where `range(3):` was read as the call of a method.
    let mut near =
        (0..=at).rev().take_while(|&i| code.line(i).saturating_add(1) >= code.line(at.saturating_sub(1)));
    let start = near.find(|&i| matches!(code.text(i), "for" | "do"))?;
    if code.text(start) == "do" {
        return None;
    }
    let found = match code.text(start + 1) {
        "(" => three_parts(code, start),
        _ => range(code, start),
    };
    let Some((header, whole, mut edits)) = found else {
        let is_other = code.text(start + 1) == "(" && at <= start + 2;
        return is_other.then(|| {
            Hint::new("a loop that counts is written for i = 1, 10 do … end, one over a list for i, item in ipairs(list) do … end")
        });
    };
    edits.push((whole, header.clone()));
    let hint = Hint::new(format!("a loop that counts is written {header} … end")).at(code.start(start));
    Some(hint.fix(format!("Change to {header}"), edits))
}

/// `for (let i = A; i < B; i++) {`: Lua's header, what it takes the place of, and what else changes.
fn three_parts(code: &Code<'_>, start: usize) -> Option<(String, Range<usize>, Edits)> {
    let close = code.closing(start + 1)?;
    let first_semicolon = (start..close).find(|&i| code.text(i) == ";")?;
    let second = (first_semicolon + 1..close).find(|&i| code.text(i) == ";")?;
    let equals = (start..first_semicolon).find(|&i| code.text(i) == "=")?;
    let name = code.text(equals - 1);
    let (limit, is_below) = match (code.text(first_semicolon + 1), code.text(first_semicolon + 2)) {
        (other, "<") if other == name => (first_semicolon + 3, true),
        (other, "<=") if other == name => (first_semicolon + 3, false),
        _ => return None,
    };
    let steps = code.slice(code.end(second)..code.start(close)).replace(' ', "");
    let counts_up =
        [format!("{name}++"), format!("++{name}"), format!("{name}+=1"), format!("{name}={name}+1")];
    if !counts_up.contains(&steps) {
        return None;
    }
    let from = code.slice(code.start(equals + 1)..code.start(first_semicolon)).trim();
    let to = code.slice(code.start(limit)..code.start(second)).trim();
    let header = format!("for {name} = {from}, {} do", if is_below { less_one(to) } else { to.to_owned() });
    let mut edits = Edits::new();
    let mut end = code.end(close);
    if code.text(close + 1) == "{" {
        end = code.end(close + 1);
        edits.extend(code.closing(close + 1).map(|brace| (code.range(brace), "end".to_owned())));
    }
    Some((header, code.start(start)..end, edits))
}

/// `for i in range(A, B):`
fn range(code: &Code<'_>, start: usize) -> Option<(String, Range<usize>, Edits)> {
    let is_range = code.is_name(start + 1) && code.text(start + 2) == "in" && code.text(start + 3) == "range";
    if !is_range || code.text(start + 4) != "(" {
        return None;
    }
    let close = code.closing(start + 4)?;
    let given = code.slice(code.end(start + 4)..code.start(close));
    let parts: Vec<&str> = given.split(',').map(str::trim).collect();
    let name = code.text(start + 1);
    let header = match parts.as_slice() {
        [to] => format!("for {name} = 0, {} do", less_one(to)),
        [from, to] => format!("for {name} = {from}, {} do", less_one(to)),
        [from, to, step] => format!("for {name} = {from}, {}, {step} do", less_one(to)),
        _ => return None,
    };
    let last = if matches!(code.text(close + 1), ":" | "do") { close + 1 } else { close };
    Some((header, code.start(start)..code.end(last), Edits::new()))
}

/// A limit that is itself not reached.
fn less_one(limit: &str) -> String {
    limit.parse::<i64>().map_or_else(|_| format!("{limit} - 1"), |limit| limit.saturating_sub(1).to_string())
}

/// Braces around blocks, all of the text's at once.
pub(super) fn braces(code: &Code<'_>, at: usize, error: &SyntaxError) -> Option<Hint> {
    let concerns = [
        "'then' expected",
        "'do' expected",
        "unexpected symbol near",
        "'=' or 'in' expected",
        "'}' expected",
    ];
    let near_brace = error.message.ends_with("near '{'") || error.message.ends_with("near '}'");
    if !concerns.iter().any(|start| error.message.starts_with(start)) && !near_brace {
        return None;
    }
    let mut edits = Edits::new();
    let mut first = None;
    for i in 0..code.tokens.len() {
        if code.text(i) != "{" {
            continue;
        }
        if let Some((keyword, change)) = block_brace(code, i) {
            first.get_or_insert((i, keyword));
            edits.extend(change);
        }
    }
    let Some((brace, keyword)) = first else {
        // A brace that closes nothing.
        let is_lone = code.text(at) == "}" && error.message.starts_with("unexpected symbol");
        let hint = || Hint::new("a block ends with 'end', not with '}'");
        return is_lone.then(|| hint().fix("Change to end", vec![(code.range(at), "end".into())]));
    };
    let form = match keyword {
        "if" | "elseif" => "if … then … end",
        "while" => "while … do … end",
        "for" => "for … do … end",
        "function" => "function name(…) … end",
        _ => "else … end",
    };
    let hint = Hint::new(format!("blocks have no braces in Lua: {form}")).at(code.start(brace));
    Some(hint.fix("Change the braces to words", edits))
}

/// The keyword whose block a brace opens, and what takes the place of both braces.
fn block_brace(code: &Code<'_>, open: usize) -> Option<(&'static str, Edits)> {
    let line = code.line_tokens(code.line(open));
    // From the brace back to the keyword, over nothing that would make it a table.
    let mut keyword = None;
    for i in (line.start..open).rev() {
        match code.text(i) {
            "function" => keyword = Some("function"),
            "if" => keyword = Some("if"),
            "elseif" => keyword = Some("elseif"),
            "while" => keyword = Some("while"),
            "for" => keyword = Some("for"),
            "else" => keyword = Some("else"),
            "then" | "do" | "end" | "return" => return None,
            _ => continue,
        }
        break;
    }
    let keyword = keyword?;
    let before = code.before(open);
    let is_table = matches!(before, "=" | "," | "{" | "==" | "~=" | "return" | "in" | "..")
        || (before == "(" && keyword != "for")
        || (keyword == "function" && before != ")");
    let close = code.closing(open);
    let ends_line = code.ends_line(open);
    let closes_line = close.is_some_and(|close| code.same_line(open, close) && code.ends_line(close));
    if is_table || !(ends_line || closes_line) {
        return None;
    }
    let mut edits = Edits::new();
    let blank = if code.end(open - 1) == code.start(open) { " " } else { "" };
    match keyword {
        "if" | "elseif" => edits.push((code.range(open), format!("{blank}then"))),
        "while" | "for" => edits.push((code.range(open), format!("{blank}do"))),
        _ => edits.push((code.end(open - 1)..code.end(open), String::new())),
    }
    let if_token = line.clone().find(|&i| code.text(i) == "if");
    if let Some(i) = if_token
        && keyword == "if"
        && code.before(i) == "else"
    {
        edits.push((code.start(i - 1)..code.end(i), "elseif".into()));
    }
    if let Some(close) = close {
        let goes_on = matches!(code.text(close + 1), "else" | "elseif");
        let blank = if code.end(close - 1) == code.start(close) && !goes_on { " " } else { "" };
        match goes_on {
            true => edits.push((code.start(close)..code.start(close + 1), String::new())),
            false => edits.push((code.range(close), format!("{blank}end"))),
        }
    }
    Some((keyword, edits))
}

/// `continue`
pub(super) fn continue_statement(code: &Code<'_>, at: usize, _: &SyntaxError) -> Option<Hint> {
    let before = at.checked_sub(1)?;
    if code.text(before) != "continue" || !code.starts_statement(before) {
        return None;
    }
    let hint =
        Hint::new("'continue' isn't in Lua; write goto continue, and ::continue:: before the loop's end");
    let hint = hint.at(code.start(before));
    let around =
        Block::all(code).into_iter().filter(|block| block.open < before && before < block.close.unwrap_or(0));
    let mut inner = around.filter(|block| matches!(code.text(block.keyword), "for" | "while"));
    let Some(close) = inner.next_back().and_then(|block| block.close) else { return Some(hint) };
    let end = code.start(close);
    let mut edits = vec![(code.range(before), "goto continue".to_owned())];
    let is_labelled = code.text(close - 1) == "::" && code.before(close - 1) == "continue";
    match is_labelled {
        true => {}
        false if code.starts_line(close) => {
            let indent = code.indent(end).to_owned();
            let start = code.line_start(end);
            edits.push((start..start, format!("{indent}  ::continue::\n")));
        }
        false => edits.push((end..end, "::continue:: ".into())),
    }
    Some(hint.fix("Change to goto continue", edits))
}

/// `switch`
pub(super) fn switch_statement(code: &Code<'_>, at: usize, _: &SyntaxError) -> Option<Hint> {
    const LINES: u32 = 3;
    let from = code.line_tokens(code.line(at).saturating_sub(LINES).max(1)).start;
    let is_switch = |i: &usize| {
        matches!(code.text(*i), "switch" | "match")
            && code.starts_statement(*i)
            && code.same_line(*i, i + 1)
            && (code.text(i + 1) == "(" || code.is_name(i + 1))
    };
    let word = (from..=at).find(is_switch)?;
    let hint = Hint::new(format!(
        "'{}' isn't in Lua; write if x == 1 then … elseif x == 2 then … else … end",
        code.text(word)
    ));
    Some(hint.at(code.start(word)))
}

/// `else if` with one `end` for both.
pub(super) fn else_if(code: &Code<'_>, _: usize, error: &SyntaxError) -> Option<Hint> {
    if !error.message.starts_with("'end' expected") {
        return None;
    }
    let both = |i: &usize| code.text(*i) == "else" && code.text(i + 1) == "if" && code.same_line(*i, i + 1);
    let places: Vec<usize> = (0..code.tokens.len()).filter(both).collect();
    let first = *places.first()?;
    // As many ends as are missing, so that it isn't an `if` within an `else` by purpose.
    let missing = Block::all(code).iter().filter(|block| block.close.is_none()).count();
    if missing > places.len() {
        return None;
    }
    let edits = places.iter().map(|&i| (code.start(i)..code.end(i + 1), "elseif".to_owned())).collect();
    let hint = Hint::new("'else if' opens a second if, which needs an end of its own; write elseif");
    Some(hint.at(code.start(first)).fix("Change to elseif", edits))
}

/// A header without its `then` or `do`.
pub(super) fn missing_word(code: &Code<'_>, at: usize, error: &SyntaxError) -> Option<Hint> {
    let (word, of) = match error.message.as_str() {
        message if message.starts_with("'then' expected") => ("then", "the condition of an if"),
        message if message.starts_with("'do' expected") => ("do", "the head of a loop"),
        _ => return None,
    };
    let before = at.checked_sub(1)?;
    let hint = Hint::new(format!("'{word}' is missing: {of} ends with it"));
    // `if x:`, where the colon may have been read as that of a method.
    let header = (0..=at).rev().find(|&i| matches!(code.text(i), "if" | "elseif" | "while" | "for"))?;
    let last = code.line_tokens(code.line(header)).next_back()?;
    if code.text(last) == ":" {
        let hint = Hint::new(format!("'{word}' belongs where ':' is")).at(code.start(last));
        return Some(hint.fix(format!("Change to {word}"), vec![(code.range(last), format!(" {word}"))]));
    }
    let begins = code.starts_value(at)
        || matches!(code.text(at), "return" | "break" | "goto" | "local" | "if" | "for" | "");
    if code.same_line(before, at) && !begins {
        return Some(hint);
    }
    let end = code.end(before);
    Some(hint.at(end.saturating_sub(1)).fix(format!("Insert {word}"), vec![(end..end, format!(" {word}"))]))
}

/// A statement behind a `return`.
pub(super) fn after_return(code: &Code<'_>, at: usize, error: &SyntaxError) -> Option<Hint> {
    if !error.message.starts_with("<eof> expected") && !error.message.starts_with("'end' expected") {
        return None;
    }
    let before = at.checked_sub(1)?;
    let returns = code.line_tokens(code.line(before)).rev().find(|&i| i < at && code.text(i) == "return")?;
    if matches!(code.text(at), "end" | "") || code.value_end(returns + 1).max(returns + 1) < before {
        return None;
    }
    // What stands less deep is out of the block: its end is missing.
    if code.starts_line(at) && code.indent(code.start(at)).len() < code.indent(code.start(returns)).len() {
        return None;
    }
    let hint = Hint::new("nothing after 'return' would run: it is the last statement of its block");
    Some(hint.at(code.start(returns)))
}

/// A block of the text.
struct Block {
    /// What begins its statement: `if`, `for`, `function`.
    keyword: usize,
    /// The token behind which its statements are.
    open: usize,
    /// Its `end`, or `until`.
    close: Option<usize>,
}

impl Block {
    /// All of them, by where they begin.
    fn all(code: &Code<'_>) -> Vec<Block> {
        let mut blocks: Vec<Block> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let mut header = None;
        for i in 0..code.tokens.len() {
            match code.tok(i) {
                Tok::While | Tok::For => header = Some(i),
                Tok::Function | Tok::If | Tok::Repeat | Tok::Do => {
                    let keyword = match code.tok(i) {
                        Tok::Do => header.take().unwrap_or(i),
                        _ => i,
                    };
                    open.push(blocks.len());
                    blocks.push(Block { keyword, open: i, close: None });
                }
                Tok::End | Tok::Until => {
                    if let Some(block) = open.pop().and_then(|block| blocks.get_mut(block)) {
                        block.close = Some(i);
                    }
                }
                _ => {}
            }
        }
        blocks
    }
}

/// A block without its end: which one, and where it belongs, by how the lines are indented.
pub(super) fn missing_end(code: &Code<'_>, at: usize, error: &SyntaxError) -> Option<Hint> {
    let is_open = ["'end' expected", "'until' expected", "<eof> expected"]
        .iter()
        .any(|start| error.message.starts_with(start));
    if !is_open || !(*code.tok(at) == Tok::Eof || code.starts_line(at)) {
        return None;
    }
    let (keyword, line) = unclosed(code)?;
    // Behind a `return` the parser waits for the end of the text, where that of the block is missing.
    if error.message.starts_with("<eof>") && line != code.line(at) {
        return None;
    }
    let (word, opened) = (code.text(keyword).to_owned(), code.line(keyword));
    let close = if word == "repeat" { "until …" } else { "end" };
    // Behind the last line that is written before.
    let behind = code.tokens.partition_point(|token| token.position.line < line);
    let last = behind.min(code.tokens.len().saturating_sub(1)).checked_sub(1)?;
    let (end, after) = (code.end(last), code.line(last));
    let message = match after == opened {
        true => format!("'{word}' has no '{close}'"),
        false => {
            format!("'{word}' of line {opened} has no '{close}'; it probably belongs behind line {after}")
        }
    };
    let hint = Hint::new(message).at(end.saturating_sub(1));
    if word == "repeat" {
        return Some(hint);
    }
    let place = code.line_end(end);
    let indent = code.indent(code.start(keyword));
    Some(hint.fix("Insert end", vec![(place..place, format!("\n{indent}end"))]))
}

/// The keyword of the block that lacks its end, and the first line that is no longer in it.
fn unclosed(code: &Code<'_>) -> Option<(usize, u32)> {
    let depth =
        |i: usize| code.indent(code.start(i)).chars().map(|c| if c == '\t' { 4 } else { 1 }).sum::<usize>();
    let mut open: Vec<usize> = Vec::new();
    let mut header = None;
    let last = code.tokens.len().saturating_sub(1);
    for i in 0..last {
        let tok = code.tok(i);
        // What begins a line less deep than the block that it stands in, or as deep, is no longer in it.
        let leaves = |keyword: usize| {
            let (own, line) = (depth(keyword), depth(i));
            code.line(keyword) < code.line(i)
                && match tok {
                    Tok::End | Tok::Until | Tok::Else | Tok::Elseif => line < own,
                    Tok::RightBrace | Tok::RightParen | Tok::RightBracket => line < own,
                    _ => line <= own,
                }
        };
        if code.starts_line(i)
            && let Some(&keyword) = open.last()
            && leaves(keyword)
        {
            return Some((keyword, code.line(i)));
        }
        match tok {
            Tok::While | Tok::For => header = Some(i),
            Tok::Function | Tok::If | Tok::Repeat => open.push(i),
            Tok::Do => open.push(header.take().unwrap_or(i)),
            Tok::End | Tok::Until => drop(open.pop()),
            _ => {}
        }
    }
    open.last().map(|&keyword| (keyword, u32::MAX))
}

/// An `end` that closes nothing.
pub(super) fn surplus_end(code: &Code<'_>, at: usize, error: &SyntaxError) -> Option<Hint> {
    let word = code.text(at);
    if !error.message.starts_with("<eof> expected near")
        || !matches!(word, "end" | "else" | "elseif" | "until")
    {
        return None;
    }
    if word != "end" {
        return Some(Hint::new(format!(
            "this '{word}' belongs to no if or repeat: an 'end' before it closes too much"
        )));
    }
    let hint = Hint::new("this 'end' closes nothing: there is one too many");
    let (start, end) = (code.start(at), code.end(at));
    let is_alone = code.starts_line(at) && code.ends_line(at);
    let line_end = code.line_end(end);
    let range = match (is_alone, code.source.get(line_end)) {
        (true, Some(b'\n')) => code.line_start(start)..line_end + 1,
        _ => start..end,
    };
    Some(hint.fix("Remove it", vec![(range, String::new())]))
}
