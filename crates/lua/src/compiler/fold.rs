//! Constant folding. Only what can't fail and gives a plain number.

use super::{Compiler, Known};
use crate::arithmetic::{self, Number};
use crate::ast::*;
use crate::proto::Constant;

/// Deeper expressions are left to run time: each is looked at anew for everything that stands around it.
const MAX_DEPTH: u32 = 64;

/// Which constants count: all that we know, or those that PUC-Lua's compiler knows as well, whose messages name operands by that.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Ours,
    Reference,
}

impl Compiler<'_> {
    /// Notes that a local variable is a constant: it is never assigned to, and starts as one.
    pub(super) fn remember_constant(&mut self, local: LocalId, value: &Expr) {
        let info = &self.locals[local as usize];
        if info.assigned || info.attribute == Attribute::Close {
            return;
        }
        let Some(constant) = self.fold(value) else { return };
        let is_const = info.attribute == Attribute::Const;
        if is_const || matches!(constant, Constant::Int(_) | Constant::Float(_)) {
            let is_const = is_const && self.fold_for_message(value).is_some();
            self.constants[local as usize] = Some(Known { value: constant, is_const });
        }
    }

    /// The expression's value, if it is known.
    pub(super) fn fold(&self, expr: &Expr) -> Option<Constant> {
        self.fold_to(expr, Of::Ours, MAX_DEPTH)
    }

    /// The expression's value, if PUC-Lua's compiler knows it too, for messages as PUC-Lua words them.
    pub(super) fn fold_for_message(&self, expr: &Expr) -> Option<Constant> {
        self.fold_to(expr, Of::Reference, MAX_DEPTH)
    }

    fn fold_to(&self, expr: &Expr, of: Of, depth: u32) -> Option<Constant> {
        let depth = depth.checked_sub(1)?;
        match &expr.kind {
            ExprKind::Nil => Some(Constant::Nil),
            ExprKind::True => Some(Constant::Bool(true)),
            ExprKind::False => Some(Constant::Bool(false)),
            ExprKind::Int(value) => Some(Constant::Int(*value)),
            ExprKind::Float(value) => Some(Constant::Float(*value)),
            ExprKind::Str(text) => Some(Constant::Str(text.clone())),
            ExprKind::Paren(inner) => self.fold_to(inner, of, depth),
            ExprKind::Variable(Variable::Local(id) | Variable::Upvalue(_, id), _) => {
                let known = self.constants[*id as usize].as_ref();
                known.filter(|known| known.is_const || of == Of::Ours).map(|known| known.value.clone())
            }
            ExprKind::Unary(UnaryOp::Not, operand) => {
                let operand = self.fold_to(operand, of, depth)?;
                Some(Constant::Bool(!is_truthy(&operand)))
            }
            ExprKind::And(left, right) if is_truthy(&self.fold_to(left, of, depth)?) => {
                self.fold_to(right, of, depth)
            }
            ExprKind::Or(left, right) if !is_truthy(&self.fold_to(left, of, depth)?) => {
                self.fold_to(right, of, depth)
            }
            ExprKind::Unary(UnaryOp::Neg, operand) => match self.number(operand, of, depth)? {
                Number::Int(value) => Some(Constant::Int(value.wrapping_neg())),
                Number::Float(value) => plain(Number::Float(-value)),
            },
            ExprKind::Unary(UnaryOp::BNot, operand) => match self.number(operand, of, depth)? {
                Number::Int(value) => Some(Constant::Int(!value)),
                Number::Float(_) => None,
            },
            ExprKind::Binary(op, left, right) => {
                let (left, right) = (self.number(left, of, depth)?, self.number(right, of, depth)?);
                // As PUC-Lua's compiler leaves it to run time.
                if matches!(op, BinaryOp::Div | BinaryOp::Mod | BinaryOp::IDiv) && right.to_f64() == 0.0 {
                    return None;
                }
                if let Some(value) = bitwise(*op, left, right) {
                    return value.map(Constant::Int);
                }
                let value = match op {
                    BinaryOp::Add => arithmetic::add(left, right),
                    BinaryOp::Sub => arithmetic::sub(left, right),
                    BinaryOp::Mul => arithmetic::mul(left, right),
                    BinaryOp::Div => arithmetic::div(left, right),
                    BinaryOp::Pow => arithmetic::pow(left, right),
                    BinaryOp::Mod => arithmetic::modulo(left, right)?,
                    BinaryOp::IDiv => arithmetic::floor_div(left, right)?,
                    _ => return None,
                };
                plain(value)
            }
            _ => None,
        }
    }

    fn number(&self, expr: &Expr, of: Of, depth: u32) -> Option<Number> {
        match self.fold_to(expr, of, depth)? {
            Constant::Int(value) => Some(Number::Int(value)),
            Constant::Float(value) => Some(Number::Float(value)),
            _ => None,
        }
    }
}

/// Whether a condition takes it for true.
pub(super) fn is_truthy(constant: &Constant) -> bool {
    !matches!(constant, Constant::Nil | Constant::Bool(false))
}

/// The value of a bitwise operation, where both sides are integers; `None` for another operator.
fn bitwise(op: BinaryOp, left: Number, right: Number) -> Option<Option<i64>> {
    let apply: fn(i64, i64) -> i64 = match op {
        BinaryOp::BAnd => |a, b| a & b,
        BinaryOp::BOr => |a, b| a | b,
        BinaryOp::BXor => |a, b| a ^ b,
        BinaryOp::Shl => arithmetic::shift_left,
        BinaryOp::Shr => arithmetic::shift_right,
        _ => return None,
    };
    Some(left.to_int().zip(right.to_int()).map(|(left, right)| apply(left, right)))
}

/// Neither NaN nor a zero of a sign that could be lost.
fn plain(number: Number) -> Option<Constant> {
    match number {
        Number::Int(value) => Some(Constant::Int(value)),
        Number::Float(value) if value.is_nan() || value == 0.0 => None,
        Number::Float(value) => Some(Constant::Float(value)),
    }
}
