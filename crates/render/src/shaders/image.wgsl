@group(0) @binding(0) var source: texture_2d<f32>;
@group(0) @binding(1) var source_sampler: sampler;

struct Corner {
    @builtin(position) position: vec4f,
    @location(0) at: vec2f,
}

@vertex
fn image_vertex(@builtin(vertex_index) index: u32) -> Corner {
    let corner = vec2f(f32(index & 1u) * 2.0, f32(index >> 1u) * 2.0);
    return Corner(vec4f(corner.x * 2.0 - 1.0, 1.0 - corner.y * 2.0, 0.0, 1.0), corner);
}

@fragment
fn image_multiply(in: Corner) -> @location(0) vec4f {
    let texel = textureSampleLevel(source, source_sampler, in.at, 0.0);
    return vec4f(texel.rgb * texel.a, texel.a);
}

@fragment
fn image_halve(in: Corner) -> @location(0) vec4f {
    return textureSampleLevel(source, source_sampler, in.at, 0.0);
}
