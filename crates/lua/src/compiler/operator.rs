//! Operators and conditions.

use super::{Compile, Compiler};
use crate::ast::*;
use crate::instruction::Instruction;
use crate::lexer::Position;
use crate::proto::Constant;

impl Compiler<'_> {
    /// `a and b and c …`, or the same with `or`, into a register. A chain leans left: taken in a loop, so that its length
    /// needs no stack.
    pub(super) fn choice(&mut self, expr: &Expr, a: u8) -> Compile<()> {
        let is_or = matches!(expr.kind, ExprKind::Or(..));
        let (first, mut rest) = choices(expr, is_or);
        let mut ends = Vec::with_capacity(rest.len());
        let mut operand = first;
        while let Some((next, position)) = rest.pop() {
            if let (true, ExprKind::And(condition, value)) = (is_or, &operand.kind) {
                // `condition and value or right`: the condition needs no register.
                let free = self.free();
                let otherwise = self.condition(condition, false)?;
                self.free_to(free);
                self.expression_to(value, a)?;
                self.emit(Instruction::Test { a, when: true }, position);
                ends.push(self.jump(position));
                self.patch_here(&otherwise);
            } else {
                self.expression_to(operand, a)?;
                self.emit(Instruction::Test { a, when: is_or }, position);
                ends.push(self.jump(position));
            }
            operand = next;
        }
        self.expression_to(operand, a)?;
        self.patch_here(&ends);
        Ok(())
    }

    pub(super) fn binary(
        &mut self,
        op: BinaryOp,
        left: &Expr,
        right: &Expr,
        a: u8,
        position: Position,
    ) -> Compile<()> {
        use BinaryOp as B;
        match op {
            B::Eq | B::Ne | B::Lt | B::Le | B::Gt | B::Ge => {
                let left = self.left_of_comparison(left)?;
                let jump = self.comparison(op, left, right, true, position)?;
                self.truth(a, jump, position);
                return Ok(());
            }
            B::Concat => return self.concat(left, right, a, position),
            _ => {}
        }
        // A long chain `x + y + z …` leans left: taken in a loop, so that its length needs no stack.
        let mut spine = vec![(op, right, position)];
        let mut first = left;
        while let ExprKind::Binary(op, left, right) = &first.kind {
            if !is_arithmetic(*op) || self.fold(first).is_some() {
                break;
            }
            spine.push((*op, right, first.position));
            first = left;
        }
        let mut left_operand = Some(first);
        let mut b = 0;
        // All results on the way have the same place.
        let mut between = None;
        while let Some((op, right, position)) = spine.pop() {
            let target = match between {
                _ if spine.is_empty() => a,
                Some(between) => between,
                None => *between.insert(self.reserve(1, position)?),
            };
            let free = self.free();
            self.arithmetic(op, left_operand, b, right, target, position)?;
            self.free_to(free);
            left_operand = None;
            b = target;
        }
        Ok(())
    }

    /// One arithmetic operation; the left operand is an expression or, if that is `None`, in `b`.
    fn arithmetic(
        &mut self,
        op: BinaryOp,
        left: Option<&Expr>,
        b: u8,
        right: &Expr,
        a: u8,
        position: Position,
    ) -> Compile<()> {
        use BinaryOp as B;
        use Instruction as I;
        if let Some(k) = self.numeric_constant(right)? {
            let make: Option<fn(u8, u8, u8) -> I> = match op {
                B::Add => Some(|a, b, c| I::AddRK { a, b, c }),
                B::Sub => Some(|a, b, c| I::SubRK { a, b, c }),
                B::Mul => Some(|a, b, c| I::MulRK { a, b, c }),
                B::Div => Some(|a, b, c| I::DivRK { a, b, c }),
                B::Mod => Some(|a, b, c| I::ModRK { a, b, c }),
                B::Pow => Some(|a, b, c| I::PowRK { a, b, c }),
                B::IDiv => Some(|a, b, c| I::IDivRK { a, b, c }),
                _ => None,
            };
            if let Some(make) = make {
                let b = match left {
                    Some(left) => self.object(left, a)?,
                    None => b,
                };
                let pc = self.emit(make(a, b, k), position);
                if let Some(left) = left {
                    self.describe(pc, 0, left);
                }
                return Ok(());
            }
        }
        if let Some(left) = left
            && let Some(k) = self.numeric_constant(left)?
        {
            let make: Option<fn(u8, u8, u8) -> I> = match op {
                B::Add => Some(|a, b, c| I::AddKR { a, b, c }),
                B::Sub => Some(|a, b, c| I::SubKR { a, b, c }),
                B::Mul => Some(|a, b, c| I::MulKR { a, b, c }),
                B::Div => Some(|a, b, c| I::DivKR { a, b, c }),
                _ => None,
            };
            if let Some(make) = make {
                let c = self.object(right, a)?;
                let pc = self.emit(make(a, k, c), position);
                self.describe(pc, 1, right);
                return Ok(());
            }
        }
        let b = match left {
            Some(left) => self.object(left, a)?,
            None => b,
        };
        let c = self.expression_any(right)?;
        let instruction = match op {
            B::Add => I::Add { a, b, c },
            B::Sub => I::Sub { a, b, c },
            B::Mul => I::Mul { a, b, c },
            B::Div => I::Div { a, b, c },
            B::Mod => I::Mod { a, b, c },
            B::Pow => I::Pow { a, b, c },
            B::IDiv => I::IDiv { a, b, c },
            B::BAnd => I::BAnd { a, b, c },
            B::BOr => I::BOr { a, b, c },
            B::BXor => I::BXor { a, b, c },
            B::Shl => I::Shl { a, b, c },
            _ => I::Shr { a, b, c },
        };
        let pc = self.emit(instruction, position);
        if let Some(left) = left {
            self.describe(pc, 0, left);
        }
        self.describe(pc, 1, right);
        Ok(())
    }

    fn numeric_constant(&mut self, expr: &Expr) -> Compile<Option<u8>> {
        match self.fold(expr) {
            Some(constant @ (Constant::Int(_) | Constant::Float(_))) => {
                self.small_constant(constant, expr.position)
            }
            _ => Ok(None),
        }
    }

    fn concat(&mut self, left: &Expr, right: &Expr, a: u8, position: Position) -> Compile<()> {
        let base = self.free();
        let b = self.expression_next(left)?;
        let mut operands = vec![left];
        let mut rest = right;
        while let ExprKind::Binary(BinaryOp::Concat, left, right) = &rest.kind {
            if operands.len() >= 200 {
                break;
            }
            self.expression_next(left)?;
            operands.push(left);
            rest = right;
        }
        self.expression_next(rest)?;
        operands.push(rest);
        let n = operands.len() as u8;
        let pc = self.emit(Instruction::Concat { a, b, n }, position);
        for (i, operand) in operands.iter().enumerate() {
            self.describe(pc, i as u8, operand);
        }
        self.free_to(base);
        Ok(())
    }

    /// Jumps, to be patched, that are taken when the expression's truth is `when`; else control goes on.
    pub(super) fn condition(&mut self, expr: &Expr, when: bool) -> Compile<Vec<usize>> {
        let position = expr.position;
        let free = self.free();
        if let Some(constant) = self.fold(expr) {
            let truth = !matches!(constant, Constant::Nil | Constant::Bool(false));
            return Ok(if truth == when { vec![self.jump(position)] } else { Vec::new() });
        }
        let jumps = match &expr.kind {
            ExprKind::Paren(inner) => self.condition(inner, when)?,
            ExprKind::Unary(UnaryOp::Not, operand) => self.condition(operand, !when)?,
            ExprKind::And(..) | ExprKind::Or(..) => {
                // `and` is decided by a false operand, `or` by a true one.
                let decided = matches!(expr.kind, ExprKind::Or(..));
                let (mut operand, mut rest) = choices(expr, decided);
                let mut jumps = Vec::new();
                while let Some((next, _)) = rest.pop() {
                    jumps.extend(self.condition(operand, decided)?);
                    self.free_to(free);
                    operand = next;
                }
                let last = self.condition(operand, when)?;
                if decided == when {
                    jumps.extend(last);
                    jumps
                } else {
                    self.patch_here(&jumps);
                    last
                }
            }
            ExprKind::Binary(
                op
                @ (BinaryOp::Eq | BinaryOp::Ne | BinaryOp::Lt | BinaryOp::Le | BinaryOp::Gt | BinaryOp::Ge),
                left,
                right,
            ) => {
                let left = self.left_of_comparison(left)?;
                vec![self.comparison(*op, left, right, when, position)?]
            }
            _ => {
                let a = self.expression_any(expr)?;
                self.emit(Instruction::Test { a, when }, position);
                vec![self.jump(position)]
            }
        };
        self.free_to(free);
        Ok(jumps)
    }

    /// The left operand of a comparison. If that is one itself, as in `a == b == c`, it is evaluated, in a loop.
    fn left_of_comparison<'e>(&mut self, left: &'e Expr) -> Compile<Operand<'e>> {
        let mut spine = Vec::new();
        let mut first = left;
        while let ExprKind::Binary(op, left, right) = &first.kind {
            if is_arithmetic(*op) || *op == BinaryOp::Concat {
                break;
            }
            spine.push((*op, &**right, first.position));
            first = left;
        }
        let mut operand = Operand::Expr(first);
        if spine.is_empty() {
            return Ok(operand);
        }
        let a = self.reserve(1, left.position)?;
        while let Some((op, right, position)) = spine.pop() {
            let jump = self.comparison(op, operand, right, true, position)?;
            self.truth(a, jump, position);
            operand = Operand::Register(a);
        }
        Ok(operand)
    }

    /// Puts into a register whether a jump is taken.
    fn truth(&mut self, a: u8, jump: usize, position: Position) {
        self.emit(Instruction::LoadFalse { a }, position);
        let end = self.jump(position);
        self.patch_here(&[jump]);
        self.emit(Instruction::LoadTrue { a }, position);
        self.patch_here(&[end]);
    }

    fn operand(&mut self, operand: Operand<'_>) -> Compile<u8> {
        match operand {
            Operand::Expr(expr) => self.expression_any(expr),
            Operand::Register(a) => Ok(a),
        }
    }

    /// A comparison, and the jump that is taken when its outcome is `when`.
    fn comparison(
        &mut self,
        op: BinaryOp,
        left: Operand<'_>,
        right: &Expr,
        when: bool,
        position: Position,
    ) -> Compile<usize> {
        use BinaryOp as B;
        use Instruction as I;
        let free = self.free();
        let small = match self.fold(right) {
            Some(Constant::Int(value)) => i8::try_from(value).ok(),
            _ => None,
        };
        let instruction = match (op, small) {
            (B::Eq | B::Ne, _) => {
                let when = when == (op == B::Eq);
                let constant = match self.fold(right) {
                    Some(constant) => self.small_constant(constant, right.position)?,
                    None => None,
                };
                let a = self.operand(left)?;
                match constant {
                    Some(k) => I::EqK { a, k, when },
                    None => I::Eq { a, b: self.expression_any(right)?, when },
                }
            }
            (B::Lt, Some(value)) => I::LtI { a: self.operand(left)?, value, when },
            (B::Le, Some(value)) => I::LeI { a: self.operand(left)?, value, when },
            (B::Gt, Some(value)) => I::GtI { a: self.operand(left)?, value, when },
            (B::Ge, Some(value)) => I::GeI { a: self.operand(left)?, value, when },
            _ => {
                let a = self.operand(left)?;
                let b = self.expression_any(right)?;
                match op {
                    B::Lt => I::Lt { a, b, when },
                    B::Le => I::Le { a, b, when },
                    B::Gt => I::Lt { a: b, b: a, when },
                    _ => I::Le { a: b, b: a, when },
                }
            }
        };
        let pc = self.emit(instruction, position);
        if !matches!(op, B::Eq | B::Ne) {
            // By the order in which the instruction compares.
            let is_swapped = matches!(op, B::Gt | B::Ge);
            if let Operand::Expr(left) = left {
                self.describe(pc, u8::from(is_swapped), left);
            }
            self.describe(pc, u8::from(!is_swapped), right);
        }
        self.free_to(free);
        Ok(self.jump(position))
    }
}

/// A value that is compared: to be evaluated, or in a register.
#[derive(Clone, Copy)]
enum Operand<'e> {
    Expr(&'e Expr),
    Register(u8),
}

/// The first operand of a chain of `and` or of `or`, and the others, each with its operator's position, the last one first.
fn choices(expr: &Expr, is_or: bool) -> (&Expr, Vec<(&Expr, Position)>) {
    let mut rest = Vec::new();
    let mut first = expr;
    loop {
        match &first.kind {
            ExprKind::Or(left, right) if is_or => {
                rest.push((&**right, first.position));
                first = left;
            }
            ExprKind::And(left, right) if !is_or => {
                rest.push((&**right, first.position));
                first = left;
            }
            _ => return (first, rest),
        }
    }
}

pub(super) fn is_arithmetic(op: BinaryOp) -> bool {
    use BinaryOp as B;
    !matches!(op, B::Concat | B::Eq | B::Ne | B::Lt | B::Le | B::Gt | B::Ge)
}
