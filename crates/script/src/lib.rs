//! The scripting interface: values, errors, the API registry, languages and their limits.
