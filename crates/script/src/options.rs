//! Options: a table of named fields that a function takes as its last argument, all of which may be left out.

use crate::convert::{ScriptType, check_range, wrong_type};
use crate::error::HostError;
use crate::nearest::suggestion;
use crate::registry::Type;
use crate::structure::{ScriptStruct, StructDef};
use crate::value::{Table, Value};

/// A parameter that takes nil or a table of options: the fields of a struct, which says their names, types, ranges and defaults. Scripts
/// and guests hand over a plain table.
///
/// ```
/// use luminara_script::{Options, ScriptStruct, Table, Value};
///
/// /// How to bake it.
/// #[derive(Clone, Debug, ScriptStruct)]
/// struct BakeOptions {
///     /// How hot, degrees.
///     #[within(50, 250)]
///     heat: f64,
/// }
///
/// impl Default for BakeOptions {
///     fn default() -> Self {
///         Self { heat: 180.0 }
///     }
/// }
///
/// let read = |value: &Value| Options::<BakeOptions>::read(value, "kitchen.bake", "argument 1 ('options') of kitchen.bake");
/// assert_eq!(read(&Value::Nil).unwrap().0.heat, 180.0);
/// let hot = Table { fields: [("heat".into(), Value::Int(900))].into(), list: Vec::new() };
/// let error = read(&Value::Table(hot.into())).unwrap_err();
/// assert_eq!(error.message, "'heat' of kitchen.bake expects 50 to 250, got 900");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Options<T>(pub T);

impl<T: ScriptStruct> Options<T> {
    /// The options in an argument of a function. `function` is its name as scripts write it, `audio.play`, and `argument` says which
    /// argument it is. Fails where the value is no table of named options, where the function has no such option, and where one has
    /// the wrong type, isn't finite or is out of its range.
    pub fn read(value: &Value, function: &str, argument: &str) -> Result<Self, HostError> {
        let mut options = T::default();
        match value {
            Value::Nil => {}
            Value::Table(table) => {
                check_named(&table.list, T::def(), argument)?;
                set_named(&mut options, table, function)?;
            }
            // An empty table may arrive as an empty list.
            Value::Array(list) => check_named(list, T::def(), argument)?,
            other => return Err(wrong_type(&Type::Table, other, argument)),
        }
        Ok(Self(options))
    }
}

fn check_named(list: &[Value], def: &StructDef, argument: &str) -> Result<(), HostError> {
    let Some(value) = list.first() else { return Ok(()) };
    Err(HostError::new(format!(
        "{argument} expects named options, such as {{{} = …}}, got {} without a name",
        def.fields.first().map_or("", |field| field.name),
        value.describe()
    )))
}

fn set_named<T: ScriptStruct>(options: &mut T, table: &Table, function: &str) -> Result<(), HostError> {
    let fields = &T::def().fields;
    for (name, value) in &table.fields {
        let Some((i, field)) = fields.iter().enumerate().find(|(_, field)| field.name == name) else {
            let hint = suggestion(name, fields.iter().map(|field| field.name));
            return Err(HostError::new(format!("{function} has no option '{name}'{hint}")));
        };
        // Nothing is said; a guest can hand that over.
        if value.is_nil() {
            continue;
        }
        let what = |name: &str| format!("'{name}' of {function}");
        // Before all else: of a number that isn't finite, the range says more.
        if let Some(range) = field.range {
            check_range(value, || what(name), range)?;
        }
        options.set_as(i, value, &what)?;
    }
    Ok(())
}

impl<T: ScriptStruct> ScriptType for Options<T> {
    fn script_type() -> Type {
        Type::Optional(Box::new(Type::Table))
    }

    fn options() -> Option<&'static StructDef> {
        Some(T::def())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use glam::Vec3;

    use super::*;
    use crate::convert::Either;
    use crate::value::EntityId;

    /// How to throw something.
    #[derive(Clone, Debug, PartialEq, luminara_script_macros::ScriptStruct)]
    struct ThrowOptions {
        /// How hard.
        #[within(0, 4)]
        force: f64,
        /// How big.
        #[above(0, 16)]
        size: f64,
        /// How many.
        count: u32,
        /// Where it turns.
        spin: f32,
        /// Where it goes.
        target: Either<Vec3, EntityId>,
        /// Where it comes from.
        origin: Option<Vec3>,
    }

    impl Default for ThrowOptions {
        fn default() -> Self {
            Self { force: 1.0, size: 2.0, count: 3, spin: 0.5, target: Either::default(), origin: None }
        }
    }

    fn table(fields: &[(&str, Value)]) -> Value {
        let fields = fields.iter().map(|(name, value)| ((*name).into(), value.clone())).collect();
        Value::Table(Table { fields, list: Vec::new() }.into())
    }

    fn read(value: &Value) -> Result<ThrowOptions, String> {
        Options::read(value, "ball.throw", "argument 2 ('options') of ball.throw")
            .map(|Options(options)| options)
            .map_err(|error| error.message)
    }

    fn refused(name: &str, value: Value) -> String {
        read(&table(&[(name, value)])).unwrap_err()
    }

    #[test]
    fn what_is_left_out_has_its_default() {
        assert_eq!(read(&Value::Nil), Ok(ThrowOptions::default()));
        assert_eq!(read(&table(&[])), Ok(ThrowOptions::default()));
        assert_eq!(read(&Value::Array(Vec::new().into())), Ok(ThrowOptions::default()));
        assert_eq!(read(&table(&[("force", Value::Nil)])), Ok(ThrowOptions::default()));
        let some = table(&[("force", Value::Int(4)), ("origin", Value::Vec3(Vec3::X))]);
        let expected = ThrowOptions { force: 4.0, origin: Some(Vec3::X), ..ThrowOptions::default() };
        assert_eq!(read(&some), Ok(expected));
    }

    #[test]
    fn either_of_two_types_will_do() {
        for (value, expected) in [
            (Value::Vec3(Vec3::Y), Either::First(Vec3::Y)),
            (Value::Entity(EntityId(7)), Either::Second(EntityId(7))),
        ] {
            assert_eq!(read(&table(&[("target", value)])).unwrap().target, expected);
        }
        let wrong = refused("target", Value::Bool(true));
        assert_eq!(wrong, "'target' of ball.throw expects a vec3 or an entity, got a boolean (true)");
    }

    #[test]
    fn says_which_option_is_wrong_and_why() {
        assert_eq!(
            refused("forec", Value::Int(1)),
            "ball.throw has no option 'forec'; did you mean 'force'?"
        );
        assert_eq!(refused("zzz", Value::Nil), "ball.throw has no option 'zzz'");
        assert_eq!(
            refused("force", Value::string("much")),
            "'force' of ball.throw expects a number, got a string (\"much\")"
        );
        assert_eq!(
            refused("count", Value::Int(-1)),
            "'count' of ball.throw expects an integer, got a number (-1)"
        );
        assert_eq!(refused("force", Value::Int(9)), "'force' of ball.throw expects 0 to 4, got 9");
        assert_eq!(refused("force", Value::Float(f64::NAN)), "'force' of ball.throw expects 0 to 4, got NaN");
        assert_eq!(
            refused("size", Value::Int(0)),
            "'size' of ball.throw expects a number above 0, up to 16, got 0"
        );
        assert_eq!(
            refused("spin", Value::Float(f64::INFINITY)),
            "'spin' of ball.throw must be finite, got inf"
        );
        assert_eq!(
            refused("origin", Value::Vec3(Vec3::NAN)),
            "'origin' of ball.throw must be finite, got vec3(NaN, NaN, NaN)"
        );
    }

    #[test]
    fn wants_a_table_of_names() {
        let list = Value::Array(vec![Value::Int(1)].into());
        let mixed = Table { fields: [("force".into(), Value::Int(1))].into(), list: vec![Value::Bool(true)] };
        let named = "argument 2 ('options') of ball.throw expects named options, such as {force = …}, got";
        assert_eq!(read(&list).unwrap_err(), format!("{named} a number (1) without a name"));
        assert_eq!(
            read(&Value::Table(mixed.into())).unwrap_err(),
            format!("{named} a boolean (true) without a name")
        );
        assert_eq!(
            read(&Value::Int(3)).unwrap_err(),
            "argument 2 ('options') of ball.throw expects a table, got a number (3)"
        );
    }

    #[test]
    fn a_component_calls_its_fields_by_its_own_name() {
        let error = |field, value| ThrowOptions::default().set(field, &value).unwrap_err().message;
        assert_eq!(error(0, Value::Int(9)), "'throwoptions.force' expects 0 to 4, got 9");
        assert_eq!(error(0, Value::Float(f64::NAN)), "'throwoptions.force' must be finite, got NaN");
    }
}
