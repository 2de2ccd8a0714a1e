//! A playground project: its files, game.toml and share links.
