// The shapes as the sun sees them: depth only.

@group(0) @binding(0) var<uniform> world_to_light: mat4x4f;

struct CasterIn {
    @location(0) position: vec3f,
    @location(2) row_x: vec4f,
    @location(3) row_y: vec4f,
    @location(4) row_z: vec4f,
}

@vertex
fn caster_vertex(in: CasterIn) -> @builtin(position) vec4f {
    let local = vec4f(in.position, 1.0);
    let position = vec3f(dot(in.row_x, local), dot(in.row_y, local), dot(in.row_z, local));
    return world_to_light * vec4f(position, 1.0);
}
