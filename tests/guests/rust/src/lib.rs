//! The ring in Rust, without `std`.
#![no_std]

use luminara_guest::*;

const COUNT: usize = 12;

struct Ring {
    time: f32,
    made: i32,
}

impl Script for Ring {
    fn init(&mut self, _: Entity) {
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

    fn update(&mut self, _: Entity, dt: f32) {
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

    fn event(&mut self, event: i32, _: &[u8]) {
        if event == self.made {
            log("heard of it");
        }
    }
}

script!(Ring = Ring { time: 0.0, made: 0 });
