//! The tree that the parser builds. Names are resolved: every use says which local, upvalue or global it is.

use std::rc::Rc;

use crate::lexer::Position;

/// A local variable of a chunk: an index into [`Chunk::locals`].
pub type LocalId = u32;

/// `<const>`, `<close>` or nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attribute {
    None,
    Const,
    Close,
}

/// What the whole chunk does with a local variable.
#[derive(Clone, Debug)]
pub struct LocalInfo {
    pub name: Rc<str>,
    pub attribute: Attribute,
    /// Some inner function uses it.
    pub captured: bool,
    /// It is assigned to after its declaration.
    pub assigned: bool,
    /// It is the name of a `local function`, and so known to the function before it has its value.
    pub is_function: bool,
}

impl LocalInfo {
    /// Whether it has to live in a cell that several functions share. A captured variable that never
    /// changes is copied into the closures instead.
    pub fn needs_cell(&self) -> bool {
        self.captured && self.assigned
    }
}

/// A parsed file.
#[derive(Debug)]
pub struct Chunk {
    pub main: Function,
    pub locals: Vec<LocalInfo>,
}

/// Where a function finds an upvalue when it is created.
#[derive(Clone, Debug)]
pub struct UpvalueDef {
    pub name: Rc<str>,
    pub source: UpvalueSource,
    /// The local variable that it is in the end.
    pub origin: LocalId,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UpvalueSource {
    /// A local variable of the enclosing function.
    Local(LocalId),
    /// An upvalue of the enclosing function.
    Upvalue(u8),
}

/// A function's body.
#[derive(Debug)]
pub struct Function {
    /// As tracebacks name it: `update`, `Player:hit`; empty where it has none.
    pub name: String,
    pub params: Vec<LocalId>,
    pub is_vararg: bool,
    pub upvalues: Vec<UpvalueDef>,
    pub body: Block,
    pub position: Position,
    pub end: Position,
    /// The local variable that holds this very function, for `local function`.
    pub own_local: Option<LocalId>,
}

#[derive(Debug, Default)]
pub struct Block {
    pub statements: Vec<Statement>,
    /// Where its last token stands, or the one that opens it: variables are closed there.
    pub last: Position,
    /// Where the token stands that ends it.
    pub end: Position,
}

#[derive(Debug)]
pub struct Statement {
    pub kind: StatementKind,
    pub position: Position,
}

#[derive(Debug)]
pub enum StatementKind {
    Local {
        locals: Vec<LocalId>,
        values: Vec<Expr>,
    },
    LocalFunction {
        local: LocalId,
        function: Box<Function>,
    },
    Assign {
        targets: Vec<Expr>,
        values: Vec<Expr>,
    },
    /// A call whose results are dropped.
    Call(Expr),
    Do(Block),
    While {
        condition: Expr,
        body: Block,
    },
    Repeat {
        body: Block,
        condition: Expr,
    },
    If {
        arms: Vec<(Expr, Block)>,
        otherwise: Option<Block>,
    },
    NumericFor {
        variable: LocalId,
        /// Behind a pointer, so that it doesn't make every statement as large.
        range: Box<NumericRange>,
        body: Block,
    },
    GenericFor {
        variables: Vec<LocalId>,
        values: Vec<Expr>,
        body: Block,
    },
    Return {
        values: Vec<Expr>,
        /// Where its last token stands.
        last: Position,
    },
    Break,
    Goto(Rc<str>),
    Label(Rc<str>),
}

/// What a numeric loop counts.
#[derive(Debug)]
pub struct NumericRange {
    pub start: Expr,
    pub limit: Expr,
    pub step: Option<Expr>,
}

/// What a name means where it stands.
#[derive(Clone, Debug)]
pub enum Variable {
    Local(LocalId),
    /// An upvalue by its index, and the local that it is.
    Upvalue(u8, LocalId),
}

#[derive(Debug)]
pub struct Expr {
    pub kind: ExprKind,
    pub position: Position,
}

/// A chain such as `a.b():c()` or `a or b or c` may be as long as the source. Dropped link by link it would take the host's
/// stack with it, so its links are taken apart one after the other.
impl Drop for Expr {
    fn drop(&mut self) {
        let mut rest = self.kind.take_link();
        while let Some(mut link) = rest {
            rest = link.kind.take_link();
        }
    }
}

impl ExprKind {
    /// The side on which a chain goes on, taken out.
    fn take_link(&mut self) -> Option<Expr> {
        let link = match self {
            ExprKind::Binary(BinaryOp::Concat, _, right) => right,
            ExprKind::Binary(_, left, _)
            | ExprKind::And(left, _)
            | ExprKind::Or(left, _)
            | ExprKind::Index(left, _)
            | ExprKind::Call(left, _)
            | ExprKind::Method(left, ..) => left,
            _ => return None,
        };
        let nothing = Expr { kind: ExprKind::Nil, position: link.position };
        Some(std::mem::replace(&mut **link, nothing))
    }
}

#[derive(Debug)]
pub enum ExprKind {
    Nil,
    True,
    False,
    Int(i64),
    Float(f64),
    Str(Rc<[u8]>),
    Vararg,
    Function(Box<Function>),
    Variable(Variable, Rc<str>),
    /// `_ENV.name`, with whatever `_ENV` is here.
    Global(Variable, Rc<str>),
    /// `object[key]`, also for `object.key`.
    Index(Box<Expr>, Box<Expr>),
    Call(Box<Expr>, Vec<Expr>),
    Method(Box<Expr>, Rc<str>, Vec<Expr>),
    Binary(BinaryOp, Box<Expr>, Box<Expr>),
    Unary(UnaryOp, Box<Expr>),
    And(Box<Expr>, Box<Expr>),
    Or(Box<Expr>, Box<Expr>),
    Table(Vec<Field>),
    /// In parentheses, which cut several values to one.
    Paren(Box<Expr>),
}

#[derive(Debug)]
pub enum Field {
    Item(Expr),
    Named(Expr, Expr),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    Mod,
    Pow,
    Div,
    IDiv,
    BAnd,
    BOr,
    BXor,
    Shl,
    Shr,
    Concat,
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOp {
    Neg,
    Not,
    Len,
    BNot,
}
