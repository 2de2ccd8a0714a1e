//! The browser's face of the engine: the Worker's entry and its messages.
