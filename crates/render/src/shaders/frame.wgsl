// What every shader of the main pass knows: the frame's uniforms, the sky, the air and the tone curve.
// Mirrors `FrameUniforms` in frame.rs.

struct PointLight {
    position: vec3f,
    range: f32,
    color: vec3f, // times intensity
    pad: f32,
}

struct Frame {
    world_to_clip: mat4x4f,
    world_to_light: array<mat4x4f, 2>,
    camera: vec3f,
    orthographic: f32, // 1 or 0
    forward: vec3f,
    ambient: f32,
    ray_right: vec3f, // half the picture's width, one unit ahead
    fog_density: f32,
    ray_up: vec3f,
    exposure: f32,
    toward_sun: vec3f,
    has_shadow: f32, // 1 or 0
    sun_color: vec3f, // times intensity
    shadow_texel_near: f32, // a texel's edge, in units of the world
    sky_zenith: vec3f,
    shadow_texel_far: f32,
    sky_horizon: vec3f,
    point_light_count: u32,
    ground: vec3f,
    grid_fade: f32, // where the grid has vanished, in units
    pixel: vec2f, // one over the picture's size
    grid_centre: vec2f,
    shadow_depth: vec2f, // how deep each shadow map is, in units
    pad: vec2f,
    point_lights: array<PointLight, 16>,
}

@group(0) @binding(0) var<uniform> frame: Frame;

// The direction in which the camera sees a pixel. An orthographic camera gets a narrow lens here, so that its sky is
// a gradient as well.
fn view_direction(pixel: vec4f) -> vec3f {
    let ndc = vec2f(pixel.x * frame.pixel.x * 2.0 - 1.0, 1.0 - pixel.y * frame.pixel.y * 2.0);
    return normalize(frame.forward + frame.ray_right * ndc.x + frame.ray_up * ndc.y);
}

// The sky without its sun. Below the horizon it is the ground, far and near.
fn sky(direction: vec3f) -> vec3f {
    // The distance from the horizon, rounded off at 0 so that no crease shows there.
    let away = sqrt(direction.y * direction.y + 0.0006) - 0.0245;
    if direction.y >= 0.0 {
        return mix(frame.sky_zenith, frame.sky_horizon, exp(-away * 8.0));
    }
    return mix(frame.ground, frame.sky_horizon, exp(-away * 7.0));
}

// The sun's disc and the glow around it.
fn sun_glow(direction: vec3f) -> vec3f {
    let cosine = max(dot(direction, frame.toward_sun), 0.0);
    let halo = 0.10 * pow(cosine, 12.0) + 0.35 * pow(cosine, 220.0);
    return frame.sun_color * halo * smoothstep(-0.15, 0.05, direction.y);
}

fn sun_disc(direction: vec3f) -> vec3f {
    let cosine = dot(direction, frame.toward_sun);
    return frame.sun_color * 6.0 * smoothstep(0.9996, 0.99985, cosine) * smoothstep(-0.01, 0.01, direction.y);
}

// How much of what is at `position` the air has taken, 0 to 1. The haze lies on the ground and thins out upward, so that
// it takes the far edge of a floor but not a scene that is looked at from high above.
fn fog(position: vec3f) -> f32 {
    let haze_height = 12.0;
    let low = max(frame.camera.y, 0.0) / haze_height;
    let high = max(position.y, 0.0) / haze_height;
    let rise = high - low;
    // The mean of exp(-height) along the way.
    let mean = select((exp(-low) - exp(-high)) / rise, exp(-low), abs(rise) < 1e-3);
    let thickness = distance(position, frame.camera) * frame.fog_density * mean;
    return (1.0 - exp(-thickness * thickness)) * (1.0 - frame.orthographic);
}

// How much of a light's strength is left at `distance`: the inverse square, brought smoothly to 0 at `range`.
fn falloff(distance: f32, range: f32) -> f32 {
    let ratio = distance / range;
    let window = saturate(1.0 - ratio * ratio * ratio * ratio);
    return window * window / (distance * distance + 0.05);
}

// Khronos PBR Neutral: colours below paper white stay as they were asked for; what is brighter rolls off to white.
// https://github.com/KhronosGroup/ToneMapping/blob/main/PBR_Neutral
fn tone(light: vec3f) -> vec3f {
    let start = 0.76;
    let desaturation = 0.15;
    var color = max(light * frame.exposure, vec3f(0.0));
    let low = min(color.r, min(color.g, color.b));
    let offset = select(0.04, low - 6.25 * low * low, low < 0.08);
    color -= offset;
    let peak = max(color.r, max(color.g, color.b));
    if peak < start {
        return color;
    }
    let d = 1.0 - start;
    let new_peak = 1.0 - d * d / (peak + d - start);
    color *= new_peak / peak;
    let g = 1.0 - 1.0 / (desaturation * (peak - new_peak) + 1.0);
    return mix(color, vec3f(new_peak), g);
}

// Interleaved gradient noise, 0 to 1: even over any few neighbouring pixels. Jimenez, 2014.
fn gradient_noise(pixel: vec4f) -> f32 {
    return fract(52.9829189 * fract(dot(floor(pixel.xy), vec2f(0.06711056, 0.00583715))));
}

// Half a step of noise, so that gradients don't band in eight bits; scaled by the slope of the sRGB curve, since the
// target encodes after us.
fn dither(color: vec3f, pixel: vec4f) -> vec3f {
    let noise = gradient_noise(pixel) - 0.5;
    let slope = 2.2 * pow(max(color, vec3f(0.0005)), vec3f(0.545));
    return max(color + noise * slope / 255.0, vec3f(0.0));
}
