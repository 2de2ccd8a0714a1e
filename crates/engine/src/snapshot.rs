//! The whole world as a table, and back.

use std::collections::BTreeMap;

use bevy_ecs::entity::Entity;
use luminara_script::{EntityId, FromValue, HostError, InstanceId, ScriptStruct, StructValue, Table, Value};
use smol_str::SmolStr;

use crate::hierarchy;
use crate::scene::{Custom, Dying, Scene, id_of};

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
        for entity in made.into_iter().filter_map(crate::scene::entity_of) {
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
        if let Some(Value::Entity(old)) = entity.fields.get("id") {
            renamed.insert(*old, id);
        }
    }
    for (entity, id) in entities.iter().zip(made.iter()) {
        for (name, value) in
            entity.fields.iter().filter(|(name, _)| !matches!(name.as_str(), "id" | "parent"))
        {
            scene.add_component(*id, name, rename(value, &renamed))?;
        }
        if let Some(parent) = entity.fields.get("parent") {
            let parent = EntityId::expect(&rename(parent, &renamed), || "'parent'".into())?;
            scene.set_parent(*id, Some(parent))?;
        }
    }
    Ok(())
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
