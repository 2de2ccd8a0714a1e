//! Runs statements.

use std::collections::BTreeMap;

use luminara_script::{
    Call, CallSite, ErrorKind, FunctionDef, Host, HostError, HostFn, InstanceId, LogLevel, Position,
    ScriptError, Value, math,
};
use smol_str::SmolStr;

use crate::syntax::{Expression, Statement, What};

/// A script's variables: all of its state.
pub type Variables = BTreeMap<SmolStr, Value>;

/// A call as it runs.
pub struct Run<'a> {
    /// Whom the script calls.
    pub host: &'a Host,
    /// The script's file.
    pub file: &'a SmolStr,
    /// Who runs.
    pub instance: InstanceId,
    /// The script's variables.
    pub variables: &'a mut Variables,
    /// What the call was given; read like variables.
    pub arguments: Variables,
    /// Work that it may still do: one a statement and one a value.
    pub work: u64,
    /// The statement that runs.
    pub line: u32,
}

impl CallSite for Run<'_> {
    fn position(&self) -> Option<Position> {
        Some(Position::line(self.file.clone(), self.line))
    }

    fn instance(&self) -> InstanceId {
        self.instance
    }
}

impl Run<'_> {
    /// Runs statements in order.
    pub fn block(&mut self, statements: &[Statement]) -> Result<(), ScriptError> {
        for Statement { line, what } in statements {
            self.line = *line;
            self.statement(what).map_err(|error| self.error(error))?;
        }
        Ok(())
    }

    /// An error of this line, if it has no place yet.
    fn error(&self, error: Wrong) -> ScriptError {
        match error {
            Wrong::Inside(error) => error,
            Wrong::Here(error) => {
                ScriptError::new(error.kind, error.message, Position::line(self.file.clone(), self.line))
            }
        }
    }

    fn statement(&mut self, what: &What) -> Result<(), Wrong> {
        self.pay()?;
        match what {
            What::Let(name, _) if self.variables.contains_key(name) => {}
            What::Let(name, value) | What::Set(name, value) => {
                let value = self.value(value)?;
                self.variables.insert(name.clone(), value);
            }
            What::SetField(of, name, value) => {
                let (of, value) = (self.value(of)?, self.value(value)?);
                let property = self.host.registry.ty(of.type_name()).and_then(|ty| ty.property(name));
                let set = property.and_then(|property| property.set).ok_or_else(|| no_field(&of, name))?;
                self.enter(set, vec![of, value])?;
            }
            What::Do(call) => {
                self.value(call)?;
            }
            What::Repeat(count, body) => {
                let Value::Float(count) = self.value(count)? else {
                    return Err(HostError::new("'repeat' expects a number").into());
                };
                for _ in 0..count as u64 {
                    self.pay()?;
                    self.block(body).map_err(Wrong::Inside)?;
                }
            }
        }
        Ok(())
    }

    fn pay(&mut self) -> Result<(), HostError> {
        self.work = self.work.checked_sub(1).ok_or_else(|| HostError {
            kind: ErrorKind::Timeout,
            message: "the script used up its work of a call".into(),
        })?;
        Ok(())
    }

    fn value(&mut self, expression: &Expression) -> Result<Value, HostError> {
        self.pay()?;
        match expression {
            Expression::Constant(value) => Ok(value.clone()),
            Expression::Name(name) => {
                let known = self.arguments.get(name).or_else(|| self.variables.get(name));
                known.cloned().ok_or_else(|| HostError::new(format!("there is no variable '{name}'")))
            }
            Expression::Field(of, name) => self.field(of, name),
            Expression::Binary(a, sign, b) => {
                let (a, b) = (self.value(a)?, self.value(b)?);
                calculate(a, *sign, b)
            }
            Expression::Call(function, arguments) => {
                if let Expression::Name(name) = &**function
                    && name == "print"
                {
                    return self.print(arguments);
                }
                let registry = self.host.registry.clone();
                let found = match &**function {
                    Expression::Name(name) => registry.module(name).and_then(|module| module.call.as_ref()),
                    Expression::Field(module, name) => match &**module {
                        Expression::Name(module) => registry.function(module, name),
                        _ => None,
                    },
                    _ => None,
                };
                let function = found.ok_or_else(|| HostError::new("this is no function"))?;
                self.call(function, None, arguments)
            }
            Expression::Method(receiver, name, arguments) => {
                let receiver = self.value(receiver)?;
                let registry = self.host.registry.clone();
                let method =
                    registry.method(receiver.type_name(), name).ok_or_else(|| no_field(&receiver, name))?;
                self.call(method, Some(receiver), arguments)
            }
        }
    }

    fn field(&mut self, of: &Expression, name: &SmolStr) -> Result<Value, HostError> {
        if let Expression::Name(module) = of
            && let Some(module) = self.host.registry.module(module)
            && let Some(constant) = module.constants.iter().find(|constant| constant.name == name)
        {
            return Ok(constant.value.clone());
        }
        let of = self.value(of)?;
        if let Some(part) = math::component_index(&of, name).and_then(|index| math::component(&of, index)) {
            return Ok(Value::Float(f64::from(part)));
        }
        let property = self.host.registry.ty(of.type_name()).and_then(|ty| ty.property(name));
        let get = property.map(|property| property.get).ok_or_else(|| no_field(&of, name))?;
        self.enter(get, vec![of])
    }

    fn print(&mut self, arguments: &[Expression]) -> Result<Value, HostError> {
        let mut words = Vec::with_capacity(arguments.len());
        for argument in arguments {
            words.push(self.value(argument)?.to_string());
        }
        let (position, print, text) = (self.position(), self.host.services.print, words.join(" "));
        self.host.with_state(|state| print(state, LogLevel::Info, &text, position, self.instance))?;
        Ok(Value::Nil)
    }

    fn call(
        &mut self,
        function: &FunctionDef,
        receiver: Option<Value>,
        arguments: &[Expression],
    ) -> Result<Value, HostError> {
        let mut values: Vec<Value> = receiver.into_iter().collect();
        for argument in arguments {
            values.push(self.value(argument)?);
        }
        self.enter(function.entry, values)
    }

    fn enter(&self, entry: HostFn, mut args: Vec<Value>) -> Result<Value, HostError> {
        self.host.with_state(|host| entry(&mut Call { host, args: &mut args, site: self })).flatten()
    }
}

/// An error that a statement met: its own, or one of a block in it that knows its line.
enum Wrong {
    Here(HostError),
    Inside(ScriptError),
}

impl From<HostError> for Wrong {
    fn from(error: HostError) -> Self {
        Wrong::Here(error)
    }
}

fn no_field(of: &Value, name: &str) -> HostError {
    HostError::new(format!("there is no '{name}' of {} to use so", of.describe()))
}

fn calculate(a: Value, sign: char, b: Value) -> Result<Value, HostError> {
    Ok(match (&a, sign, &b) {
        (Value::Float(a), '+', Value::Float(b)) => Value::Float(a + b),
        (Value::Float(a), '-', Value::Float(b)) => Value::Float(a - b),
        (Value::Float(a), '*', Value::Float(b)) => Value::Float(a * b),
        (Value::Float(a), '/', Value::Float(b)) => Value::Float(a / b),
        (Value::Vec3(a), '+', Value::Vec3(b)) => Value::Vec3(*a + *b),
        (Value::Vec3(a), '-', Value::Vec3(b)) => Value::Vec3(*a - *b),
        (Value::Vec3(a), '*', Value::Float(b)) => Value::Vec3(*a * *b as f32),
        _ => {
            let message = format!("'{sign}' can't take {} and {}", a.describe(), b.describe());
            return Err(HostError { kind: ErrorKind::Runtime, message });
        }
    })
}
