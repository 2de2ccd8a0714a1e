//! The ring in Rust, without `std`.
#![no_std]

use luminara_guest::*;

const COUNT: usize = 12;

struct Ring {
    time: f32,
    made: i32,
}

#[script]
impl Ring {
    const START: Self = Self { time: 0.0, made: 0 };

    fn on_init(&mut self) {
        for i in 0..COUNT {
            let bead = Entity::spawn();
            bead.set_shape(Mesh::SHAPE_SPHERE);
            bead.set_position(Vec3::new(i as f32 - 5.5, 1.0, 0.0));
            bead.set_name("bead");
        }
        log("ring made");
        self.made = event_id("made");
        send(self.made, Entity::NOBODY, &[]);
    }

    fn on_update(&mut self, _: Entity, dt: f32) {
        self.time += dt;
        let (mut ring, mut positions) = ([Entity::NOBODY; COUNT], [Vec3::ZERO; COUNT]);
        let count = query(&[Transform::NUMBER, Mesh::NUMBER], &mut ring).min(COUNT);
        read_column::<Transform, _>(Transform::POSITION, &ring[..count], &mut positions);
        for (i, position) in positions.iter_mut().enumerate() {
            let phase = self.time + i as f32 * 0.25;
            let phase = phase - (phase as i32) as f32;
            position.y = 1.0 + phase * (1.0 - phase);
        }
        write_column::<Transform, _>(Transform::POSITION, &ring[..count], &positions);
    }

    fn on_event(&mut self, event: i32) {
        if event == self.made {
            log("heard of it");
        }
    }
}
