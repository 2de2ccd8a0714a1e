//! Making an entity from a table, with all that hangs on it.

use std::borrow::Cow;

use glam::Vec3;
use luminara_script::nearest::suggestion;
use luminara_script::{EntityId, FromValue, HostError, InstanceId, Table, Value};
use smol_str::SmolStr;

use crate::frame::component_access::FIELDS_OF_SPAWN;
use crate::frame::scene::{AttachRequest, Scene};
use crate::world::components::{Material, Mesh, Name, Tag, Transform, Velocity};
use crate::world::entity::entity_of;
use crate::world::hierarchy;

/// What is wrong with one of the project's templates: it is tried in an empty scene.
pub fn check_template(scene: &Scene, name: &str) -> Result<(), HostError> {
    let mut trial = Scene::new(1, scene.limits, scene.extensions.clone());
    trial.files.clone_from(&scene.files);
    trial.templates.of_project.clone_from(&scene.templates.of_project);
    let fields = trial.templates.get(name)?.clone();
    // A child's error has no `world.spawn` before it.
    spawn_of(&mut trial, InstanceId::default(), &fields, 1).map(|_| ())
}

/// Makes an entity and what hangs on it, or nothing of it.
pub fn spawn_of(
    scene: &mut Scene,
    maker: InstanceId,
    fields: &Table,
    depth: usize,
) -> Result<EntityId, HostError> {
    if depth > hierarchy::MAX_DEPTH {
        return Err(HostError::limit(format!("children are nested more than {} deep", hierarchy::MAX_DEPTH)));
    }
    let id = scene.spawn(maker)?;
    let whole = scene.templates.whole(fields).map(Cow::into_owned);
    let filled = whole.and_then(|fields| fill(scene, maker, id, &fields, depth));
    if let Err(error) = filled {
        // Half an entity helps nobody.
        if let Some(entity) = entity_of(id) {
            scene.despawn(entity);
        }
        return Err(match depth {
            0 => HostError { message: format!("world.spawn: {}", error.message), ..error },
            _ => error,
        });
    }
    Ok(id)
}

fn fill(
    scene: &mut Scene,
    maker: InstanceId,
    id: EntityId,
    fields: &Table,
    depth: usize,
) -> Result<(), HostError> {
    for (name, value) in fields.fields.iter().filter(|(name, _)| *name != "children") {
        scene.set_short_form(id, name, value)?;
    }
    let Some(children) = fields.fields.get("children") else { return Ok(()) };
    spawn_children(scene, maker, id, children, depth)
}

/// Makes what hangs on an entity.
pub fn spawn_children(
    scene: &mut Scene,
    maker: InstanceId,
    parent: EntityId,
    children: &Value,
    depth: usize,
) -> Result<(), HostError> {
    for child in Vec::<Table>::expect(children, || "'children'".into())? {
        let child = spawn_of(scene, maker, &child, depth + 1)?;
        scene.set_parent(child, Some(parent))?;
    }
    Ok(())
}

impl Scene {
    /// Sets what `world.spawn` may name: a short form or a component.
    pub fn set_short_form(&mut self, id: EntityId, name: &str, value: &Value) -> Result<(), HostError> {
        match name {
            "position" | "rotation" => self.set_field::<Transform>(id, name, value),
            "scale" => self.set_scale(id, value.clone()),
            "velocity" => self.set_field::<Velocity>(id, "linear", value),
            "color" => self.set_field::<Material>(id, name, value),
            "shape" => self.set_shape(id, value.clone()),
            "name" => {
                let text = SmolStr::expect(value, || "'name'".into())?;
                self.change(id, |name: &mut Name| name.value = text)
            }
            "tag" => {
                let text = SmolStr::expect(value, || "'tag'".into())?;
                self.change(id, |tag: &mut Tag| tag.value = text)
            }
            "parent" => {
                let parent = <Option<EntityId> as FromValue>::expect(value, || "'parent'".into())?;
                self.set_parent(id, parent)
            }
            "script" => self.attach_scripts(id, value),
            name if name.starts_with(char::is_uppercase) => self.set_component(id, name, value.clone()),
            other => Err(HostError::new(format!(
                "there is no short form '{other}' (components begin with a capital, as in Velocity = {{ … }}){}",
                suggestion(other, FIELDS_OF_SPAWN)
            ))),
        }
    }

    /// Scales an entity; a number is meant for all three axes.
    pub fn set_scale(&mut self, id: EntityId, value: Value) -> Result<(), HostError> {
        let value = f32::from_value(&value).map_or(value, |all| Value::Vec3(Vec3::splat(all)));
        self.set_field::<Transform>(id, "scale", &value)
    }

    /// Gives an entity a shape; nil takes it away.
    pub fn set_shape(&mut self, id: EntityId, value: Value) -> Result<(), HostError> {
        match value.is_nil() {
            true => self.remove_component(id, "Mesh"),
            false => self.set_field::<Mesh>(id, "shape", &value),
        }
    }

    /// Has one script, or each of a list, run on an entity.
    fn attach_scripts(&mut self, id: EntityId, value: &Value) -> Result<(), HostError> {
        let Value::Array(files) = value else {
            let file = SmolStr::expect(value, || "'script'".into())?;
            return self.attach_script(id, file, Value::Nil);
        };
        for (i, file) in (1..).zip(files.iter()) {
            let file = SmolStr::expect(file, || format!("'script'[{i}]"))?;
            self.attach_script(id, file, Value::Nil)?;
        }
        Ok(())
    }

    /// Has a script of the project run on an entity, from the next init phase on. `this` is a table, or nil for an empty one.
    pub fn attach_script(&mut self, entity: EntityId, file: SmolStr, this: Value) -> Result<(), HostError> {
        self.entity(entity)?;
        if !self.files.contains_key(&file) {
            let hint = suggestion(&file, self.files.keys().map(SmolStr::as_str));
            return Err(HostError::new(format!("the project has no file '{file}'{hint}")));
        }
        let extension = file.rsplit_once('.').map_or("", |(_, extension)| extension);
        if !self.extensions.contains(&extension) {
            let known = self.extensions.join(", ");
            return Err(HostError::new(format!("'{file}' is no script; scripts end in: {known}")));
        }
        self.attach_requests.push(AttachRequest { entity, file, this });
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::world::entity::id_of;

    #[test]
    fn ids_round_trip() {
        let mut scene = Scene::new(1, Default::default(), Vec::new());
        let first = scene.spawn(luminara_script::InstanceId(1)).unwrap();
        assert_eq!(entity_of(first).map(id_of), Some(first));
        assert!(scene.is_valid(first));
        scene.destroy(first);
        assert!(!scene.is_valid(first));
        scene.despawn(entity_of(first).unwrap());
        let second = scene.spawn(luminara_script::InstanceId(1)).unwrap();
        assert_ne!(first, second);
        assert!(!scene.is_valid(first) && scene.is_valid(second));
    }
}
