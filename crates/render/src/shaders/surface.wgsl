// The shapes: GGX and Lambert under sun, lamps and sky.

struct SurfaceIn {
    @location(0) position: vec3f,
    @location(1) normal: vec3f,
    // The rows of the instance's transform, then its paint.
    @location(2) row_x: vec4f,
    @location(3) row_y: vec4f,
    @location(4) row_z: vec4f,
    @location(5) color: vec4f,
    @location(6) finish: vec4f, // roughness, metallic, emissive
}

struct SurfaceOut {
    @builtin(position) clip: vec4f,
    @location(0) position: vec3f,
    @location(1) normal: vec3f,
    @location(2) @interpolate(flat) color: vec4f,
    @location(3) @interpolate(flat) finish: vec4f,
}

@vertex
fn surface_vertex(in: SurfaceIn) -> SurfaceOut {
    let local = vec4f(in.position, 1.0);
    let position = vec3f(dot(in.row_x, local), dot(in.row_y, local), dot(in.row_z, local));
    // Normals go by the cofactors, which is right for uneven scales too. The determinant is never negative: batch.rs
    // sees to that.
    let a = vec3f(in.row_x.x, in.row_y.x, in.row_z.x);
    let b = vec3f(in.row_x.y, in.row_y.y, in.row_z.y);
    let c = vec3f(in.row_x.z, in.row_y.z, in.row_z.z);
    let normal = cross(b, c) * in.normal.x + cross(c, a) * in.normal.y + cross(a, b) * in.normal.z;
    var out: SurfaceOut;
    out.clip = frame.world_to_clip * vec4f(position, 1.0);
    out.position = position;
    out.normal = normal * inverseSqrt(max(dot(normal, normal), 1e-30));
    out.color = in.color;
    out.finish = in.finish;
    return out;
}

// The surroundings as a rough mirror shows them: the sky's gradient, with the horizon as soft as the mirror is rough.
fn surroundings(direction: vec3f, roughness: f32) -> vec3f {
    let above = mix(frame.sky_horizon, frame.sky_zenith, saturate(direction.y * 1.4 + 0.25 * roughness));
    let softness = 0.06 + roughness;
    return mix(frame.ground * 0.75, above, smoothstep(-softness, softness, direction.y));
}

// What a surface reflects of even surroundings. Karis, "Physically based shading on mobile", 2014.
fn surroundings_reflectance(f0: vec3f, roughness: f32, n_dot_v: f32) -> vec3f {
    let r = roughness * vec4f(-1.0, -0.0275, -0.572, 0.022) + vec4f(1.0, 0.0425, 1.04, -0.04);
    let a = min(r.x * r.x, exp2(-9.28 * n_dot_v)) * r.x + r.y;
    return f0 * (-1.04 * a + r.z) + vec3f(1.04 * a + r.w);
}

struct Surface {
    normal: vec3f,
    toward_eye: vec3f,
    n_dot_v: f32,
    diffuse: vec3f,
    f0: vec3f,
    alpha2: f32, // GGX's alpha, squared
}

struct Lit {
    diffuse: vec3f,
    specular: vec3f,
}

// A light of `radiance` from the direction `toward`. An intensity of 1 makes white matte white: the 1/π of both
// terms is in the light.
fn lit_by(surface: Surface, toward: vec3f, radiance: vec3f) -> Lit {
    let n_dot_l = saturate(dot(surface.normal, toward));
    let half_way = normalize(toward + surface.toward_eye);
    let n_dot_h = saturate(dot(surface.normal, half_way));
    let v_dot_h = saturate(dot(surface.toward_eye, half_way));
    let a2 = surface.alpha2;
    let d = n_dot_h * n_dot_h * (a2 - 1.0) + 1.0;
    let smith_v = n_dot_l * sqrt(surface.n_dot_v * surface.n_dot_v * (1.0 - a2) + a2);
    let smith_l = surface.n_dot_v * sqrt(n_dot_l * n_dot_l * (1.0 - a2) + a2);
    let visibility = 0.5 / max(smith_v + smith_l, 1e-4);
    let fresnel = surface.f0 + (1.0 - surface.f0) * pow(1.0 - v_dot_h, 5.0);
    let specular = min(a2 / (d * d) * visibility, 60.0) * fresnel;
    return Lit(surface.diffuse * radiance * n_dot_l, specular * radiance * n_dot_l);
}

@fragment
fn surface_fragment(in: SurfaceOut, @builtin(front_facing) front: bool) -> @location(0) vec4f {
    let roughness = clamp(in.finish.x, 0.06, 1.0);
    let metallic = saturate(in.finish.y);
    let albedo = in.color.rgb;
    let direction = view_direction(in.clip);

    var surface: Surface;
    surface.normal = normalize(in.normal) * select(-1.0, 1.0, front);
    surface.toward_eye = normalize(mix(frame.camera - in.position, -frame.forward, frame.orthographic));
    surface.n_dot_v = clamp(dot(surface.normal, surface.toward_eye), 0.001, 1.0);
    surface.diffuse = albedo * (1.0 - metallic);
    surface.f0 = mix(vec3f(0.04), albedo, metallic);
    surface.alpha2 = roughness * roughness * roughness * roughness;

    // The sky all around, and the ground below.
    let dome = surroundings(surface.normal, 1.0);
    let mirrored = surroundings(reflect(-surface.toward_eye, surface.normal), roughness);
    var diffuse = surface.diffuse * dome * frame.ambient;
    var specular = surroundings_reflectance(surface.f0, roughness, surface.n_dot_v) * mirrored * frame.ambient;

    // Not at all where the surface looks away from the sun: there the shadow map has nothing to say.
    if dot(surface.normal, frame.toward_sun) > 0.0 {
        let sun = lit_by(surface, frame.toward_sun, frame.sun_color * sunlight(in.position, surface.normal, in.clip));
        diffuse += sun.diffuse;
        specular += sun.specular;
    }
    for (var i = 0u; i < frame.point_light_count; i++) {
        let lamp = frame.point_lights[i];
        let to_lamp = lamp.position - in.position;
        let away = length(to_lamp);
        if away < lamp.range {
            let lit = lit_by(surface, to_lamp / max(away, 1e-4), lamp.color * falloff(away, lamp.range));
            diffuse += lit.diffuse;
            specular += lit.specular;
        }
    }
    diffuse += albedo * in.finish.z;

    // Alpha thins the body, not the gloss on it: that is what makes glass look like glass.
    let alpha = saturate(in.color.a);
    let light = diffuse * alpha + specular;
    let air = sky(direction) + sun_glow(direction);
    let color = tone(mix(light, air * alpha, fog(in.position)));
    return vec4f(dither(color, in.clip), alpha);
}
