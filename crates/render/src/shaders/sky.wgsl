// The sky, behind everything: one triangle that covers the picture, at the far plane.

@vertex
fn sky_vertex(@builtin(vertex_index) index: u32) -> @builtin(position) vec4f {
    let corner = vec2f(f32(index & 1u) * 4.0 - 1.0, f32(index >> 1u) * 4.0 - 1.0);
    return vec4f(corner, 0.0, 1.0);
}

@fragment
fn sky_fragment(@builtin(position) pixel: vec4f) -> @location(0) vec4f {
    let direction = view_direction(pixel);
    let color = tone(sky(direction) + sun_glow(direction) + sun_disc(direction));
    return vec4f(dither(color, pixel), 1.0);
}
