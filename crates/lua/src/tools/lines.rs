//! Which lines of a file have code.

use std::collections::BTreeSet;

use crate::instruction::Instruction;
use crate::proto::Proto;

/// Adds the lines of a function with code, and of those in it. What only returns at a function's end doesn't count.
pub(crate) fn add_lines(proto: &Proto, lines: &mut BTreeSet<u32>) {
    let last = proto.code.len().saturating_sub(1);
    for (pc, position) in proto.positions.iter().enumerate() {
        let is_end = pc == last && matches!(proto.code.get(pc), Some(Instruction::Return0));
        if position.line > 0 && !is_end {
            lines.insert(position.line);
        }
    }
    for function in &proto.functions {
        add_lines(function, lines);
    }
}

/// The lines of a file where a breakpoint can stand: those with code, and the functions' ends.
pub(crate) fn breakable_lines(main: &Proto) -> BTreeSet<u32> {
    let mut lines = BTreeSet::new();
    add_lines(main, &mut lines);
    add_ends(main, &mut lines);
    lines
}

fn add_ends(proto: &Proto, lines: &mut BTreeSet<u32>) {
    for function in &proto.functions {
        if function.end.line > 0 {
            lines.insert(function.end.line);
        }
        add_ends(function, lines);
    }
}
