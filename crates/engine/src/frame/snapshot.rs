//! The whole world as a table or as JSON, and back.

use std::collections::BTreeMap;

use bevy_ecs::entity::Entity;
use luminara_project::Data;
use luminara_script::{
    EntityId, FromValue, HostError, InstanceId, ScriptStruct, StructValue, Table, Type, Value,
};
use smol_str::SmolStr;

use crate::frame::component_access::is_field_of_spawn;
use crate::frame::scene::Scene;
use crate::frame::spawn::spawn_children;
use crate::parts::assets::AssetType;
use crate::parts::data::{environment_of, fields_of, plain, to_json};
use crate::world::components::Environment;
use crate::world::entity::{Custom, Dying, entity_of, id_of};
use crate::world::hierarchy;

/// The world as a table: `entities`, a list of tables with the components by name, each with the number `id` by which others name it,
/// and `environment`.
pub fn save(scene: &mut Scene) -> Table {
    let mut list = Vec::new();
    for entity in scene.all_entities() {
        if scene.world.get::<Dying>(entity).is_some() {
            continue;
        }
        list.push(Value::Table(save_entity(scene, entity).into()));
    }
    let fields = [
        (SmolStr::new_static("version"), Value::Int(1)),
        (SmolStr::new_static("entities"), Value::Array(list.into())),
        (SmolStr::new_static("environment"), Value::Table(table_of(&scene.environment.to_struct()).into())),
    ];
    Table { fields: fields.into(), list: Vec::new() }
}

fn save_entity(scene: &Scene, entity: Entity) -> Table {
    let mut fields = BTreeMap::new();
    fields.insert(SmolStr::new_static("id"), Value::Entity(id_of(entity)));
    if let Some(parent) = hierarchy::parent_of(&scene.world, entity) {
        fields.insert(SmolStr::new_static("parent"), Value::Entity(id_of(parent)));
    }
    for ty in scene.types.iter() {
        if let Some(value) = (ty.get)(&scene.world, entity) {
            fields.insert(SmolStr::new_static(ty.def.name), Value::Table(table_of(&value).into()));
        }
    }
    if let Some(custom) = scene.world.get::<Custom>(entity) {
        fields.extend(custom.0.iter().map(|(name, value)| (name.clone(), value.clone())));
    }
    Table { fields, list: Vec::new() }
}

/// A struct's fields by name.
fn table_of(value: &StructValue) -> Table {
    let named = value.def.fields.iter().zip(&value.fields);
    let fields = named.map(|(field, value)| (SmolStr::new_static(field.name), value.clone())).collect();
    Table { fields, list: Vec::new() }
}

/// The world as JSON, an entity a line.
pub fn save_text(scene: &mut Scene) -> String {
    let saved = save(scene);
    let lines = |value: &Value| match value {
        Value::Array(entities) => {
            let lines: Vec<String> = entities.iter().map(|entity| entity_json(scene, entity)).collect();
            format!("[\n    {}\n  ]", lines.join(",\n    "))
        }
        value => to_json(value, None).to_string(),
    };
    let environment = Type::Struct(Environment::def());
    let environment = to_json(&Value::Struct(scene.environment.to_struct().into()), Some(&environment));
    let entities = saved.fields.get("entities").map(lines).unwrap_or_default();
    format!("{{\n  \"version\": 1,\n  \"environment\": {environment},\n  \"entities\": {entities}\n}}\n")
}

/// An entity of a saved table.
fn entity_json(scene: &Scene, entity: &Value) -> String {
    let Value::Table(entity) = entity else { return String::new() };
    let mut json = serde_json::Map::new();
    for (name, value) in &entity.fields {
        let value = match (scene.def_of(name), value) {
            (Some(def), Value::Table(fields)) => serde_json::Value::Object(
                fields
                    .fields
                    .iter()
                    .filter(|(_, value)| !value.is_nil())
                    .map(|(name, value)| {
                        let field = def.fields.iter().find(|field| field.name == name);
                        (name.to_string(), to_json(value, field.map(|field| &field.ty)))
                    })
                    .collect(),
            ),
            (_, value) => to_json(value, None),
        };
        json.insert(name.to_string(), value);
    }
    serde_json::Value::Object(json).to_string()
}

/// A saved world from what `scene.load` was given: a table, the name of a file, or the text of one.
pub fn read(scene: &Scene, saved: &Value) -> Result<Table, HostError> {
    let data = match saved {
        Value::Str(text) if text.trim_start().starts_with('{') => Data::from_json(text.as_bytes())
            .map_err(|error| HostError::new(format!("scene.load: the text can't be read at {error}"))),
        Value::Str(file) => {
            let (file, bytes) = scene.file(file)?;
            if AssetType::of(&file, &[]) != AssetType::Data {
                return Err(HostError::new(format!("scene.load reads .json and .toml files, not '{file}'")));
            }
            AssetType::data_of(&file, &bytes).map_err(|error| HostError::new(format!("{file}:{error}")))
        }
        table => return Table::expect(table, || "argument 1 ('saved') of scene.load".into()),
    };
    scene_of(scene, data?)
}

/// Data as `load` takes it.
fn scene_of(scene: &Scene, data: Data) -> Result<Table, HostError> {
    let def_of = |name: &str| scene.def_of(name);
    let Data::Table(parts) = data else {
        return Err(HostError::new("scene.load expects data with 'entities', got a list or a plain value"));
    };
    let mut table = Table::default();
    for (name, part) in parts {
        let value = match (name.as_str(), part) {
            ("entities", Data::List(entities)) => {
                let of = |entity: &Data| match entity {
                    Data::Table(fields) => Value::Table(fields_of(fields, &def_of).into()),
                    other => plain(other),
                };
                Value::Array(entities.iter().map(of).collect::<Vec<_>>().into())
            }
            ("environment", fields) => environment_of(&fields),
            (_, other) => plain(&other),
        };
        table.fields.insert(name.into(), value);
    }
    Ok(table)
}

/// Makes what a table says, in place of all that is there. On an error nothing of it is left, and the old world stays.
pub fn load(scene: &mut Scene, maker: InstanceId, saved: &Table) -> Result<Vec<EntityId>, HostError> {
    let Some(entities) = saved.fields.get("entities") else {
        return Err(HostError::new("scene.load expects a table that scene.save made: it has no 'entities'"));
    };
    let entities = Vec::<Table>::expect(entities, || "'entities' of scene.load".into())?;
    let mut environment = scene.environment.clone();
    if let Some(fields) = saved.fields.get("environment") {
        environment.assign(fields)?;
    }
    let old: Vec<Entity> = scene.all_entities();
    let mut made = Vec::new();
    // As at the start, a whole scene may come at once.
    let was_setting_up = std::mem::replace(&mut scene.is_setting_up, true);
    let outcome = make_all(scene, maker, &entities, &mut made);
    scene.is_setting_up = was_setting_up;
    if let Err(error) = outcome {
        for entity in made.into_iter().filter_map(entity_of) {
            scene.despawn(entity);
        }
        return Err(HostError { message: format!("scene.load: {}", error.message), ..error });
    }
    for entity in old {
        scene.destroy_entity(entity);
    }
    scene.environment = environment;
    Ok(made)
}

fn make_all(
    scene: &mut Scene,
    maker: InstanceId,
    entities: &[Table],
    made: &mut Vec<EntityId>,
) -> Result<(), HostError> {
    // Who has which new name: what is saved names others by their old ones.
    let mut renamed = BTreeMap::new();
    for entity in entities {
        let id = scene.spawn(maker)?;
        made.push(id);
        if let Some(old) = entity.fields.get("id").and_then(named) {
            renamed.insert(old, id);
        }
    }
    for (entity, id) in entities.iter().zip(made.iter()) {
        let whole = scene.templates.whole(entity)?.into_owned();
        for (name, value) in &whole.fields {
            match name.as_str() {
                "id" | "parent" => {}
                "children" => spawn_children(scene, maker, *id, value, 0)?,
                name if is_field_of_spawn(name) => scene.set_short_form(*id, name, value)?,
                name => scene.add_component(*id, name, rename(value, &renamed))?,
            }
        }
        if let Some(parent) = entity.fields.get("parent") {
            let parent = named(parent).map_or_else(|| parent.clone(), Value::Entity);
            let parent = EntityId::expect(&rename(&parent, &renamed), || "'parent'".into())?;
            scene.set_parent(*id, Some(parent))?;
        }
    }
    Ok(())
}

/// Who is meant by an entity or, in a file that was written by hand, by a number.
fn named(value: &Value) -> Option<EntityId> {
    match value {
        Value::Entity(id) => Some(*id),
        Value::Int(number) => Some(EntityId(*number as u64)),
        _ => None,
    }
}

/// A value with the entities in it called by their new names; one that wasn't saved becomes nil.
fn rename(value: &Value, renamed: &BTreeMap<EntityId, EntityId>) -> Value {
    match value {
        Value::Entity(old) => renamed.get(old).map_or(Value::Nil, |new| Value::Entity(*new)),
        Value::Array(values) => {
            Value::Array(values.iter().map(|value| rename(value, renamed)).collect::<Vec<_>>().into())
        }
        Value::Table(table) => {
            let fields =
                table.fields.iter().map(|(name, value)| (name.clone(), rename(value, renamed))).collect();
            let list = table.list.iter().map(|value| rename(value, renamed)).collect();
            Value::Table(Table { fields, list }.into())
        }
        other => other.clone(),
    }
}
