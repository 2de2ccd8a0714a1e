// Generated from crates/project/src by its tests. Don't edit it; renew it by
// `LUMINARA_BLESS=1 cargo test -p luminara-project`.
// What is odd in a name is what they look for.
/* eslint-disable no-control-regex, no-misleading-character-class */

/** The file that says what a project is. */
export const MANIFEST = "game.toml";

/** What a project may have: characters of its link, bytes of its zip archive, files, bytes of a file and of all of them. */
export const CAPS = { linkChars: 4194304, archiveBytes: 50331648, files: 256, fileBytes: 8388608, totalBytes: 33554432 } as const;

/** What zip archives begin with. */
export const ZIP_SIGNATURES: readonly (readonly number[])[] = [[80, 75, 3, 4], [80, 75, 5, 6], [80, 75, 7, 8, 80, 75, 3, 4], [80, 75, 48, 48, 80, 75, 3, 4]];

/** The rules for names; what each is for stands in name.rs. Those of a part are for what lies between two slashes. */
export const NAMES = {
  longest: 120,
  control: /[\u{0}-\u{1f}\u{7f}-\u{9f}\u{200e}-\u{200f}\u{2028}-\u{2029}\u{202a}-\u{202e}\u{2066}-\u{2069}\u{feff}]/u,
  forbidden: /[\u{3a}\u{2a}\u{3f}\u{22}\u{3c}\u{3e}\u{7c}]/u,
  unseen: /[\u{ad}\u{34f}\u{61c}\u{115f}-\u{1160}\u{17b4}-\u{17b5}\u{180b}-\u{180f}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{206f}\u{3164}\u{fe00}-\u{fe0f}\u{feff}\u{ffa0}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu,
  hiddenPart: /^[\u{ad}\u{34f}\u{61c}\u{115f}-\u{1160}\u{17b4}-\u{17b5}\u{180b}-\u{180f}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{206f}\u{3164}\u{fe00}-\u{fe0f}\u{feff}\u{ffa0}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]*(?!\.+$)[\u{2e}\u{2024}\u{2025}\u{2026}\u{fe19}\u{fe30}\u{fe52}\u{ff0e}]/u,
  litterPart: /^(?:(?:__macosx|\.ds_store|\.localized|thumbs\.db|ehthumbs\.db|desktop\.ini|icon\r)$|\._)/i,
  toolPart: /^(?:node_modules)$/i,
  repositoryFile: /^head$/i,
  deviceStem: /^(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0123456789¹²³])\s*$/i,
  shortStem: /^[^~]{1,6}~[0-9]+$/u,
} as const;

/** Why a file is left out though its name is one. */
export const LEFT_OUT = {
  hidden: "names that begin with a dot are hidden, and no part of a project",
  tool: "it belongs to tools, not to a project",
  repository: "git would take its folder for a repository, and obey what lies beside it",
} as const;
