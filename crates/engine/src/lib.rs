//! The world that scripts move: entities, components, systems, schedule, script host, hot reload.
