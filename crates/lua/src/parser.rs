//! Tokens to a tree, with names resolved (manual §3.2 to §3.5). Recovers at the next statement after an error, so
//! that an editor sees more than the first.

mod expression;

use std::collections::HashMap;
use std::rc::Rc;

use self::expression::index_by_name;
use crate::ast::*;
use crate::lexer::{Lexer, Position, SyntaxError, Tok, Token};

/// Errors beyond this many are not reported.
const MAX_ERRORS: usize = 10;
/// Statements and expressions inside of each other, counted as PUC-Lua does (`LUAI_MAXCCALLS`): it bounds the Rust stack
/// that parsing, compiling and dropping take. What stands in a row (indexes, calls, operators) has no limit and is taken
/// in loops everywhere.
const MAX_LEVELS: u32 = 200;
const MAX_LOCALS: usize = 200;
const MAX_UPVALUES: usize = 255;

/// Parses a file.
pub fn parse(source: &[u8], is_file: bool) -> Result<Chunk, Vec<SyntaxError>> {
    let mut parser = Parser {
        source,
        lexer: Lexer::new(source, is_file),
        token: Token::end(Position { line: 1, column: 1 }, 0),
        next: None,
        previous: Position { line: 1, column: 1 },
        errors: Vec::new(),
        functions: Vec::new(),
        locals: Vec::new(),
        scope: HashMap::new(),
        levels: 0,
    };
    parser.token = parser.scan();
    let main = parser.main();
    let mut errors = parser.errors;
    if errors.is_empty() {
        return Ok(Chunk { main, locals: parser.locals });
    }
    errors.sort_by_key(|error| (error.position.line, error.position.column));
    errors.dedup_by_key(|error| error.position.line);
    errors.truncate(MAX_ERRORS);
    Err(errors)
}

/// An error was reported; the parser looks for the next statement.
struct Reported;

type Parse<T> = Result<T, Reported>;

#[derive(Default)]
struct FunctionState {
    active: Vec<(Rc<str>, LocalId)>,
    upvalues: Vec<UpvalueDef>,
    /// By the local that it is in the end: an upvalue's index.
    upvalue_index: HashMap<LocalId, u8>,
    is_vararg: bool,
    line: u32,
}

/// A variable that a name may mean.
#[derive(Clone, Copy)]
struct Binding {
    /// The function that it is local to, by its depth.
    function: usize,
    local: LocalId,
}

struct Parser<'a> {
    source: &'a [u8],
    lexer: Lexer<'a>,
    token: Token,
    /// The token after it, once somebody looked ahead.
    next: Option<Token>,
    previous: Position,
    errors: Vec<SyntaxError>,
    functions: Vec<FunctionState>,
    locals: Vec<LocalInfo>,
    /// By name: what it means here, the innermost last. So a name takes one look, however deep the functions are nested.
    scope: HashMap<Rc<str>, Vec<Binding>>,
    levels: u32,
}

impl Parser<'_> {
    /// The next token of the text. What is wrong with it is noted, up to as many errors as are reported.
    fn scan(&mut self) -> Token {
        while self.errors.len() < MAX_ERRORS {
            match self.lexer.next_token() {
                Ok(token) => return token,
                Err(error) => self.errors.push(error),
            }
        }
        Token::end(self.token.position, self.token.end)
    }

    fn peek(&self) -> &Tok {
        &self.token.tok
    }

    fn peek_next(&mut self) -> &Tok {
        if self.next.is_none() {
            self.next = Some(self.scan());
        }
        self.next.as_ref().map_or(&Tok::Eof, |token| &token.tok)
    }

    fn position(&self) -> Position {
        self.token.position
    }

    fn previous_position(&self) -> Position {
        self.previous
    }

    fn advance(&mut self) {
        if self.token.tok == Tok::Eof {
            return;
        }
        self.previous = self.token.position;
        self.token = match self.next.take() {
            Some(token) => token,
            None => self.scan(),
        };
    }

    /// Gives up: as if the text ended here.
    fn skip_to_end(&mut self) {
        self.token = Token::end(self.token.position, self.token.end);
        self.next = None;
    }

    fn accept(&mut self, tok: &Tok) -> bool {
        let found = self.peek() == tok;
        if found {
            self.advance();
        }
        found
    }

    fn near(&self) -> String {
        let token = &self.token;
        match token.tok {
            Tok::Eof => "<eof>".into(),
            Tok::Name(_) | Tok::Str(_) | Tok::Int(_) | Tok::Float(_) => {
                let text = self.source.get(token.start..token.end).unwrap_or_default();
                format!("'{}'", String::from_utf8_lossy(text))
            }
            Tok::Unknown(byte) if byte.is_ascii_graphic() => format!("'{}'", char::from(byte)),
            Tok::Unknown(byte) => format!("'<\\{byte}>'"),
            _ => format!("'{}'", token.tok.symbol()),
        }
    }

    fn error<T>(&mut self, message: &str) -> Parse<T> {
        let message = format!("{message} near {}", self.near());
        self.error_at(message, self.position())
    }

    fn error_at<T>(&mut self, message: String, position: Position) -> Parse<T> {
        self.errors.push(SyntaxError { message, position });
        Err(Reported)
    }

    fn expect(&mut self, tok: &Tok) -> Parse<()> {
        if self.accept(tok) {
            return Ok(());
        }
        self.error(&format!("'{}' expected", tok.symbol()))
    }

    /// Expects the token that closes `open`, which stood at `line`.
    fn expect_match(&mut self, close: &Tok, open: &Tok, line: u32) -> Parse<()> {
        if self.accept(close) {
            return Ok(());
        }
        if line == self.position().line {
            return self.error(&format!("'{}' expected", close.symbol()));
        }
        let message = format!("'{}' expected (to close '{}' at line {line})", close.symbol(), open.symbol());
        self.error(&message)
    }

    fn name(&mut self) -> Parse<Rc<str>> {
        let Tok::Name(name) = self.peek().clone() else {
            return self.error("<name> expected");
        };
        self.advance();
        Ok(name)
    }

    fn enter(&mut self) -> Parse<()> {
        self.levels += 1;
        if self.levels > MAX_LEVELS {
            let position = self.position();
            self.skip_to_end();
            return self.error_at("chunk has too many syntax levels (C stack overflow)".into(), position);
        }
        Ok(())
    }

    fn leave(&mut self) {
        self.levels -= 1;
    }

    // Scopes.

    fn function_state(&mut self) -> &mut FunctionState {
        if self.functions.is_empty() {
            self.functions.push(FunctionState::default());
        }
        let last = self.functions.len() - 1;
        &mut self.functions[last]
    }

    fn new_local(&mut self, name: Rc<str>, attribute: Attribute) -> LocalId {
        let id = self.locals.len() as LocalId;
        let info = LocalInfo { name, attribute, captured: false, assigned: false, is_function: false };
        self.locals.push(info);
        id
    }

    fn activate(&mut self, id: LocalId) -> Parse<()> {
        let name = self.locals[id as usize].name.clone();
        self.function_state().active.push((name.clone(), id));
        let function = self.functions.len() - 1;
        self.scope.entry(name).or_default().push(Binding { function, local: id });
        self.check_locals(0)
    }

    /// The innermost function's variables beyond the first so many go out of scope.
    fn leave_scope(&mut self, active: usize) {
        while self.function_state().active.len() > active {
            let Some((name, _)) = self.function_state().active.pop() else { return };
            if let Some(bindings) = self.scope.get_mut(&name) {
                bindings.pop();
            }
        }
    }

    /// Ends the innermost function.
    fn leave_function(&mut self) -> FunctionState {
        self.leave_scope(0);
        self.functions.pop().unwrap_or_default()
    }

    fn check_locals(&mut self, more: usize) -> Parse<()> {
        if self.function_state().active.len() + more > MAX_LOCALS {
            let place = self.place(self.functions.len() - 1);
            return self.error(&format!("too many local variables (limit is {MAX_LOCALS}) in {place}"));
        }
        Ok(())
    }

    /// A function by its depth, for messages about its limits.
    fn place(&self, function: usize) -> String {
        match self.functions.get(function) {
            Some(state) if function > 0 => format!("function at line {}", state.line),
            _ => "main function".into(),
        }
    }

    /// The variable that a name means in the innermost function; none for a global.
    fn resolve(&mut self, name: &Rc<str>) -> Parse<Option<Variable>> {
        let innermost = self.functions.len().saturating_sub(1);
        let binding = self.scope.get(name).and_then(|bindings| bindings.last().copied());
        let (home, local) = match binding {
            Some(Binding { function, local }) if function == innermost => {
                return Ok(Some(Variable::Local(local)));
            }
            Some(Binding { function, local }) => (Some(function), local),
            // The main function's only upvalue.
            None if &**name == "_ENV" => (None, 0),
            None => return Ok(None),
        };
        // The functions up to the one that has it already, each of which gets it from the one around it.
        let mut level = innermost;
        let mut lacking = Vec::new();
        let mut source = loop {
            if Some(level) == home {
                self.locals[local as usize].captured = true;
                break UpvalueSource::Local(local);
            }
            match self.functions.get(level).and_then(|state| state.upvalue_index.get(&local)) {
                Some(&index) => break UpvalueSource::Upvalue(index),
                None if level == 0 => return Ok(None),
                None => lacking.push(level),
            }
            level -= 1;
        };
        for level in lacking.into_iter().rev() {
            let place = self.place(level);
            let Some(state) = self.functions.get_mut(level) else { return Ok(None) };
            let Some(index) =
                u8::try_from(state.upvalues.len()).ok().filter(|&i| usize::from(i) < MAX_UPVALUES)
            else {
                return self.error(&format!("too many upvalues (limit is {MAX_UPVALUES}) in {place}"));
            };
            state.upvalues.push(UpvalueDef { name: name.clone(), source, origin: local });
            state.upvalue_index.insert(local, index);
            source = UpvalueSource::Upvalue(index);
        }
        Ok(match source {
            UpvalueSource::Upvalue(index) => Some(Variable::Upvalue(index, local)),
            UpvalueSource::Local(local) => Some(Variable::Local(local)),
        })
    }

    fn variable(&mut self, name: Rc<str>, position: Position) -> Parse<Expr> {
        if let Some(variable) = self.resolve(&name)? {
            return Ok(Expr { kind: ExprKind::Variable(variable, name), position });
        }
        let env: Rc<str> = "_ENV".into();
        match self.resolve(&env)? {
            Some(variable) => Ok(Expr { kind: ExprKind::Global(variable, name), position }),
            None => self.error("no _ENV"),
        }
    }

    // Functions and blocks.

    fn main(&mut self) -> Function {
        let env = self.new_local("_ENV".into(), Attribute::None);
        self.locals[env as usize].captured = true;
        self.functions.push(FunctionState {
            upvalues: vec![UpvalueDef {
                name: "_ENV".into(),
                source: UpvalueSource::Upvalue(0),
                origin: env,
            }],
            upvalue_index: HashMap::from([(env, 0)]),
            is_vararg: true,
            ..FunctionState::default()
        });
        let mut body = self.block();
        while *self.peek() != Tok::Eof {
            let _ = self.error::<()>("<eof> expected");
            self.advance();
            let mut more = self.block();
            body.statements.append(&mut more.statements);
        }
        let state = self.leave_function();
        Function {
            name: String::new(),
            params: Vec::new(),
            is_vararg: true,
            upvalues: state.upvalues,
            body,
            position: Position { line: 0, column: 0 },
            end: self.position(),
            own_local: None,
        }
    }

    fn at_block_end(&self) -> bool {
        matches!(self.peek(), Tok::Eof | Tok::End | Tok::Else | Tok::Elseif | Tok::Until)
    }

    /// Statements up to the block's end; its variables go out of scope.
    fn block(&mut self) -> Block {
        let active = self.function_state().active.len();
        let block = self.open_block();
        self.leave_scope(active);
        block
    }

    /// Statements up to the block's end; its variables stay in scope.
    fn open_block(&mut self) -> Block {
        let mut statements = Vec::new();
        while !self.at_block_end() {
            if *self.peek() == Tok::Return {
                match self.return_statement() {
                    Ok(statement) => statements.push(statement),
                    Err(Reported) => self.recover(),
                }
                break;
            }
            let levels = self.levels;
            let functions = self.functions.len();
            match self.statement() {
                Ok(Some(statement)) => statements.push(statement),
                Ok(None) => {}
                Err(Reported) => {
                    self.levels = levels;
                    while self.functions.len() > functions {
                        self.leave_function();
                    }
                    self.recover();
                }
            }
        }
        Block { statements, last: self.previous_position(), end: self.position() }
    }

    /// To the next token that starts a statement on a new line, or closes a block.
    fn recover(&mut self) {
        if self.errors.len() >= MAX_ERRORS {
            self.skip_to_end();
        }
        let line = self.position().line.max(self.previous_position().line);
        loop {
            match self.peek() {
                Tok::Eof
                | Tok::End
                | Tok::Else
                | Tok::Elseif
                | Tok::Until
                | Tok::Local
                | Tok::Function
                | Tok::If
                | Tok::For
                | Tok::While
                | Tok::Repeat
                | Tok::Return
                | Tok::Do
                | Tok::Semicolon => return,
                Tok::Name(_) if self.position().line > line => return,
                _ => self.advance(),
            }
        }
    }

    fn return_statement(&mut self) -> Parse<Statement> {
        let position = self.position();
        self.advance();
        let values = if self.at_block_end() || *self.peek() == Tok::Semicolon {
            Vec::new()
        } else {
            self.expressions()?
        };
        let last = self.previous_position();
        self.accept(&Tok::Semicolon);
        if !self.at_block_end() {
            return self.error("<eof> expected");
        }
        Ok(Statement { kind: StatementKind::Return { values, last }, position })
    }

    fn statement(&mut self) -> Parse<Option<Statement>> {
        self.enter()?;
        let position = self.position();
        let line = position.line;
        let kind = match self.peek() {
            Tok::Semicolon => {
                self.advance();
                self.leave();
                return Ok(None);
            }
            Tok::If => self.if_statement(line)?,
            Tok::While => {
                self.advance();
                let condition = self.expression()?;
                self.expect(&Tok::Do)?;
                let body = self.block();
                self.expect_match(&Tok::End, &Tok::While, line)?;
                StatementKind::While { condition, body }
            }
            Tok::Do => {
                self.advance();
                let body = self.block();
                self.expect_match(&Tok::End, &Tok::Do, line)?;
                StatementKind::Do(body)
            }
            Tok::For => self.for_statement(line)?,
            Tok::Repeat => {
                self.advance();
                let active = self.function_state().active.len();
                let body = self.open_block();
                self.expect_match(&Tok::Until, &Tok::Repeat, line)?;
                let condition = self.expression()?;
                self.leave_scope(active);
                StatementKind::Repeat { body, condition }
            }
            Tok::Function => self.function_statement()?,
            Tok::Local => {
                self.advance();
                if self.accept(&Tok::Function) { self.local_function()? } else { self.local()? }
            }
            Tok::DoubleColon => {
                self.advance();
                let name = self.name()?;
                self.expect(&Tok::DoubleColon)?;
                StatementKind::Label(name)
            }
            Tok::Break => {
                self.advance();
                StatementKind::Break
            }
            Tok::Goto => {
                self.advance();
                StatementKind::Goto(self.name()?)
            }
            _ => self.expression_statement()?,
        };
        self.leave();
        Ok(Some(Statement { kind, position }))
    }

    fn if_statement(&mut self, line: u32) -> Parse<StatementKind> {
        let mut arms = Vec::new();
        let mut otherwise = None;
        loop {
            self.advance();
            let condition = self.expression()?;
            self.expect(&Tok::Then)?;
            arms.push((condition, self.block()));
            match self.peek() {
                Tok::Elseif => {}
                Tok::Else => {
                    self.advance();
                    otherwise = Some(self.block());
                    break;
                }
                _ => break,
            }
        }
        self.expect_match(&Tok::End, &Tok::If, line)?;
        Ok(StatementKind::If { arms, otherwise })
    }

    fn for_statement(&mut self, line: u32) -> Parse<StatementKind> {
        self.advance();
        let first = self.name()?;
        let active = self.function_state().active.len();
        let kind = match self.peek() {
            Tok::Assign => {
                self.advance();
                let start = self.expression()?;
                self.expect(&Tok::Comma)?;
                let limit = self.expression()?;
                let step = if self.accept(&Tok::Comma) { Some(self.expression()?) } else { None };
                let variable = self.new_local(first, Attribute::None);
                self.expect(&Tok::Do)?;
                self.activate(variable)?;
                let body = self.block();
                let range = Box::new(NumericRange { start, limit, step });
                StatementKind::NumericFor { variable, range, body }
            }
            Tok::Comma | Tok::In => {
                let mut names = vec![first];
                while self.accept(&Tok::Comma) {
                    names.push(self.name()?);
                }
                self.expect(&Tok::In)?;
                let values = self.expressions()?;
                self.expect(&Tok::Do)?;
                let mut variables = Vec::with_capacity(names.len());
                for name in names {
                    let variable = self.new_local(name, Attribute::None);
                    self.activate(variable)?;
                    variables.push(variable);
                }
                let body = self.block();
                StatementKind::GenericFor { variables, values, body }
            }
            _ => return self.error("'=' or 'in' expected"),
        };
        self.expect_match(&Tok::End, &Tok::For, line)?;
        self.leave_scope(active);
        Ok(kind)
    }

    fn function_statement(&mut self) -> Parse<StatementKind> {
        let position = self.position();
        self.advance();
        let name_position = self.position();
        let first = self.name()?;
        let mut full = first.to_string();
        let mut target = self.variable(first, name_position)?;
        let mut is_method = false;
        while matches!(self.peek(), Tok::Dot | Tok::Colon) {
            is_method = *self.peek() == Tok::Colon;
            full.push(if is_method { ':' } else { '.' });
            self.advance();
            let key_position = self.position();
            let key = self.name()?;
            full.push_str(&key);
            target = index_by_name(target, &key, key_position);
            if is_method {
                break;
            }
        }
        self.mark_assigned(&target)?;
        let function = self.function_body(full, is_method, position, None)?;
        let value = Expr { kind: ExprKind::Function(Box::new(function)), position };
        Ok(StatementKind::Assign { targets: vec![target], values: vec![value] })
    }

    fn local_function(&mut self) -> Parse<StatementKind> {
        let position = self.previous_position();
        let name = self.name()?;
        let local = self.new_local(name.clone(), Attribute::None);
        self.locals[local as usize].is_function = true;
        self.activate(local)?;
        let function = self.function_body(name.to_string(), false, position, Some(local))?;
        Ok(StatementKind::LocalFunction { local, function: Box::new(function) })
    }

    fn local(&mut self) -> Parse<StatementKind> {
        let mut locals = Vec::new();
        let mut closes = 0;
        loop {
            let name = self.name()?;
            let mut attribute = Attribute::None;
            if self.accept(&Tok::Less) {
                let position = self.position();
                let word = self.name()?;
                attribute = match &*word {
                    "const" => Attribute::Const,
                    "close" => Attribute::Close,
                    _ => return self.error_at(format!("unknown attribute '{word}'"), position),
                };
                self.expect(&Tok::Greater)?;
            }
            closes += usize::from(attribute == Attribute::Close);
            if closes > 1 {
                let message = "multiple to-be-closed variables in local list".into();
                return self.error_at(message, self.position());
            }
            locals.push(self.new_local(name, attribute));
            self.check_locals(locals.len())?;
            if !self.accept(&Tok::Comma) {
                break;
            }
        }
        let mut values = if self.accept(&Tok::Assign) { self.expressions()? } else { Vec::new() };
        for (local, value) in locals.iter().zip(&mut values) {
            if let ExprKind::Function(function) = &mut value.kind {
                function.name = self.locals[*local as usize].name.to_string();
            }
        }
        for &local in &locals {
            self.activate(local)?;
        }
        Ok(StatementKind::Local { locals, values })
    }

    fn expression_statement(&mut self) -> Parse<StatementKind> {
        let first = self.suffixed()?;
        if matches!(self.peek(), Tok::Assign | Tok::Comma) {
            let mut targets = vec![first];
            while self.accept(&Tok::Comma) {
                targets.push(self.suffixed()?);
            }
            for target in &targets {
                let assignable = matches!(
                    target.kind,
                    ExprKind::Variable(..) | ExprKind::Global(..) | ExprKind::Index(..)
                );
                if !assignable {
                    return self.error("syntax error");
                }
            }
            self.expect(&Tok::Assign)?;
            for target in &targets {
                self.mark_assigned(target)?;
            }
            let mut values = self.expressions()?;
            for (target, value) in targets.iter().zip(&mut values) {
                if let ExprKind::Function(function) = &mut value.kind {
                    function.name = target_name(target);
                }
            }
            return Ok(StatementKind::Assign { targets, values });
        }
        if matches!(first.kind, ExprKind::Call(..) | ExprKind::Method(..)) {
            return Ok(StatementKind::Call(first));
        }
        self.error("syntax error")
    }

    fn mark_assigned(&mut self, target: &Expr) -> Parse<()> {
        let ExprKind::Variable(variable, _) = &target.kind else { return Ok(()) };
        let (Variable::Local(id) | Variable::Upvalue(_, id)) = variable;
        let info = &mut self.locals[*id as usize];
        info.assigned = true;
        if info.attribute != Attribute::None {
            let message = format!("attempt to assign to const variable '{}'", info.name);
            return self.error_at(message, target.position);
        }
        Ok(())
    }

    fn function_body(
        &mut self,
        name: String,
        is_method: bool,
        position: Position,
        own_local: Option<LocalId>,
    ) -> Parse<Function> {
        self.functions.push(FunctionState { line: position.line, ..FunctionState::default() });
        let mut params = Vec::new();
        if is_method {
            params.push(self.new_local("self".into(), Attribute::None));
        }
        let mut is_vararg = false;
        self.expect(&Tok::LeftParen)?;
        if *self.peek() != Tok::RightParen {
            loop {
                if self.accept(&Tok::Ellipsis) {
                    is_vararg = true;
                    break;
                }
                if !matches!(self.peek(), Tok::Name(_)) {
                    return self.error("<name> or '...' expected");
                }
                let name = self.name()?;
                params.push(self.new_local(name, Attribute::None));
                if !self.accept(&Tok::Comma) {
                    break;
                }
            }
        }
        self.expect(&Tok::RightParen)?;
        for &param in &params {
            self.activate(param)?;
        }
        self.function_state().is_vararg = is_vararg;
        let body = self.block();
        let end = self.position();
        let state = self.leave_function();
        self.expect_match(&Tok::End, &Tok::Function, position.line)?;
        let upvalues = state.upvalues;
        Ok(Function { name, params, is_vararg, upvalues, body, position, end, own_local })
    }
}

/// An assignment's target as a function's name: `Player.update`.
fn target_name(target: &Expr) -> String {
    let mut fields = Vec::new();
    let mut target = target;
    while let ExprKind::Index(object, key) = &target.kind {
        let ExprKind::Str(key) = &key.kind else { break };
        fields.push(String::from_utf8_lossy(key).into_owned());
        target = object;
    }
    match &target.kind {
        ExprKind::Variable(_, name) | ExprKind::Global(_, name) => fields.push(name.to_string()),
        // `f().x.y`: only what has a name counts.
        ExprKind::Index(..) if fields.is_empty() => return String::new(),
        _ => {}
    }
    fields.reverse();
    fields.join(".")
}
