//! The imports that are not generated: components by number and bytes, columns of many entities at once, events, errors, state. Those
//! of the names in `env` take the same arguments there.

use luminara_abi::layout::{self, Field, Kind};
use luminara_abi::memory::{self, Range};
use luminara_abi::signature::Number::{self, F32, F64, I32, I64};
use luminara_abi::signature::Signature;
use luminara_abi::wire;
use luminara_script::{EntityId, ErrorKind, HostError, LogLevel, Table, Value};
use smol_str::SmolStr;

use crate::guest::{Component, FIRST_CUSTOM, Guest, MOST_BYTES, MOST_ELEMENTS, id_of};
use crate::imports::{CoreFn, Cx, Import, Run};
use crate::registered::decode;

/// The version of the ABI. It grows when something that was there changes its meaning; additions leave it.
pub const ABI_VERSION: u32 = 1;

/// A function's name, its parameters (a pointer's name ends in `*`), their types, its result, what it does, and what runs.
type Row = (&'static str, &'static str, &'static [Number], Option<Number>, &'static str, CoreFn);

const ROWS: &[Row] = &[
    ("abi_version", "", &[], Some(I32), "The version of this ABI.", |_| Ok(u64::from(ABI_VERSION))),
    ("log", "text* len", &[I32, I32], None, "Says a line on the console.", log),
    (
        "log_level",
        "level text* len",
        &[I32, I32, I32],
        None,
        "The same by level: 0 debug, 1 info, 2 warn, 3 error.",
        log_level,
    ),
    (
        "fail",
        "text* len",
        &[I32, I32],
        None,
        "Ends the call with an error of this text. It doesn't return.",
        fail,
    ),
    (
        "abort",
        "message* file* line column",
        &[I32, I32, I32, I32],
        None,
        "The same with AssemblyScript's own strings.",
        abort,
    ),
    ("get_time", "", &[], Some(F64), "Simulated seconds since the start.", get_time),
    ("random", "", &[], Some(F32), "A number from 0 up to 1, from the script's seeded generator.", random),
    ("seed", "", &[], Some(F64), "A number to seed a generator of your own with.", seed),
    (
        "current_entity",
        "",
        &[],
        Some(I64),
        "The entity whose script is being called, or -1. In `on_event` and in functions that were given away, where no parameter says it.",
        current_entity,
    ),
    ("spawn_entity", "", &[], Some(I64), "Makes an entity with a Transform.", spawn_entity),
    ("destroy_entity", "entity", &[I64], None, "Destroys an entity at the end of the frame.", destroy_entity),
    (
        "component_id",
        "name* len",
        &[I32, I32],
        Some(I32),
        "The number of a component: a built-in one's is fixed within a version of the engine, one of scripts' own gets the next from 0x10000.",
        component_id,
    ),
    (
        "component_size",
        "component",
        &[I32],
        Some(I32),
        "Bytes of a built-in component's fixed part; 0 of another.",
        component_size,
    ),
    (
        "field_id",
        "component name* len",
        &[I32, I32, I32],
        Some(I32),
        "The number of a built-in component's field.",
        field_id,
    ),
    (
        "field_offset",
        "component field",
        &[I32, I32],
        Some(I32),
        "Where the field begins in the component, bytes.",
        field_offset,
    ),
    (
        "has_component",
        "entity component",
        &[I64, I32],
        Some(I32),
        "1 where the entity has the component, else 0.",
        has_component,
    ),
    (
        "get_component",
        "entity component out* out_len",
        &[I64, I32, I32, I32],
        Some(I32),
        "Writes the component's bytes; gives how many there are, or -1 where the entity has none.",
        get_component,
    ),
    (
        "set_component",
        "entity component data* data_len",
        &[I64, I32, I32, I32],
        None,
        "Sets the component from its bytes and adds it where there is none. Fields behind `data_len` stay as they are.",
        set_component,
    ),
    (
        "remove_component",
        "entity component",
        &[I64, I32],
        None,
        "Takes the component away.",
        remove_component,
    ),
    (
        "query_entities",
        "components* count out* out_count",
        &[I32, I32, I32, I32],
        Some(I32),
        "Writes the entities that have all of `count` components (their numbers, `u32` each); gives how many there are, which may be more than there was room for.",
        query_entities,
    ),
    (
        "read_column",
        "component field entities* count out*",
        &[I32, I32, I32, I32, I32],
        Some(I32),
        "Writes one field of `count` entities, an entity after the other, without gaps.",
        read_column,
    ),
    (
        "write_column",
        "component field entities* count values*",
        &[I32, I32, I32, I32, I32],
        Some(I32),
        "Sets one field of `count` entities.",
        write_column,
    ),
    (
        "event_id",
        "name* len",
        &[I32, I32],
        Some(I32),
        "The number of an event's name, as `on_event` is given it.",
        event_id,
    ),
    (
        "event_name",
        "event out* out_len",
        &[I32, I32, I32],
        Some(I32),
        "Writes the name of an event's number; of -1, that of the event that is being delivered.",
        event_name,
    ),
    (
        "send_event",
        "event entity data* data_len",
        &[I32, I64, I32, I32],
        None,
        "Sends an event to the scripts of an entity, or (-1) to all. The data is a value, or nothing.",
        send_event,
    ),
    (
        "read_result",
        "offset out* out_len",
        &[I32, I32, I32],
        Some(I32),
        "Writes the last result that came in bytes, or the current event's data, from a byte on; gives all of its length.",
        read_result,
    ),
    (
        "script_fields",
        "out* out_len",
        &[I32, I32],
        Some(I32),
        "Writes the table that `attach_script` was given, as a value.",
        script_fields,
    ),
    ("save_state", "data* data_len", &[I32, I32], None, "What `on_save` keeps for `on_restore`.", save_state),
    (
        "catch_errors",
        "on",
        &[I32],
        Some(I32),
        "From now on errors are noted instead of ending the call (1), or not (0). Gives what it was. A limit's error is never caught.",
        catch_errors,
    ),
    (
        "last_error",
        "out* out_len",
        &[I32, I32],
        Some(I32),
        "Writes the error that was noted last and forgets it; gives its length, 0 where there is none.",
        last_error,
    ),
];

/// The table as imports.
pub fn imports() -> Vec<Import> {
    let import = |(name, names, params, result, doc, run): &Row| Import {
        name: (*name).to_owned(),
        names: names.split_whitespace().map(str::to_owned).collect(),
        doc,
        options: None,
        signature: Signature { params: params.to_vec(), result: *result },
        run: Run::Core(*run),
    };
    ROWS.iter().map(import).collect()
}

/// Text at two arguments: pointer and length.
fn text(cx: &mut Cx<'_>, first: usize, what: &str) -> Result<String, HostError> {
    let (at, len) = (cx.word(first), cx.word(first + 1));
    let bytes = memory::bytes(cx.memory, at, len, MOST_BYTES, what)?;
    cx.guest.hand_over(bytes.len())?;
    String::from_utf8(bytes).map_err(|_| HostError::new(format!("{what} is not UTF-8")))
}

/// Calls a function of the registry by name.
fn call(guest: &Guest, module: &str, name: &str, args: &mut [Value]) -> Result<Value, HostError> {
    let registry = &guest.shared.host.registry;
    let function = registry.function(module, name).or_else(|| registry.method(module, name));
    let function = function.ok_or_else(|| HostError::new(format!("the engine has no {module}.{name}")))?;
    guest.enter(function.entry, args)
}

/// Writes bytes into a place of limited room and keeps them for `read_result`. Gives how many there are.
fn give(cx: &mut Cx<'_>, bytes: Vec<u8>, at: u32, room: u32) -> Result<u64, HostError> {
    let place = memory::checked(cx.memory, at, room, 1, "the result's place")?;
    cx.guest.charge(bytes.len() as u64 / 8)?;
    let fits = bytes.len().min(place.len as usize);
    memory::store(cx.memory, place.at, bytes.get(..fits).unwrap_or_default(), "the result")?;
    let len = bytes.len() as u64;
    cx.guest.result = bytes;
    Ok(len)
}

fn say(cx: &mut Cx<'_>, level: LogLevel, text: &str) -> Result<u64, HostError> {
    let host = &cx.guest.shared.host;
    let position = cx.guest.locations.position(cx.guest.at);
    host.with_state(|state| (host.services.print)(state, level, text, position, cx.guest.instance))?;
    Ok(0)
}

fn log(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    let line = text(cx, 0, "the line")?;
    say(cx, LogLevel::Info, &line)
}

fn log_level(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    let level = match cx.word(0) {
        0 => LogLevel::Debug,
        1 => LogLevel::Info,
        2 => LogLevel::Warn,
        3 => LogLevel::Error,
        other => {
            return Err(HostError::new(format!(
                "a level is 0 debug, 1 info, 2 warn or 3 error, got {other}"
            )));
        }
    };
    let line = text(cx, 1, "the line")?;
    say(cx, level, &line)
}

/// Ends the call with a message of the guest's own: what a panic says.
fn fail(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    let message = text(cx, 0, "the message")?;
    cx.guest.catches = false;
    Err(HostError { kind: ErrorKind::Runtime, message })
}

/// What AssemblyScript calls when it gives up: message and file as its own strings, line, column.
fn abort(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    let string = |at: u32| -> String {
        let mut size = [0; 4];
        if at < 4 || !cx.memory.read(at - 4, &mut size) {
            return String::new();
        }
        let mut bytes = vec![0; (u32::from_le_bytes(size) as usize).min(2_000) & !1];
        cx.memory.read(at, &mut bytes);
        let units = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
    };
    let (message, file) = (string(cx.word(0)), string(cx.word(1)));
    let message = if message.is_empty() { "abort".to_owned() } else { message };
    let place =
        if file.is_empty() { String::new() } else { format!(" ({file}:{}:{})", cx.word(2), cx.word(3)) };
    cx.guest.catches = false;
    Err(HostError { kind: ErrorKind::Runtime, message: format!("{message}{place}") })
}

fn get_time(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    let host = &cx.guest.shared.host;
    host.with_state(|state| (host.services.time)(state).to_bits())
}

fn random(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    let value = call(cx.guest, "random", "float", &mut [Value::Float(0.0), Value::Float(1.0)])?;
    let Value::Float(value) = value else { return Ok(0) };
    Ok(u64::from((value as f32).to_bits()))
}

/// What AssemblyScript seeds its own random numbers with.
fn seed(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    let value = call(cx.guest, "random", "float", &mut [Value::Float(0.0), Value::Float(4_294_967_296.0)])?;
    let Value::Float(value) = value else { return Ok(0) };
    Ok(value.to_bits())
}

fn spawn_entity(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    Ok(id_of(&call(cx.guest, "world", "spawn", &mut [Value::Nil])?))
}

fn destroy_entity(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    call(cx.guest, "world", "destroy", &mut [Value::Entity(EntityId(cx.arg(0)))])?;
    Ok(0)
}

fn component_id(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    let name = text(cx, 0, "the component's name")?;
    let built_in = cx.guest.shared.layouts.iter().position(|layout| layout.def.name == name);
    if let Some(index) = built_in {
        return Ok(index as u64);
    }
    let number = cx.guest.components.number(&name)?;
    Ok(u64::from(FIRST_CUSTOM + number))
}

/// A built-in component's form and the index of one of its fields.
fn field(cx: &Cx<'_>, component: u32, field: u32) -> Result<(usize, Field), HostError> {
    match cx.guest.component(component)? {
        Component::BuiltIn(index, layout) => match layout.fields.get(field as usize) {
            Some(field) => Ok((index, *field)),
            None => Err(HostError::new(format!("{} has no field number {field}", layout.def.name))),
        },
        Component::Custom(name) => Err(HostError::new(format!(
            "'{name}' is a component of scripts; it has no fields of fixed places"
        ))),
    }
}

fn component_size(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    Ok(match cx.guest.component(cx.word(0))? {
        Component::BuiltIn(_, layout) => u64::from(layout.size),
        Component::Custom(_) => 0,
    })
}

fn field_id(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    let name = text(cx, 1, "the field's name")?;
    match cx.guest.component(cx.word(0))? {
        Component::BuiltIn(_, layout) => layout.def.field(&name).map(|index| index as u64),
        Component::Custom(custom) => Err(HostError::new(format!("'{custom}' has no fields of fixed places"))),
    }
}

fn field_offset(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    field(cx, cx.word(0), cx.word(1)).map(|(_, field)| u64::from(field.offset))
}

/// An entity and a component's name, as the entity's methods take them.
fn entity_and_name(cx: &Cx<'_>) -> Result<[Value; 2], HostError> {
    let name = cx.guest.component(cx.word(1))?.name();
    Ok([Value::Entity(EntityId(cx.arg(0))), Value::Str(name)])
}

fn has_component(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    let mut args = entity_and_name(cx)?;
    Ok(u64::from(call(cx.guest, "entity", "has_component", &mut args)? == Value::Bool(true)))
}

fn get_component(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    let mut args = entity_and_name(cx)?;
    let value = call(cx.guest, "entity", "get_component", &mut args)?;
    let mut bytes = Vec::new();
    match (cx.guest.component(cx.word(1))?, &value) {
        (_, Value::Nil) => return Ok(u64::from(u32::MAX)),
        (Component::BuiltIn(_, layout), Value::Struct(value)) => layout.encode(value, &mut bytes),
        (_, value) => wire::encode(value, &mut bytes),
    }
    give(cx, bytes, cx.word(2), cx.word(3))
}

fn set_component(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    let bytes = memory::bytes(cx.memory, cx.word(2), cx.word(3), MOST_BYTES, "the component")?;
    cx.guest.hand_over(bytes.len())?;
    let depth = cx.guest.shared.host.limits.value_depth;
    let value = match cx.guest.component(cx.word(1))? {
        Component::BuiltIn(_, layout) => {
            // Only the fields that were given: a guest that knows fewer leaves the others alone.
            let fields = layout.decode(&bytes, depth)?;
            match fields.len() == layout.fields.len() {
                true => layout.decode_whole(&bytes, depth)?,
                false => named(layout, fields),
            }
        }
        Component::Custom(_) => decode(cx.guest, &bytes)?,
    };
    let [entity, name] = entity_and_name(cx)?;
    call(cx.guest, "entity", "set_component", &mut [entity, name, value])?;
    Ok(0)
}

fn named(layout: &layout::Layout, fields: Vec<(usize, Value)>) -> Value {
    let fields = fields.into_iter().filter_map(|(i, value)| Some((layout.fields.get(i)?.name.into(), value)));
    Value::Table(Table { fields: fields.collect(), list: Vec::new() }.into())
}

fn remove_component(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    let mut args = entity_and_name(cx)?;
    call(cx.guest, "entity", "remove_component", &mut args)?;
    Ok(0)
}

fn query_entities(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    let components = memory::checked(cx.memory, cx.word(0), cx.word(1), 4, "the components")?;
    let place = memory::checked(cx.memory, cx.word(2), cx.word(3), 8, "the entities' place")?;
    const MOST_COMPONENTS: u32 = 32;
    if cx.word(1) > MOST_COMPONENTS {
        return Err(HostError::limit(format!("a query takes at most {MOST_COMPONENTS} components")));
    }
    let mut bytes = vec![0; components.len as usize];
    cx.memory.read(components.at, &mut bytes);
    let mut names = Vec::new();
    for number in bytes.as_chunks::<4>().0 {
        names.push(Value::Str(cx.guest.component(u32::from_le_bytes(*number))?.name()));
    }
    let table = Value::Table(Table { list: names, ..Table::default() }.into());
    let Value::Array(found) = call(cx.guest, "world", "query", &mut [table])? else { return Ok(0) };
    cx.guest.charge(found.len() as u64 * 2)?;
    let fits = found.iter().take(place.len as usize / 8);
    let bytes: Vec<u8> = fits.flat_map(|entity| id_of(entity).to_le_bytes()).collect();
    memory::store(cx.memory, place.at, &bytes, "the entities")?;
    Ok(found.len() as u64)
}

/// What both column functions are given: the component's index, its field, the entities, and where the values are.
struct Column {
    component: usize,
    index: usize,
    field: Field,
    entities: Vec<EntityId>,
    values: Range,
}

fn column(cx: &mut Cx<'_>) -> Result<Column, HostError> {
    let index = cx.word(1);
    let (component, field) = field(cx, cx.word(0), index)?;
    if !field.kind.is_fixed() {
        return Err(HostError::new(format!("'{}' is text or a table, which has no column", field.name)));
    }
    let count = cx.word(3);
    let entities = memory::checked(cx.memory, cx.word(2), count, 8, "the entities")?;
    let values = memory::checked(cx.memory, cx.word(4), count, field.kind.size(), "the values")?;
    if count > MOST_ELEMENTS {
        return Err(HostError::limit(format!("{count} entities at once; the most is {MOST_ELEMENTS}")));
    }
    const PRICE: u64 = 8;
    cx.guest.charge(u64::from(count) * PRICE)?;
    let mut bytes = vec![0; entities.len as usize];
    cx.memory.read(entities.at, &mut bytes);
    let entities = bytes.as_chunks::<8>().0.iter().map(|id| EntityId(u64::from_le_bytes(*id))).collect();
    Ok(Column { component, index: index as usize, field, entities, values })
}

fn read_column(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    let column = column(cx)?;
    let mut bytes = Vec::with_capacity(column.values.len as usize);
    let host = &cx.guest.shared.host;
    let mut put = |value: &Value| put_value(column.field.kind, value, &mut bytes);
    host.with_state(|state| {
        (host.services.read_column)(state, column.component, column.index, &column.entities, &mut put)
    })??;
    memory::store(cx.memory, column.values.at, &bytes, "the values")?;
    Ok(column.entities.len() as u64)
}

/// As [`layout::encode_field`], with the most frequent kinds first.
fn put_value(kind: Kind, value: &Value, out: &mut Vec<u8>) {
    match value {
        Value::Vec3(v) => {
            let mut bytes = [0; 12];
            for (part, value) in bytes.as_chunks_mut::<4>().0.iter_mut().zip(v.to_array()) {
                *part = value.to_le_bytes();
            }
            out.extend_from_slice(&bytes);
        }
        value => layout::encode_field(kind, value, out),
    }
}

fn write_column(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    let column = column(cx)?;
    let mut bytes = vec![0; column.values.len as usize];
    cx.memory.read(column.values.at, &mut bytes);
    let kind = column.field.kind;
    let mut chunks = bytes.chunks_exact(kind.size() as usize);
    let mut next = || chunks.next().map_or(Ok(Value::Nil), |chunk| layout::decode_field(kind, chunk, 1));
    let host = &cx.guest.shared.host;
    host.with_state(|state| {
        (host.services.write_column)(state, column.component, column.index, &column.entities, &mut next)
    })??;
    Ok(column.entities.len() as u64)
}

fn event_id(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    let name = text(cx, 0, "the event's name")?;
    cx.guest.events.number(&name).map(u64::from)
}

fn event_name(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    let name: SmolStr = match cx.word(0) {
        u32::MAX => cx.guest.event.clone(),
        number => event_of(cx.guest, number)?,
    };
    give(cx, name.as_bytes().to_vec(), cx.word(1), cx.word(2))
}

fn event_of(guest: &Guest, number: u32) -> Result<SmolStr, HostError> {
    guest.events.name(number).cloned().ok_or_else(|| {
        HostError::new(format!("there is no event number {number}; get its number by event_id"))
    })
}

fn send_event(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    let name = Value::Str(event_of(cx.guest, cx.word(0))?);
    let bytes = memory::bytes(cx.memory, cx.word(2), cx.word(3), MOST_BYTES, "the event's data")?;
    cx.guest.hand_over(bytes.len())?;
    let data = decode(cx.guest, &bytes)?;
    match layout::entity(cx.arg(1)) {
        Value::Nil => call(cx.guest, "events", "send", &mut [name, data])?,
        entity => call(cx.guest, "events", "send_to", &mut [entity, name, data])?,
    };
    Ok(0)
}

fn read_result(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    let (offset, at, room) = (cx.word(0) as usize, cx.word(1), cx.word(2));
    let place = memory::checked(cx.memory, at, room, 1, "the result's place")?;
    let rest = cx.guest.result.get(offset..).unwrap_or_default();
    let fits = rest.get(..rest.len().min(place.len as usize)).unwrap_or_default();
    memory::store(cx.memory, at, fits, "the result")?;
    let charge = fits.len() as u64 / 8;
    cx.guest.charge(charge)?;
    Ok(cx.guest.result.len() as u64)
}

fn current_entity(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    let script = cx.guest.scripts.get(&cx.guest.instance);
    Ok(script.and_then(|(entity, _)| *entity).map_or(u64::MAX, |EntityId(id)| id))
}

fn script_fields(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    let mut bytes = Vec::new();
    if let Some((_, fields)) = cx.guest.scripts.get(&cx.guest.instance) {
        wire::encode(fields, &mut bytes);
    }
    give(cx, bytes, cx.word(0), cx.word(1))
}

fn save_state(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    let bytes = memory::bytes(cx.memory, cx.word(0), cx.word(1), MOST_BYTES, "the state")?;
    cx.guest.hand_over(bytes.len())?;
    cx.guest.saved = Some(bytes);
    Ok(0)
}

fn catch_errors(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    let on = cx.word(0) != 0;
    let before = std::mem::replace(&mut cx.guest.catches, on);
    Ok(u64::from(before))
}

fn last_error(cx: &mut Cx<'_>) -> Result<u64, HostError> {
    let place = memory::checked(cx.memory, cx.word(0), cx.word(1), 1, "the message's place")?;
    let message = cx.guest.error.take().unwrap_or_default();
    let fits = message.len().min(place.len as usize);
    memory::store(cx.memory, place.at, message.as_bytes().get(..fits).unwrap_or_default(), "the message")?;
    Ok(message.len() as u64)
}
