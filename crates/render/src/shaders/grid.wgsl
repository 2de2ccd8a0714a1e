// The ground where nothing lies on it: lines, the sun's shadows and the lamps' light, laid over the sky's lower half.

struct GridOut {
    @builtin(position) clip: vec4f,
    @location(0) offset: vec2f, // from the grid's centre, in units
}

@vertex
fn grid_vertex(@builtin(vertex_index) index: u32) -> GridOut {
    let corner = vec2f(f32(index & 1u) * 2.0 - 1.0, f32(index >> 1u) * 2.0 - 1.0);
    var out: GridOut;
    out.offset = corner * frame.grid_fade;
    let at = frame.grid_centre + out.offset;
    out.clip = frame.world_to_clip * vec4f(at.x, 0.0, at.y, 1.0);
    // A hair farther than it is, so that a floor that someone lays at y = 0 covers it.
    out.clip.z *= 0.9995;
    return out;
}

// Lines at the whole numbers of `at`, `width` of a cell wide, drawn no thinner than a pixel but fainter instead, and
// as their average where cells are smaller than pixels. Golus, "The best darn grid shader (yet)", 2023.
fn lines(at: vec2f, step: vec2f, width: f32) -> vec2f {
    let drawn = clamp(vec2f(width), step, vec2f(0.5));
    let blur = step * 1.5;
    let near = 1.0 - abs(fract(at) * 2.0 - 1.0);
    let line = (1.0 - smoothstep(drawn - blur, drawn + blur, near)) * saturate(width / drawn);
    return mix(line, vec2f(width), saturate(step * 2.0 - 1.0));
}

// One line at 0.
fn axis(at: f32, step: f32, width: f32) -> f32 {
    let drawn = max(width, step);
    return (1.0 - smoothstep(drawn - step, drawn + step, abs(at) * 2.0)) * saturate(width / drawn * 1.6);
}

fn either(line: vec2f) -> f32 {
    return mix(line.x, 1.0, line.y);
}

@fragment
fn grid_fragment(in: GridOut) -> @location(0) vec4f {
    // Derivatives first: they need every pixel of the quad.
    let across = dpdx(in.offset);
    let down = dpdy(in.offset);
    let step = sqrt(across * across + down * down);

    // Whole cells are subtracted from the centre before adding, which keeps lines sharp far from the origin.
    let whole = floor(frame.grid_centre / 10.0) * 10.0;
    let at = in.offset + (frame.grid_centre - whole);
    let minor = either(lines(at, step, 0.016));
    let major = either(lines(at / 10.0, step / 10.0, 0.003));
    let world = in.offset + frame.grid_centre;
    let x_axis = axis(world.y, step.y, 0.024);
    let z_axis = axis(world.x, step.x, 0.024);

    let position = vec3f(world.x, 0.0, world.y);
    let direction = view_direction(in.clip);
    let floor_color = sky(direction);
    let reach = length(in.offset) / frame.grid_fade;
    let clear = (1.0 - fog(position)) * (1.0 - smoothstep(0.35, 1.0, reach));

    // In the shade the floor keeps what the sky gives it, and that is bluer.
    let up = vec3f(0.0, 1.0, 0.0);
    let sun = max(frame.toward_sun.y, 0.0) * max(frame.sun_color.r, max(frame.sun_color.g, frame.sun_color.b));
    let sun_share = sun / max(sun + frame.ambient, 1e-3);
    var shade = 0.0;
    if frame.toward_sun.y > 0.0 {
        shade = (1.0 - sunlight(position, up, in.clip)) * clear;
    }
    let tint = mix(vec3f(1.0), frame.sky_zenith / max(frame.sky_zenith.b, 1e-3), 0.45);
    let dimmed = floor_color * tint * (1.0 - sun_share * 0.92);
    let shaded = mix(floor_color, dimmed, shade);

    // Lines are painted over the floor, the axes over the others.
    var paint = shaded * 0.62;
    var painted = max(minor * 0.5, major * 0.85) * clear;
    let red = x_axis * clear * 0.85;
    paint = mix(paint, shaded * vec3f(1.0, 0.34, 0.30), red / max(red + painted * (1.0 - red), 1e-4));
    painted = red + painted * (1.0 - red);
    let blue = z_axis * clear * 0.85;
    paint = mix(paint, shaded * vec3f(0.30, 0.50, 1.0), blue / max(blue + painted * (1.0 - blue), 1e-4));
    painted = blue + painted * (1.0 - blue);

    var lamps = vec3f(0.0);
    for (var i = 0u; i < frame.point_light_count; i++) {
        let lamp = frame.point_lights[i];
        let to_lamp = lamp.position - position;
        let away = length(to_lamp);
        if away < lamp.range {
            lamps += lamp.color * falloff(away, lamp.range) * max(to_lamp.y, 0.0) / max(away, 1e-4);
        }
    }

    // Laid over what is there: the shade, over it the lines; the lamps' light is added.
    let glow = tone(shaded + floor_color * lamps * clear) - tone(shaded);
    let color = tone(dimmed) * shade * (1.0 - painted) + tone(paint) * painted + glow;
    return vec4f(dither(color, in.clip), 1.0 - (1.0 - shade) * (1.0 - painted));
}
