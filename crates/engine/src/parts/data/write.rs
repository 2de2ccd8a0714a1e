//! From values to JSON.

use luminara_script::{Table, Type, Value};
use serde_json::{Map, Number, Value as Json, json};

/// Tags that a table may not have as its only name.
const TAGS: [&str; 9] = ["vec2", "vec3", "vec4", "quat", "color", "entity", "float", "table", "struct"];

/// A value as JSON. With a type that says what it is, a vector is a list; else it is tagged. A function is null.
pub fn to_json(value: &Value, wanted: Option<&Type>) -> Json {
    let wanted = match wanted {
        Some(Type::Optional(of)) => Some(&**of),
        wanted => wanted,
    };
    match value {
        Value::Nil | Value::Function(_) => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Int(value) => Json::from(*value),
        Value::Float(value) => float(*value),
        Value::Str(text) => Json::from(text.as_str()),
        Value::Vec2(v) => vector("vec2", &v.to_array(), wanted == Some(&Type::Vec2)),
        Value::Vec3(v) => vector("vec3", &v.to_array(), wanted == Some(&Type::Vec3)),
        Value::Vec4(v) => vector("vec4", &v.to_array(), wanted == Some(&Type::Vec4)),
        Value::Quat(q) => vector("quat", &q.to_array(), wanted == Some(&Type::Quat)),
        Value::Color(c) => vector("color", &c.to_array(), wanted == Some(&Type::Color)),
        Value::Entity(id) => json!({ "entity": id.0 as i64 }),
        Value::Array(values) => Json::Array(values.iter().map(|value| to_json(value, None)).collect()),
        Value::Table(table) => of_table(table),
        Value::Struct(value) => {
            let fields = value.def.fields.iter().zip(&value.fields);
            let fields: Map<String, Json> = fields
                .map(|(field, value)| (field.name.to_owned(), to_json(value, Some(&field.ty))))
                .collect();
            match wanted {
                Some(Type::Struct(def)) if std::ptr::eq(*def, value.def) => Json::Object(fields),
                _ => json!({ "struct": { "name": value.def.name, "fields": fields } }),
            }
        }
    }
}

fn of_table(table: &Table) -> Json {
    let fields: Map<String, Json> =
        table.fields.iter().map(|(name, value)| (name.to_string(), to_json(value, None))).collect();
    let is_like_a_tag = fields.len() == 1 && fields.keys().all(|name| TAGS.contains(&name.as_str()));
    if table.list.is_empty() && !is_like_a_tag {
        return Json::Object(fields);
    }
    let list: Vec<Json> = table.list.iter().map(|value| to_json(value, None)).collect();
    json!({ "table": { "fields": fields, "list": list } })
}

fn float(number: f64) -> Json {
    match Number::from_f64(number) {
        Some(number) => Json::Number(number),
        None if number.is_nan() => json!({ "float": "nan" }),
        None if number > 0.0 => json!({ "float": "inf" }),
        None => json!({ "float": "-inf" }),
    }
}

fn vector(tag: &str, numbers: &[f32], is_plain: bool) -> Json {
    let list: Vec<Json> = numbers.iter().map(|number| shortest(*number)).collect();
    match is_plain {
        true => Json::Array(list),
        false => Json::Object([(tag.to_owned(), Json::Array(list))].into_iter().collect()),
    }
}

/// The shortest number that reads as the same `f32`: 0.45 and not 0.44999998807907104.
fn shortest(number: f32) -> Json {
    let number: f64 = number.to_string().parse().unwrap_or(f64::from(number));
    Number::from_f64(number).map_or(Json::Null, Json::Number)
}

#[cfg(test)]
mod tests {
    use glam::{Quat, Vec2, Vec3, Vec4};
    use luminara_project::Data;
    use luminara_script::{Color, EntityId, ScriptStruct};

    use super::*;
    use crate::parts::data::{fields_of, plain};
    use crate::world::components::Transform;

    fn read(json: &Json) -> Data {
        Data::from_json(json.to_string().as_bytes()).unwrap()
    }

    /// A script's component, written and read again.
    fn back(value: &Value) -> Value {
        let fields = [("Kept".to_owned(), read(&to_json(value, None)))].into();
        fields_of(&fields, &|_| None).fields["Kept"].clone()
    }

    #[test]
    fn every_value_comes_back() {
        let list =
            Value::Array(vec![Value::Int(1), Value::Float(1.0), Value::Float(f64::NEG_INFINITY)].into());
        let tag_like = Table { fields: [("vec3".into(), Value::Int(1))].into(), list: Vec::new() };
        let both = Table { fields: [("a".into(), Value::Bool(true))].into(), list: vec![Value::Int(7)] };
        for value in [
            Value::Nil,
            Value::string("é \" \n"),
            Value::Int(i64::MIN),
            Value::Float(0.1),
            Value::Vec2(Vec2::new(0.1, -2.0)),
            Value::Vec3(Vec3::new(1e-30, 1e30, 0.45)),
            Value::Vec4(Vec4::ONE),
            Value::Quat(Quat::from_xyzw(0.5, -0.5, 0.5, 0.5)),
            Value::Color(Color::new(0.1, 0.2, 0.3, 0.4)),
            Value::Entity(EntityId(u64::MAX)),
            list,
            Value::Table(tag_like.into()),
            Value::Table(both.into()),
        ] {
            assert_eq!(back(&value), value, "{value}");
        }
        assert!(matches!(back(&Value::Float(f64::NAN)), Value::Float(number) if number.is_nan()));
        let data = read(&json!({ "sun": { "vec3": [1, 2, 3] } }));
        assert_eq!(plain(&data).to_string(), "{sun = {vec3 = {1, 2, 3}}}", "data is what it says");
    }

    #[test]
    fn a_component_is_plain_and_a_kept_one_is_tagged() {
        let def_of = |name: &str| (name == "Transform").then(Transform::def);
        let value = Transform { position: Vec3::new(0.1, 2.0, 3.0), ..Transform::default() }.to_struct();
        let value = Value::Struct(value.into());
        let plain = to_json(&value, Some(&Type::Struct(Transform::def())));
        assert_eq!(plain["position"].to_string(), "[0.1,2.0,3.0]");
        let entity = json!({ "Transform": plain, "Kept": to_json(&value, None) });
        let Data::Table(fields) = read(&entity) else { panic!("no table") };
        let fields = fields_of(&fields, &def_of);
        let mut transform = Transform::default();
        transform.assign(&fields.fields["Transform"]).unwrap();
        assert_eq!(transform.position, Vec3::new(0.1, 2.0, 3.0));
        assert_eq!(fields.fields["Kept"], value);
    }
}
