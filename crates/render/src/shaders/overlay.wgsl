// Lines, boxes, triangles, letters and pictures over the scene. Mirrors `Primitive` in overlay.rs and `Uniforms` in overlay_pass.rs.

struct Screen {
    world_to_clip: mat4x4f,
    size: vec2f, // of the picture, in pixels
    origin: vec2f, // the pixel of the screen's upper left
    scale: f32, // pixels in a screen unit
    focal: f32, // pixels in a unit of the world where w is 1
    spread: f32, // how far the letters' field reaches, in texels
    pad: f32,
    // Each letter's box about the pen and its place in the field.
    glyphs: array<vec4f, 1024>,
}

@group(0) @binding(0) var<uniform> screen: Screen;
@group(0) @binding(1) var field: texture_2d<f32>;
@group(0) @binding(2) var field_sampler: sampler;

const LINE = 0u;
const BOX = 1u;
const TRIANGLE = 2u;
const GLYPH = 3u;
const PICTURE = 4u;
const WORLD = 16u;
const LABEL = 64u;
const PIXELATED = 128u;
const TURNED = 256u;

// Mirrors `SLOTS` in images.rs.
@group(1) @binding(0) var image_sampler: sampler;
@group(1) @binding(1) var image0: texture_2d<f32>;
@group(1) @binding(2) var image1: texture_2d<f32>;
@group(1) @binding(3) var image2: texture_2d<f32>;
@group(1) @binding(4) var image3: texture_2d<f32>;
@group(1) @binding(5) var image4: texture_2d<f32>;
@group(1) @binding(6) var image5: texture_2d<f32>;
@group(1) @binding(7) var image6: texture_2d<f32>;
@group(1) @binding(8) var image7: texture_2d<f32>;

struct Primitive {
    @location(0) a: vec3f,
    @location(1) kind: u32,
    @location(2) b: vec3f,
    @location(3) p: f32,
    @location(4) c: vec3f,
    @location(5) q: f32,
    @location(6) r: vec3f,
    @location(7) color: vec4f,
}

struct Corner {
    @builtin(position) position: vec4f,
    @location(0) local: vec2f, // box: units from its centre; letter: texels; picture: where in its image, from 0 to 1
    @location(1) @interpolate(flat) ends: vec4f, // line: its ends in pixels; box: half its sides; picture: the part of its image
    @location(2) @interpolate(flat) sizes: vec2f, // half the line's thickness, or the edge's and the corners' radius; slot, pixelated
    @location(3) @interpolate(flat) figure: u32,
    @location(4) @interpolate(flat) color: vec4f,
}

fn to_clip(place: vec3f, in_world: bool) -> vec4f {
    if in_world {
        return screen.world_to_clip * vec4f(place, 1.0);
    }
    return from_pixels(place.xy * screen.scale + screen.origin, 1.0, 1.0);
}

fn from_pixels(pixels: vec2f, z: f32, w: f32) -> vec4f {
    let ndc = pixels / screen.size * 2.0 - 1.0;
    return vec4f(ndc.x * w, -ndc.y * w, z, w);
}

fn to_pixels(clip: vec4f) -> vec2f {
    let ndc = clip.xy / clip.w;
    return (vec2f(ndc.x, -ndc.y) * 0.5 + 0.5) * screen.size;
}

fn to_linear(color: vec4f) -> vec4f {
    let low = color.rgb / 12.92;
    let high = pow((color.rgb + 0.055) / 1.055, vec3f(2.4));
    return vec4f(select(high, low, color.rgb <= vec3f(0.04045)), color.a);
}

@vertex
fn overlay_vertex(@builtin(vertex_index) index: u32, in: Primitive) -> Corner {
    // Two triangles: 0 1 2, 2 1 3.
    let number = select(index, select(select(3u, 1u, index == 4u), 2u, index == 3u), index >= 3u);
    let side = vec2f(f32(number & 1u), f32(number >> 1u)) * 2.0 - 1.0;
    let in_world = (in.kind & WORLD) != 0u;
    var out: Corner;
    out.figure = in.kind & 15u;
    out.color = to_linear(in.color);
    switch out.figure {
        case LINE: {
            line_corner(in, side, in_world, &out);
        }
        case BOX: {
            let half_size = vec2f(length(in.b), length(in.c));
            let unit = select(1.0 / screen.scale, to_clip(in.a, true).w / screen.focal, in_world);
            out.local = side * (half_size + abs(unit) * 1.5);
            let right = in.b / max(half_size.x, 1e-9);
            let up = in.c / max(half_size.y, 1e-9);
            out.position = to_clip(in.a + right * out.local.x + up * out.local.y, in_world);
            out.ends = vec4f(half_size, 0.0, 0.0);
            out.sizes = vec2f(in.p * screen.scale, min(in.q, min(half_size.x, half_size.y)));
        }
        case GLYPH: {
            let box = screen.glyphs[min(u32(in.q) * 2u, 1022u)];
            let place = screen.glyphs[min(u32(in.q) * 2u + 1u, 1023u)];
            let at = select(box.xy, box.zw, side > vec2f(0.0)) * vec2f(in.p, -in.p);
            out.local = select(place.xy, place.zw, side > vec2f(0.0));
            if (in.kind & LABEL) != 0u {
                let anchor = to_clip(in.a, true);
                let pixels = round(to_pixels(anchor)) + (in.b.xy + at) * screen.scale;
                out.position = select(from_pixels(pixels, anchor.z, anchor.w), vec4f(0.0, 0.0, -1.0, 1.0), anchor.w <= 0.0);
            } else if in_world {
                out.position = to_clip(in.a + in.b * at.x - in.c * at.y, true);
            } else {
                out.position = to_clip(in.a + vec3f(at, 0.0), false);
            }
        }
        case PICTURE: {
            out.position = to_clip(in.a + in.b * side.x + in.c * side.y, in_world);
            let across = vec2f(side.x, -side.y) * 0.5 + 0.5;
            let at = select(across, vec2f(1.0 - across.y, across.x), (in.kind & TURNED) != 0u);
            out.local = mix(vec2f(in.p, in.q), in.r.xy, at);
            out.ends = vec4f(min(vec2f(in.p, in.q), in.r.xy), max(vec2f(in.p, in.q), in.r.xy));
            out.sizes = vec2f(in.r.z, f32(in.kind & PIXELATED));
        }
        default: {
            let corner = select(select(in.c, in.b, number == 1u), in.a, number == 0u);
            out.position = to_clip(corner, in_world);
        }
    }
    return out;
}

fn line_corner(in: Primitive, side: vec2f, in_world: bool, out: ptr<function, Corner>) {
    var tail = to_clip(in.a, in_world);
    var head = to_clip(in.b, in_world);
    // What lies behind the camera is cut off.
    let near = 1e-3;
    if tail.w < near && head.w < near {
        (*out).position = vec4f(0.0, 0.0, -1.0, 1.0);
        return;
    }
    if tail.w < near {
        tail = mix(tail, head, (near - tail.w) / (head.w - tail.w));
    } else if head.w < near {
        head = mix(head, tail, (near - head.w) / (tail.w - head.w));
    }
    var start = to_pixels(tail);
    var end = to_pixels(head);
    let thickness = in.p * screen.scale;
    if !in_world {
        // Level and upright lines lie on whole pixels.
        let whole = max(round(thickness), 1.0);
        if abs(start.y - end.y) < 0.01 {
            let y = round(start.y - whole * 0.5) + whole * 0.5;
            start.y = y;
            end.y = y;
        } else if abs(start.x - end.x) < 0.01 {
            let x = round(start.x - whole * 0.5) + whole * 0.5;
            start.x = x;
            end.x = x;
        }
    }
    let way = end - start;
    let along = select(vec2f(1.0, 0.0), way / length(way), length(way) > 1e-6);
    let across = vec2f(-along.y, along.x);
    let reach = max(thickness * 0.5, 0.5) + 1.0;
    let base = select(start, end, side.x > 0.0);
    let pixels = base + (along * side.x + across * side.y) * reach;
    let at = select(tail, head, side.x > 0.0);
    (*out).position = from_pixels(pixels, at.z, at.w);
    (*out).ends = vec4f(start, end);
    (*out).sizes = vec2f(thickness * 0.5, 0.0);
}

fn image_size(slot: u32) -> vec2f {
    switch slot {
        case 0u: { return vec2f(textureDimensions(image0)); }
        case 1u: { return vec2f(textureDimensions(image1)); }
        case 2u: { return vec2f(textureDimensions(image2)); }
        case 3u: { return vec2f(textureDimensions(image3)); }
        case 4u: { return vec2f(textureDimensions(image4)); }
        case 5u: { return vec2f(textureDimensions(image5)); }
        case 6u: { return vec2f(textureDimensions(image6)); }
        default: { return vec2f(textureDimensions(image7)); }
    }
}

fn image_texel(slot: u32, at: vec2f, across: vec2f, down: vec2f) -> vec4f {
    switch slot {
        case 0u: { return textureSampleGrad(image0, image_sampler, at, across, down); }
        case 1u: { return textureSampleGrad(image1, image_sampler, at, across, down); }
        case 2u: { return textureSampleGrad(image2, image_sampler, at, across, down); }
        case 3u: { return textureSampleGrad(image3, image_sampler, at, across, down); }
        case 4u: { return textureSampleGrad(image4, image_sampler, at, across, down); }
        case 5u: { return textureSampleGrad(image5, image_sampler, at, across, down); }
        case 6u: { return textureSampleGrad(image6, image_sampler, at, across, down); }
        default: { return textureSampleGrad(image7, image_sampler, at, across, down); }
    }
}

fn picture_color(in: Corner, across: vec2f, down: vec2f) -> vec4f {
    let slot = u32(in.sizes.x);
    let size = image_size(slot);
    let inset = min(0.5 / size, (in.ends.zw - in.ends.xy) * 0.5);
    var at = clamp(in.local, in.ends.xy + inset, in.ends.zw - inset);
    if in.sizes.y > 0.0 {
        let texels = in.local * size;
        let soft = max(abs(across) * size + abs(down) * size, vec2f(1e-6));
        let seam = floor(texels + 0.5);
        let sharp = (seam + clamp((texels - seam) / soft, vec2f(-0.5), vec2f(0.5))) / size;
        at = select(at, clamp(sharp, in.ends.xy + inset, in.ends.zw - inset), soft < vec2f(1.0));
    }
    let texel = image_texel(slot, at, across, down);
    return vec4f(texel.rgb / max(texel.a, 1e-4), texel.a);
}

@fragment
fn overlay_fragment(in: Corner) -> @location(0) vec4f {
    // How many units a pixel spans; asked for here, where all pixels pass.
    let across = dpdx(in.local);
    let down = dpdy(in.local);
    let unit = max(sqrt(0.5 * (dot(across, across) + dot(down, down))), 1e-9);
    var alpha = 1.0;
    var color = in.color;
    if in.figure == PICTURE {
        color *= picture_color(in, across, down);
    } else if in.figure == LINE {
        let way = in.ends.zw - in.ends.xy;
        let here = in.position.xy - in.ends.xy;
        let t = clamp(dot(here, way) / max(dot(way, way), 1e-9), 0.0, 1.0);
        let distance = length(here - way * t);
        // Thinner than a pixel is fainter, not broken.
        alpha = saturate(max(in.sizes.x, 0.5) + 0.5 - distance) * min(in.sizes.x * 2.0, 1.0);
    } else if in.figure == BOX {
        let corner = abs(in.local) - in.ends.xy + in.sizes.y;
        let distance = (length(max(corner, vec2f(0.0))) + min(max(corner.x, corner.y), 0.0) - in.sizes.y) / unit;
        alpha = saturate(0.5 - distance);
        if in.sizes.x > 0.0 {
            alpha = min(alpha, saturate(distance + max(in.sizes.x, 1.0) + 0.5)) * min(in.sizes.x, 1.0);
        }
    } else if in.figure == GLYPH {
        let texel = textureSampleLevel(field, field_sampler, in.local / vec2f(textureDimensions(field)), 0.0).r;
        let distance = (texel * 255.0 - 128.0) / 127.0 * screen.spread / unit;
        // Of letters that are smaller than the field reaches, a pixel sees the middle of it alone.
        let reach = min(0.5, screen.spread / unit);
        alpha = saturate((distance + reach) / (2.0 * reach));
    }
    alpha *= color.a;
    // The target blends light, while a person who types half-transparent black thinks of what CSS shows: what is dark
    // covers by the sRGB curve.
    let lightness = sqrt(dot(color.rgb, vec3f(0.2126, 0.7152, 0.0722)));
    alpha = mix(1.0 - pow(1.0 - alpha, 2.2), alpha, lightness);
    return vec4f(color.rgb * alpha, alpha);
}
