//! The methods and short forms of an entity.

use glam::{Quat, Vec3};
use luminara_script::{Color, EntityId, HostError, Table, Value};
use smol_str::SmolStr;

use crate::frame::scene::Scene;
use crate::world::components::{Material, Mesh, Name, Shape, Tag, Transform, Velocity};
use crate::world::entity::id_of;
use crate::world::hierarchy;

/// A thing in the world. `position`, `rotation`, `scale`, `color`, `velocity`, `shape`, `name` and `tag` are short for fields of
/// its components; writing one adds the component where it has none.
///
/// ```lua
/// entity.position = entity.position + vec3(0, dt, 0)
/// entity.position.x = 3
/// ```
#[luminara_script::methods("entity", host = Scene)]
pub mod entity_methods {
    use super::*;

    /// Its number. No other living entity has it.
    ///
    /// ```lua
    /// print(entity:id() == world.spawn():id())  --> false
    /// ```
    pub fn id(this: EntityId) -> i64 {
        this.0 as i64
    }

    /// Destroys it at the end of the frame, after its `on_destroy`.
    ///
    /// ```lua
    /// entity:destroy()
    /// print(entity:is_valid())  --> false
    /// ```
    pub fn destroy(scene: &mut Scene, this: EntityId) {
        scene.destroy(this);
    }

    /// Whether it is there and was not destroyed.
    ///
    /// ```lua
    /// if entity:is_valid() then entity.color = color.green end
    /// ```
    pub fn is_valid(scene: &mut Scene, this: EntityId) -> bool {
        scene.is_valid(this)
    }

    /// Gives it a component: a built-in one with its defaults and the fields given, or one of your own with any value.
    ///
    /// ```lua
    /// entity:add_component("Velocity", { linear = vec3(0, 0, -4) })
    /// entity:add_component("Health", { current = 100, max = 100 })
    /// ```
    pub fn add_component(
        scene: &mut Scene,
        this: EntityId,
        component: SmolStr,
        fields: Option<Value>,
    ) -> Result<(), HostError> {
        scene.add_component(this, &component, fields.unwrap_or_default())
    }

    /// Takes a component away. Nothing happens when it has none.
    ///
    /// ```lua
    /// entity:add_component("Frozen")
    /// entity:remove_component("Frozen")
    /// print(entity:has_component("Frozen"))  --> false
    /// ```
    pub fn remove_component(scene: &mut Scene, this: EntityId, component: SmolStr) -> Result<(), HostError> {
        scene.remove_component(this, &component)
    }

    /// A copy of a component, or nil. Change it and give it back by `set_component`.
    ///
    /// ```lua
    /// entity:add_component("Velocity", { linear = vec3(1, 0, 0) })
    /// local velocity = entity:get_component("Velocity")
    /// velocity.linear.y = 5
    /// entity:set_component("Velocity", velocity)
    /// ```
    pub fn get_component(
        scene: &mut Scene,
        this: EntityId,
        component: SmolStr,
    ) -> Result<Option<Value>, HostError> {
        scene.get_component(this, &component)
    }

    /// Sets the fields given of a component, and adds it where it has none.
    ///
    /// ```lua
    /// entity:set_component("Material", { roughness = 0.1 })
    /// entity:set_component("Health", { current = 80, max = 100 })
    /// ```
    pub fn set_component(
        scene: &mut Scene,
        this: EntityId,
        component: SmolStr,
        fields: Option<Value>,
    ) -> Result<(), HostError> {
        scene.set_component(this, &component, fields.unwrap_or_default())
    }

    /// Whether it has a component.
    ///
    /// ```lua
    /// print(entity:has_component("Transform"))  --> true
    /// ```
    pub fn has_component(scene: &mut Scene, this: EntityId, component: SmolStr) -> Result<bool, HostError> {
        scene.has_component(this, &component)
    }

    /// Its tag, or nil.
    ///
    /// ```lua
    /// entity:set_tag("enemy")
    /// print(entity:get_tag())  --> enemy
    /// ```
    pub fn get_tag(scene: &mut Scene, this: EntityId) -> Result<Option<SmolStr>, HostError> {
        tag(scene, this)
    }

    /// Sets its tag.
    ///
    /// ```lua
    /// entity:set_tag("enemy")
    /// print(#world.find_by_tag("enemy") > 0)  --> true
    /// ```
    #[method]
    #[set]
    pub fn set_tag(scene: &mut Scene, this: EntityId, value: SmolStr) -> Result<(), HostError> {
        scene.change(this, |tag: &mut Tag| tag.value = value)
    }

    /// Runs a script of the project on it, from the next frame on. `fields` go into the script's `this`.
    ///
    /// ```lua
    /// local planet = world.spawn { shape = "sphere" }
    /// planet:attach_script("orbit.lua", { radius = 4, speed = 0.5 })
    /// ```
    pub fn attach_script(
        scene: &mut Scene,
        this: EntityId,
        file: SmolStr,
        fields: Option<Table>,
    ) -> Result<(), HostError> {
        let this_table = fields.map_or(Value::Nil, |fields| Value::Table(fields.into()));
        scene.attach_script(this, file, this_table)
    }

    /// Turns it so that its forward points at a place.
    ///
    /// ```lua
    /// entity:look_at(vec3(0, 0, 0))
    /// ```
    pub fn look_at(scene: &mut Scene, this: EntityId, target: Vec3) -> Result<(), HostError> {
        let mut transform = scene.transform(this)?.clone();
        super::super::transform::turn_to(&mut transform, target);
        scene.change(this, |old: &mut Transform| *old = transform)
    }

    /// Hangs it on another entity: its Transform is then relative to that one's, and it goes when that one goes. nil lets it go
    /// free. It keeps its Transform, so it may jump.
    ///
    /// ```lua
    /// local planet = world.spawn { shape = "sphere" }
    /// local moon = world.spawn { shape = "sphere", scale = 0.3, position = vec3(2, 0, 0), parent = planet }
    /// print(moon.parent == planet, #planet:children())
    /// ```
    #[method]
    #[set]
    pub fn set_parent(scene: &mut Scene, this: EntityId, value: Option<EntityId>) -> Result<(), HostError> {
        scene.set_parent(this, value)
    }

    /// What it hangs on, or nil.
    #[get]
    pub fn parent(scene: &mut Scene, this: EntityId) -> Result<Option<EntityId>, HostError> {
        let entity = scene.entity(this)?;
        Ok(hierarchy::parent_of(&scene.world, entity).map(id_of))
    }

    /// What hangs on it, in the order in which it was hung there.
    ///
    /// ```lua
    /// world.spawn { shape = "cube", position = vec3(1, 0, 0), parent = entity }
    /// print(#entity:children())  --> 1
    /// ```
    pub fn children(scene: &mut Scene, this: EntityId) -> Result<Vec<EntityId>, HostError> {
        let entity = scene.entity(this)?;
        Ok(hierarchy::children_of(&scene.world, entity).into_iter().map(id_of).collect())
    }

    /// Where it is in the world, metres, whatever it hangs on.
    #[get]
    pub fn world_position(scene: &mut Scene, this: EntityId) -> Result<Vec3, HostError> {
        let entity = scene.entity(this)?;
        Ok(hierarchy::placement_of(&scene.world, entity).position)
    }

    /// Moves it to a place of the world.
    #[set]
    pub fn set_world_position(scene: &mut Scene, this: EntityId, value: Vec3) -> Result<(), HostError> {
        let base = super::base_of(scene, this)?;
        let (local, _) = base.local(value, Quat::IDENTITY);
        scene.set_field::<Transform>(this, "position", &Value::Vec3(local))
    }

    /// How it is turned in the world, whatever it hangs on.
    #[get]
    pub fn world_rotation(scene: &mut Scene, this: EntityId) -> Result<Quat, HostError> {
        let entity = scene.entity(this)?;
        Ok(hierarchy::placement_of(&scene.world, entity).rotation)
    }

    /// Turns it to a rotation in the world.
    #[set]
    pub fn set_world_rotation(scene: &mut Scene, this: EntityId, value: Quat) -> Result<(), HostError> {
        let base = super::base_of(scene, this)?;
        let (_, local) = base.local(Vec3::ZERO, value);
        scene.set_field::<Transform>(this, "rotation", &Value::Quat(local))
    }

    /// Where it is, metres; relative to its parent, if it has one.
    #[get]
    pub fn position(scene: &mut Scene, this: EntityId) -> Result<Vec3, HostError> {
        Ok(scene.transform(this)?.position)
    }

    /// Moves it.
    #[set]
    pub fn set_position(scene: &mut Scene, this: EntityId, value: Value) -> Result<(), HostError> {
        scene.set_field::<Transform>(this, "position", &value)
    }

    /// How it is turned.
    #[get]
    pub fn rotation(scene: &mut Scene, this: EntityId) -> Result<Quat, HostError> {
        Ok(scene.transform(this)?.rotation)
    }

    /// Turns it.
    #[set]
    pub fn set_rotation(scene: &mut Scene, this: EntityId, value: Value) -> Result<(), HostError> {
        scene.set_field::<Transform>(this, "rotation", &value)
    }

    /// How large it is along each of its axes. A number may be given for all three.
    #[get]
    pub fn scale(scene: &mut Scene, this: EntityId) -> Result<Vec3, HostError> {
        Ok(scene.transform(this)?.scale)
    }

    /// Scales it.
    #[set]
    pub fn set_scale(scene: &mut Scene, this: EntityId, value: Value) -> Result<(), HostError> {
        scene.set_scale(this, value)
    }

    /// The whole of its Transform, a copy.
    #[get]
    pub fn transform(scene: &mut Scene, this: EntityId) -> Result<Transform, HostError> {
        Ok(scene.transform(this)?.clone())
    }

    /// Sets its Transform.
    #[set]
    pub fn set_transform(scene: &mut Scene, this: EntityId, value: Value) -> Result<(), HostError> {
        scene.set_component(this, "Transform", value)
    }

    /// Metres a second that it moves by itself. Zero where it has no Velocity.
    #[get]
    pub fn velocity(scene: &mut Scene, this: EntityId) -> Result<Vec3, HostError> {
        Ok(super::read::<Velocity>(scene, this)?.map_or(Vec3::ZERO, |velocity| velocity.linear))
    }

    /// Sets how it moves by itself.
    #[set]
    pub fn set_velocity(scene: &mut Scene, this: EntityId, value: Value) -> Result<(), HostError> {
        scene.set_field::<Velocity>(this, "linear", &value)
    }

    /// Its colour. Text may be given, as in CSS: "tomato", "#ffb454", "rgb(255 180 84)".
    #[get]
    pub fn color(scene: &mut Scene, this: EntityId) -> Result<Color, HostError> {
        Ok(super::read::<Material>(scene, this)?.cloned().unwrap_or_default().color)
    }

    /// Paints it.
    #[set]
    pub fn set_color(scene: &mut Scene, this: EntityId, value: Value) -> Result<(), HostError> {
        scene.set_field::<Material>(this, "color", &value)
    }

    /// The shape that is drawn, or nil.
    #[get]
    pub fn shape(scene: &mut Scene, this: EntityId) -> Result<Option<Shape>, HostError> {
        Ok(super::read::<Mesh>(scene, this)?.map(|mesh| mesh.shape))
    }

    /// Gives it a shape; nil takes it away.
    #[set]
    pub fn set_shape(scene: &mut Scene, this: EntityId, value: Value) -> Result<(), HostError> {
        scene.set_shape(this, value)
    }

    /// Its name, or nil.
    #[get]
    pub fn name(scene: &mut Scene, this: EntityId) -> Result<Option<SmolStr>, HostError> {
        Ok(super::read::<Name>(scene, this)?.map(|name| name.value.clone()))
    }

    /// Names it.
    #[set]
    pub fn set_name(scene: &mut Scene, this: EntityId, value: SmolStr) -> Result<(), HostError> {
        scene.change(this, |name: &mut Name| name.value = value)
    }

    /// Its tag, or nil.
    #[get]
    pub fn tag(scene: &mut Scene, this: EntityId) -> Result<Option<SmolStr>, HostError> {
        Ok(super::read::<Tag>(scene, this)?.map(|tag| tag.value.clone()))
    }
}

/// Where the space of an entity's Transform lies in the world.
fn base_of(scene: &Scene, id: EntityId) -> Result<hierarchy::Placement, HostError> {
    let parent = hierarchy::parent_of(&scene.world, scene.entity(id)?);
    Ok(parent.map_or(hierarchy::Placement::HOME, |parent| hierarchy::placement_of(&scene.world, parent)))
}

fn read<T: bevy_ecs::component::Component>(scene: &Scene, id: EntityId) -> Result<Option<&T>, HostError> {
    Ok(scene.entity_ref(id)?.get::<T>())
}
