// Is a point in the sun? Two shadow maps, the near one finer. Shadows are sharp where they touch what throws them and
// soften with the distance from it, as the sun's do. Fernando, "Percentage-closer soft shadows", 2005.

@group(1) @binding(0) var shadow_map: texture_depth_2d_array;
@group(1) @binding(1) var shadow_sampler: sampler_comparison;

const SHADOW_SIZE: f32 = 2048.0;
// How fast shadows soften: the sun's apparent radius, several times the real one.
const SUN_RADIUS: f32 = 0.06;
// The most that an edge is softened to either side, in units; within what the taps can cover.
const WIDEST: f32 = 0.2;
const SEARCH_TAPS: u32 = 12u;
const FILTER_TAPS: u32 = 32u;

// Both loops below walk an even spiral over a disc: each step turns by the golden angle.
const GOLDEN: mat2x2f = mat2x2f(-0.737368878, 0.675490294, -0.675490294, -0.737368878);

struct ShadowPoint {
    uv: vec2f,
    depth: f32,
    inside: f32, // 1 well inside of the map, 0 at its edge and beyond
}

fn shadow_point(layer: i32, position: vec3f, normal: vec3f, texel: f32) -> ShadowPoint {
    // A surface at a slant to the light would shade itself, texel by texel: move the point off it.
    let slant = 1.0 - saturate(dot(normal, frame.toward_sun));
    let lifted = position + normal * texel * (0.6 + 2.4 * slant) + frame.toward_sun * texel;
    let light = frame.world_to_light[layer] * vec4f(lifted, 1.0);
    let edge = max(abs(light.x), abs(light.y));
    return ShadowPoint(
        vec2f(light.x * 0.5 + 0.5, 0.5 - light.y * 0.5),
        saturate(light.z),
        1.0 - smoothstep(0.86, 0.97, edge),
    );
}

fn shadow_filter(layer: i32, at: ShadowPoint, texel: f32, depth: f32, turn: vec2f) -> f32 {
    let widest = clamp(WIDEST / texel, 2.0, 12.0);
    // Wider than the filter below, so that no pixel that it would darken is missed by all of the few taps.
    let search = widest * 1.4;
    var toward = turn;
    var blockers = 0u;
    var blocker_depth = 0.0;
    for (var i = 0u; i < SEARCH_TAPS; i++) {
        let out = sqrt((f32(i) + 0.5) / f32(SEARCH_TAPS)) * search;
        let texel_at = at.uv * SHADOW_SIZE + toward * out;
        toward = GOLDEN * toward;
        let stored = textureLoad(shadow_map, clamp(vec2i(texel_at), vec2i(0), vec2i(i32(SHADOW_SIZE) - 1)), layer, 0);
        // What is nearer to the sun by less than half a texel is the surface itself.
        let slack = texel * 0.5 / depth;
        if stored < at.depth - slack {
            blockers += 1u;
            blocker_depth += stored;
        }
    }
    // Most of the picture is out in the sun or deep in the shade, and done here.
    if blockers == 0u {
        return 1.0;
    }
    if blockers == SEARCH_TAPS {
        return 0.0;
    }
    let gap = (at.depth - blocker_depth / f32(blockers)) * depth;
    let radius = clamp(gap * SUN_RADIUS / texel, 1.2, widest) / SHADOW_SIZE;
    var lit = 0.0;
    for (var i = 0u; i < FILTER_TAPS; i++) {
        let uv = at.uv + toward * sqrt((f32(i) + 0.5) / f32(FILTER_TAPS)) * radius;
        toward = GOLDEN * toward;
        lit += textureSampleCompareLevel(shadow_map, shadow_sampler, uv, layer, at.depth);
    }
    return lit / f32(FILTER_TAPS);
}

// 1 in the sun, 0 in the shade.
fn sunlight(position: vec3f, normal: vec3f, pixel: vec4f) -> f32 {
    if frame.has_shadow < 0.5 {
        return 1.0;
    }
    let angle = gradient_noise(pixel) * 6.2831853;
    let turn = vec2f(cos(angle), sin(angle));
    let near = shadow_point(0, position, normal, frame.shadow_texel_near);
    let far = shadow_point(1, position, normal, frame.shadow_texel_far);
    var lit = 1.0;
    if near.inside < 1.0 && far.inside > 0.0 {
        let softened = shadow_filter(1, far, frame.shadow_texel_far, frame.shadow_depth.y, turn);
        lit = mix(1.0, softened, far.inside);
    }
    if near.inside > 0.0 {
        let softened = shadow_filter(0, near, frame.shadow_texel_near, frame.shadow_depth.x, turn);
        lit = mix(lit, softened, near.inside);
    }
    return lit;
}
