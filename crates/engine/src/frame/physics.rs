//! Physics within a frame: the step, what is told of touches, what is drawn.

use luminara_script::{Hook, LogLevel, Table, Value};
use smol_str::SmolStr;

use crate::frame::scene::Scene;
use crate::parts::drawing::{Paint, Point};
use crate::parts::physics::Trigger;
use crate::parts::physics::{Contact, Moment, Outlined, Shown};
use crate::world::components::Name;
use crate::world::entity::id_of;

impl Scene {
    /// The hook that tells one of a contact's entities of it, and its arguments.
    pub fn contact_call(&self, contact: &Contact, is_second: bool) -> (Hook, Vec<Value>) {
        let (this, other) = if is_second { (contact.b, contact.a) } else { (contact.a, contact.b) };
        let mut args = vec![Value::Entity(id_of(this)), Value::Entity(id_of(other))];
        if contact.in_trigger {
            let trigger = self.world.get::<Trigger>(contact.a);
            args.insert(1, Value::Str(trigger.map_or("sensor".into(), |trigger| trigger.name.clone())));
            let hook = match contact.moment {
                Moment::Begin { .. } => Hook::Trigger,
                Moment::Stay => Hook::TriggerStay,
                Moment::End => Hook::TriggerEnd,
            };
            return (hook, args);
        }
        let hook = match contact.moment {
            Moment::Begin { point, normal, speed } => {
                let normal = if is_second { -normal } else { normal };
                let fields = [
                    (SmolStr::new_static("point"), Value::Vec3(point)),
                    (SmolStr::new_static("normal"), Value::Vec3(normal)),
                    (SmolStr::new_static("speed"), Value::Float(f64::from(speed))),
                ];
                args.push(Value::Table(Table { fields: fields.into(), list: Vec::new() }.into()));
                Hook::Collision
            }
            Moment::Stay => Hook::CollisionStay,
            Moment::End => Hook::CollisionEnd,
        };
        (hook, args)
    }

    /// Lets `seconds` pass for bodies, and tells what touched.
    pub fn step_physics(&mut self, seconds: f64) -> Vec<Contact> {
        self.settle();
        if self.physics.is_empty() || seconds <= 0.0 {
            return Vec::new();
        }
        for entity in self.physics.step(&mut self.world, seconds) {
            self.indexes.refresh_place(&self.world, entity);
            self.touch_children(entity);
        }
        for (entity, complaint) in self.physics.take_complaints() {
            let name = self.world.get::<Name>(entity).map(|name| format!(" '{}'", name.value));
            let text = format!("{}{}: {complaint}", id_of(entity), name.unwrap_or_default());
            self.say(LogLevel::Warn, text, None);
        }
        self.physics.contacts()
    }

    /// Draws what of physics is to be seen; what is too much for a frame is left out.
    pub fn draw_physics(&mut self) {
        let shown = self.physics.shown;
        if shown == Shown::default() {
            return;
        }
        let Self { physics, drawing, .. } = self;
        physics.outline(&mut |of, from, to| {
            let (is_shown, color) = match of {
                Outlined::Contact => (shown.contacts, [1.0, 0.25, 0.25, 1.0]),
                Outlined::Joint => (shown.joints, [1.0, 0.85, 0.2, 1.0]),
                Outlined::Fixed => (shown.colliders, [0.65, 0.65, 0.7, 0.9]),
                Outlined::Kinematic => (shown.colliders, [0.3, 0.7, 1.0, 1.0]),
                Outlined::Awake => (shown.colliders, [0.35, 0.95, 0.45, 1.0]),
                Outlined::Asleep => (shown.colliders, [0.35, 0.55, 0.4, 1.0]),
                Outlined::Trigger => (shown.colliders, [0.85, 0.45, 1.0, 1.0]),
            };
            if is_shown {
                let paint = Paint { color, thickness: None, layer: 0, on_top: true };
                let points = [from, to].map(|at| Point { at, in_world: true });
                let _ = drawing.line(points.into_iter(), paint);
            }
        });
    }
}
