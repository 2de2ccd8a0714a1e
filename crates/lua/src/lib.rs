//! Lua 5.4, hosted on piccolo.
