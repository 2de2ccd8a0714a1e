//! Modules: `require` and `package` (manual §6.3). Files are the project's, or beside the program.

use gc_arena::Collect;
use luminara_script::Source;
use piccolo::{Context, Value};

use crate::compiler::compile;
use crate::error::Fault;
use crate::function::{Native, main_function};
use crate::native::{Continuation, Cx, Flow};
use crate::table::{change, new_table, raw_get_field, raw_set_field};
use crate::value::{TableRoot, as_table, is_function, literal, to_bytes, truthy};
use crate::vm::Vm;

type Result<'gc> = std::result::Result<Flow<'gc>, Fault<'gc>>;

pub(super) fn install<'gc>(ctx: Context<'gc>, vm: &mut Vm<'gc>) {
    super::set_functions(ctx, vm.library, &[("require", require)]);
    let functions: [(&str, crate::native::NativeFn); 2] =
        [("package.loadlib", super::absent), ("package.searchpath", searchpath)];
    let package = super::module(ctx, vm, "package", &functions);
    for name in ["loaded", "preload"] {
        raw_set_field(ctx, package, name, Value::UserData(new_table(ctx, 0, 8)));
    }
    raw_set_field(ctx, package, "path", literal(ctx, "?.lua;scripts/?.lua;?/init.lua"));
    raw_set_field(ctx, package, "cpath", literal(ctx, ""));
    raw_set_field(ctx, package, "config", literal(ctx, "/\n;\n?\n!\n-\n"));
    let searchers = [
        Native::create(ctx, "search_preload", search_preload),
        Native::create(ctx, "search_files", search_files),
    ];
    let list = new_table(ctx, searchers.len(), 0);
    change(ctx, list, |list| list.set_items(&ctx, 0, &searchers));
    raw_set_field(ctx, package, "searchers", Value::UserData(list));
}

/// A module's name. No file's is longer.
fn module_name<'gc>(cx: &mut Cx<'gc, '_>) -> std::result::Result<String, Fault<'gc>> {
    const LONGEST: usize = 1000;
    let name = cx.string(0)?;
    if name.len() > LONGEST {
        return Err(format!("module name of {} bytes is longer than {LONGEST}", name.len()).into());
    }
    Ok(String::from_utf8_lossy(&name).into_owned())
}

fn require<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let name = module_name(cx)?;
    cx.charge(name.len())?;
    let package = cx.vm.package(cx.ctx);
    let loaded = raw_get_field(cx.ctx, &package, "loaded");
    let found = raw_get_field(cx.ctx, &loaded, &name);
    if truthy(&found) {
        return cx.one(found);
    }
    let searchers = raw_get_field(cx.ctx, &package, "searchers");
    if as_table(&searchers).is_none() {
        return Err("'package.searchers' must be a table".into());
    }
    Box::new(Searching { name, searchers, next: 1, tried: String::new() }).advance(cx)
}

/// Bytes of what searchers say that the error tells.
const LONGEST_TRIED: usize = 1 << 14;

/// `require` asks one searcher after another.
#[derive(Collect)]
#[collect(no_drop)]
struct Searching<'gc> {
    #[collect(require_static)]
    name: String,
    searchers: Value<'gc>,
    /// The index of the searcher to ask next.
    next: i64,
    /// What the searchers said that found nothing.
    #[collect(require_static)]
    tried: String,
}

impl<'gc> Searching<'gc> {
    fn advance(mut self: Box<Self>, cx: &mut Cx<'gc, '_>) -> Result<'gc> {
        let searcher = as_table(&self.searchers).map_or(Value::Nil, |list| list.borrow().get_int(self.next));
        if matches!(searcher, Value::Nil) {
            return Err(format!("module '{}' not found:{}", self.name, self.tried).into());
        }
        self.next += 1;
        let name = cx.text(self.name.as_bytes())?;
        cx.call(searcher, &[name], self)
    }
}

impl<'gc> Continuation<'gc> for Searching<'gc> {
    fn values(&self) -> Vec<Value<'gc>> {
        vec![self.searchers]
    }

    fn resume(mut self: Box<Self>, cx: &mut Cx<'gc, '_>, from: usize, n: usize) -> Result<'gc> {
        let value = |i: usize| if i < n { cx.vm.stack_value(from + i) } else { Value::Nil };
        let (loader, origin) = (value(0), value(1));
        if !is_function(&loader) {
            if let (Value::String(_), Some(text)) = (loader, to_bytes(&loader)) {
                // Each of them may say as much as it likes.
                if self.tried.len() < LONGEST_TRIED {
                    self.tried.push_str("\n\t");
                    let text = text.get(..LONGEST_TRIED).unwrap_or(&text);
                    self.tried.push_str(&String::from_utf8_lossy(text));
                }
            }
            return self.advance(cx);
        }
        let name = cx.text(self.name.as_bytes())?;
        let file = cx.vm.outside.found_module.take();
        let then = Box::new(Required { name: self.name, file, origin });
        cx.call(loader, &[name, origin], then)
    }
}

/// Names that modules may be required by.
const MOST_MODULES: usize = 10_000;

/// `require` waits for a module's loader.
#[derive(Collect)]
#[collect(no_drop)]
struct Required<'gc> {
    #[collect(require_static)]
    name: String,
    /// The module's file, which tells whether two modules are one; none where a searcher of the script's found it.
    #[collect(require_static)]
    file: Option<String>,
    /// What the searcher said of where it comes from.
    origin: Value<'gc>,
}

impl<'gc> Continuation<'gc> for Required<'gc> {
    fn values(&self) -> Vec<Value<'gc>> {
        vec![self.origin]
    }

    fn resume(self: Box<Self>, cx: &mut Cx<'gc, '_>, from: usize, n: usize) -> Result<'gc> {
        let mut value = if n > 0 { cx.vm.stack_value(from) } else { Value::Nil };
        let loaded = raw_get_field(cx.ctx, &cx.vm.package(cx.ctx), "loaded");
        if matches!(value, Value::Nil) {
            value = raw_get_field(cx.ctx, &loaded, &self.name);
        }
        if matches!(value, Value::Nil) {
            value = Value::Boolean(true);
        }
        if let Value::UserData(loaded) = loaded
            && loaded.is::<TableRoot>()
        {
            raw_set_field(cx.ctx, loaded, &self.name, value);
        }
        if let Some(file) = self.file {
            let module = (file, self.name);
            cx.charge(cx.vm.outside.modules.len() / 4)?;
            if !cx.vm.outside.modules.contains(&module) {
                if cx.vm.outside.modules.len() >= MOST_MODULES {
                    return Err(format!("more than {MOST_MODULES} names of modules").into());
                }
                cx.vm.outside.modules.push(module);
            }
        }
        cx.many(&[value, self.origin])
    }

    fn loading(&self) -> Option<&str> {
        self.file.as_deref()
    }
}

fn search_preload<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let name = module_name(cx)?;
    let preload = raw_get_field(cx.ctx, &cx.vm.package(cx.ctx), "preload");
    match raw_get_field(cx.ctx, &preload, &name) {
        Value::Nil => {
            let message = format!("no field package.preload['{name}']");
            cx.bytes(message.as_bytes())
        }
        loader => {
            let origin = literal(cx.ctx, ":preload:");
            cx.many(&[loader, origin])
        }
    }
}

/// The first file that a path's templates name and that is there, with its name as it was tried; else what was tried, for
/// a message.
fn search<'gc>(
    cx: &mut Cx<'gc, '_>,
    name: &str,
    path: &str,
) -> std::result::Result<std::result::Result<(String, Source), Vec<u8>>, Fault<'gc>> {
    /// Instructions that asking for a file takes.
    const FILE: usize = 20;
    let mut tried = Vec::new();
    for template in path.split(';').filter(|template| !template.is_empty()) {
        let marks = template.bytes().filter(|&byte| byte == b'?').count();
        let length = template.len().saturating_add(marks.saturating_mul(name.len()));
        cx.charge(FILE + template.len() / 4)?;
        cx.check_string(length)?;
        let file = template.replace('?', name);
        if let Some(source) = cx.vm.read_file(&file) {
            return Ok(Ok((file, source)));
        }
        let start: &[u8] = if tried.is_empty() { b"no file '" } else { b"\n\tno file '" };
        cx.append(&mut tried, start)?;
        cx.append(&mut tried, file.as_bytes())?;
        cx.append(&mut tried, b"'")?;
    }
    Ok(Err(tried))
}

fn search_files<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let name = module_name(cx)?;
    let ctx = cx.ctx;
    let package = cx.vm.package(ctx);
    let path = match raw_get_field(ctx, &package, "path") {
        Value::String(path) => path.to_str_lossy().into_owned(),
        _ => return Err("'package.path' must be a string".into()),
    };
    let (tried, source) = match search(cx, &name.replace('.', "/"), &path)? {
        Ok(found) => found,
        Err(tried) => return cx.owned(tried),
    };
    let (file, origin) = (source.file.to_string(), cx.text(tried.as_bytes())?);
    // What is being loaded stands somewhere on the stacks.
    cx.charge(cx.vm.thread.frames.len() / 4 + cx.vm.outside.modules.len() / 4)?;
    if cx.vm.is_loading(&file) {
        return Err(format!("loop or previous error loading module '{name}'").into());
    }
    // The same file by another name is the same module.
    let loaded = raw_get_field(ctx, &package, "loaded");
    let known = cx.vm.outside.modules.iter().filter(|(known, _)| *known == file);
    let known = known.map(|(_, name)| raw_get_field(ctx, &loaded, name)).find(truthy);
    cx.vm.outside.found_module = Some(file);
    if let Some(module) = known {
        let loader = Native::with(ctx, "loaded_already", loaded_already, 0, module);
        return cx.many(&[loader, origin]);
    }
    cx.charge(source.bytes.len())?;
    let proto = match compile(&source.bytes, &source.file) {
        Ok(proto) => proto,
        Err(errors) => {
            let message = errors.first().map_or(String::new(), |error| {
                format!("{}:{}: {}", source.file, error.position.line, error.message)
            });
            return Err(format!("error loading module '{name}' from file '{tried}':\n\t{message}").into());
        }
    };
    cx.vm.tools.know(&proto);
    // Scripts of a host share no globals, so its modules, which they share, have globals of their own.
    let environment = match &cx.vm.outside.host {
        Some(_) => cx.vm.new_environment(ctx),
        None => cx.vm.library,
    };
    let function = Value::UserData(main_function(ctx, &proto, Value::UserData(environment)));
    cx.many(&[function, origin])
}

/// The loader of a module that is loaded by another name.
fn loaded_already<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let module = cx.native().map_or(Value::Nil, |native| native.upvalue);
    cx.one(module)
}

/// An argument as text; the first two have to be given.
fn argument<'gc>(
    cx: &mut Cx<'gc, '_>,
    i: usize,
    default: &'static str,
) -> std::result::Result<String, Fault<'gc>> {
    let text = if i < 2 { cx.string(i)? } else { cx.string_or(i, default)? };
    // What is no UTF-8 takes three times as much when it is made so.
    cx.charge(text.len() / 2)?;
    cx.check_string(3 * text.len())?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

fn searchpath<'gc>(cx: &mut Cx<'gc, '_>) -> Result<'gc> {
    let (name, path) = (argument(cx, 0, "")?, argument(cx, 1, "")?);
    let (separator, replacement) = (argument(cx, 2, ".")?, argument(cx, 3, "/")?);
    let name = if separator.is_empty() {
        name
    } else {
        cx.charge(name.len() / 4)?;
        let count = name.matches(&separator).count();
        cx.check_string(name.len().saturating_add(count.saturating_mul(replacement.len())))?;
        name.replace(&separator, &replacement)
    };
    match search(cx, &name, &path)? {
        Ok((file, _)) => cx.bytes(file.as_bytes()),
        Err(tried) => {
            let message = cx.text(&tried)?;
            cx.many(&[Value::Nil, message])
        }
    }
}

/// Makes the next `require` of a file load it anew.
pub(crate) fn forget_module<'gc>(ctx: Context<'gc>, vm: &mut Vm<'gc>, file: &str) {
    let package = vm.package(ctx);
    let Value::UserData(loaded) = raw_get_field(ctx, &package, "loaded") else { return };
    let modules = std::mem::take(&mut vm.outside.modules);
    for (module_file, name) in modules {
        if module_file == file {
            raw_set_field(ctx, loaded, &name, Value::Nil);
        } else {
            vm.outside.modules.push((module_file, name));
        }
    }
}
