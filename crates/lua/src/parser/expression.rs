//! Expressions (manual §3.4).

use std::rc::Rc;

use super::{Parse, Parser};
use crate::ast::*;
use crate::lexer::{Position, Tok};

enum Operator {
    And,
    Or,
    Binary(BinaryOp),
}

impl Parser<'_> {
    pub(super) fn expressions(&mut self) -> Parse<Vec<Expr>> {
        let mut values = vec![self.expression()?];
        while self.accept(&Tok::Comma) {
            values.push(self.expression()?);
        }
        Ok(values)
    }

    pub(super) fn expression(&mut self) -> Parse<Expr> {
        self.binary(0)
    }

    /// An expression of operators that bind tighter than `limit`.
    fn binary(&mut self, limit: u8) -> Parse<Expr> {
        const UNARY_PRIORITY: u8 = 12;
        self.enter()?;
        let position = self.position();
        let unary = match self.peek() {
            Tok::Not => Some(UnaryOp::Not),
            Tok::Minus => Some(UnaryOp::Neg),
            Tok::Tilde => Some(UnaryOp::BNot),
            Tok::Hash => Some(UnaryOp::Len),
            _ => None,
        };
        let mut left = match unary {
            Some(op) => {
                self.advance();
                let operand = self.binary(UNARY_PRIORITY)?;
                Expr { kind: ExprKind::Unary(op, Box::new(operand)), position }
            }
            None => self.simple()?,
        };
        while let Some((op, left_priority, right_priority)) = operator(self.peek()) {
            if left_priority <= limit {
                break;
            }
            if let Operator::Binary(BinaryOp::Concat) = op {
                left = self.concatenation(left, left_priority)?;
                continue;
            }
            let position = self.position();
            self.advance();
            let right = Box::new(self.binary(right_priority)?);
            let left_box = Box::new(left);
            let kind = match op {
                Operator::And => ExprKind::And(left_box, right),
                Operator::Or => ExprKind::Or(left_box, right),
                Operator::Binary(op) => ExprKind::Binary(op, left_box, right),
            };
            left = Expr { kind, position };
        }
        self.leave();
        Ok(left)
    }

    /// The operands of `a .. b .. c`, which lean to the right, taken in a loop.
    fn concatenation(&mut self, first: Expr, priority: u8) -> Parse<Expr> {
        let mut operands = vec![first];
        let mut positions = Vec::new();
        while *self.peek() == Tok::Concat {
            positions.push(self.position());
            self.advance();
            operands.push(self.binary(priority)?);
        }
        let Some(mut right) = operands.pop() else { return self.error("unexpected symbol") };
        while let (Some(left), Some(position)) = (operands.pop(), positions.pop()) {
            let kind = ExprKind::Binary(BinaryOp::Concat, Box::new(left), Box::new(right));
            right = Expr { kind, position };
        }
        Ok(right)
    }

    fn simple(&mut self) -> Parse<Expr> {
        let position = self.position();
        let kind = match self.peek().clone() {
            Tok::Int(value) => ExprKind::Int(value),
            Tok::Float(value) => ExprKind::Float(value),
            Tok::Str(text) => ExprKind::Str(text),
            Tok::Nil => ExprKind::Nil,
            Tok::True => ExprKind::True,
            Tok::False => ExprKind::False,
            Tok::Ellipsis => {
                if !self.function_state().is_vararg {
                    return self.error("cannot use '...' outside a vararg function");
                }
                ExprKind::Vararg
            }
            Tok::LeftBrace => return self.table(),
            Tok::Function => {
                self.advance();
                let function = self.function_body(String::new(), false, position, None)?;
                return Ok(Expr { kind: ExprKind::Function(Box::new(function)), position });
            }
            _ => return self.suffixed(),
        };
        self.advance();
        Ok(Expr { kind, position })
    }

    pub(super) fn suffixed(&mut self) -> Parse<Expr> {
        let position = self.position();
        let mut expr = match self.peek().clone() {
            Tok::Name(name) => {
                self.advance();
                self.variable(name, position)?
            }
            Tok::LeftParen => {
                self.advance();
                let inner = self.expression()?;
                self.expect_match(&Tok::RightParen, &Tok::LeftParen, position.line)?;
                Expr { kind: ExprKind::Paren(Box::new(inner)), position }
            }
            _ => return self.error("unexpected symbol"),
        };
        loop {
            match self.peek() {
                Tok::Dot => {
                    self.advance();
                    let position = self.position();
                    let key = self.name()?;
                    expr = index_by_name(expr, &key, position);
                }
                Tok::LeftBracket => {
                    self.advance();
                    let position = self.position();
                    let key = self.expression()?;
                    self.expect(&Tok::RightBracket)?;
                    expr = Expr { kind: ExprKind::Index(Box::new(expr), Box::new(key)), position };
                }
                Tok::Colon => {
                    self.advance();
                    let name_position = self.position();
                    let name = self.name()?;
                    let position = self.call_position(name_position);
                    let args = self.arguments()?;
                    expr = Expr { kind: ExprKind::Method(Box::new(expr), name, args), position };
                }
                Tok::LeftParen | Tok::Str(_) | Tok::LeftBrace => {
                    let position = self.call_position(expr.position);
                    let args = self.arguments()?;
                    expr = Expr { kind: ExprKind::Call(Box::new(expr), args), position };
                }
                _ => return Ok(expr),
            }
        }
    }

    /// Where a call is said to happen: at what is called, unless the arguments open on another line.
    fn call_position(&self, callee: Position) -> Position {
        let open = self.position();
        if open.line == callee.line { callee } else { open }
    }

    fn arguments(&mut self) -> Parse<Vec<Expr>> {
        let position = self.position();
        match self.peek().clone() {
            Tok::Str(text) => {
                self.advance();
                Ok(vec![Expr { kind: ExprKind::Str(text), position }])
            }
            Tok::LeftBrace => Ok(vec![self.table()?]),
            Tok::LeftParen => {
                self.advance();
                if self.accept(&Tok::RightParen) {
                    return Ok(Vec::new());
                }
                let args = self.expressions()?;
                self.expect_match(&Tok::RightParen, &Tok::LeftParen, position.line)?;
                Ok(args)
            }
            _ => self.error("function arguments expected"),
        }
    }

    fn table(&mut self) -> Parse<Expr> {
        let position = self.position();
        self.expect(&Tok::LeftBrace)?;
        let mut fields = Vec::new();
        while *self.peek() != Tok::RightBrace {
            fields.push(self.field()?);
            if !self.accept(&Tok::Comma) && !self.accept(&Tok::Semicolon) {
                break;
            }
        }
        self.expect_match(&Tok::RightBrace, &Tok::LeftBrace, position.line)?;
        Ok(Expr { kind: ExprKind::Table(fields), position })
    }

    fn field(&mut self) -> Parse<Field> {
        let position = self.position();
        let key = match self.peek().clone() {
            Tok::Name(name) if *self.peek_next() == Tok::Assign => {
                self.advance();
                Expr { kind: ExprKind::Str(name.as_bytes().into()), position }
            }
            Tok::LeftBracket => {
                self.advance();
                let key = self.expression()?;
                self.expect(&Tok::RightBracket)?;
                key
            }
            _ => return Ok(Field::Item(self.expression()?)),
        };
        self.expect(&Tok::Assign)?;
        let mut value = self.expression()?;
        if let (ExprKind::Function(function), ExprKind::Str(name)) = (&mut value.kind, &key.kind) {
            function.name = String::from_utf8_lossy(name).into_owned();
        }
        Ok(Field::Named(key, value))
    }
}

pub(super) fn index_by_name(object: Expr, key: &Rc<str>, position: Position) -> Expr {
    let key = Expr { kind: ExprKind::Str(key.as_bytes().into()), position };
    Expr { kind: ExprKind::Index(Box::new(object), Box::new(key)), position }
}

/// A binary operator with its left and right priority (manual §3.4.8).
fn operator(tok: &Tok) -> Option<(Operator, u8, u8)> {
    let (op, left, right) = match tok {
        Tok::Plus => (BinaryOp::Add, 10, 10),
        Tok::Minus => (BinaryOp::Sub, 10, 10),
        Tok::Star => (BinaryOp::Mul, 11, 11),
        Tok::Percent => (BinaryOp::Mod, 11, 11),
        Tok::Caret => (BinaryOp::Pow, 14, 13),
        Tok::Slash => (BinaryOp::Div, 11, 11),
        Tok::DoubleSlash => (BinaryOp::IDiv, 11, 11),
        Tok::Ampersand => (BinaryOp::BAnd, 6, 6),
        Tok::Pipe => (BinaryOp::BOr, 4, 4),
        Tok::Tilde => (BinaryOp::BXor, 5, 5),
        Tok::ShiftLeft => (BinaryOp::Shl, 7, 7),
        Tok::ShiftRight => (BinaryOp::Shr, 7, 7),
        Tok::Concat => (BinaryOp::Concat, 9, 8),
        Tok::Equal => (BinaryOp::Eq, 3, 3),
        Tok::NotEqual => (BinaryOp::Ne, 3, 3),
        Tok::Less => (BinaryOp::Lt, 3, 3),
        Tok::LessEqual => (BinaryOp::Le, 3, 3),
        Tok::Greater => (BinaryOp::Gt, 3, 3),
        Tok::GreaterEqual => (BinaryOp::Ge, 3, 3),
        Tok::And => return Some((Operator::And, 2, 2)),
        Tok::Or => return Some((Operator::Or, 1, 1)),
        _ => return None,
    };
    Some((Operator::Binary(op), left, right))
}
