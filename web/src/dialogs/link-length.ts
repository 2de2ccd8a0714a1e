// How long a share link may get before something on its way cuts it.

/** A length at which some places stop taking a link. */
export interface LinkMark {
  readonly length: number;
  readonly label: string;
}

/** From the strictest on. */
export const LINK_MARKS: readonly [LinkMark, LinkMark, LinkMark] = [
  { length: 2_000, label: 'chat' },
  { length: 8_000, label: 'e-mail' },
  { length: 32_000, label: 'page' },
];

const SHORTEST = 100;
/** Where the meter ends. */
export const LONGEST_METERED = 128_000;

/** Where a length stands on the meter, from 0 to 1; logarithmic, so that all marks are far enough apart to read. */
export function meterPosition(length: number): number {
  const position = Math.log(length / SHORTEST) / Math.log(LONGEST_METERED / SHORTEST);
  return Math.min(1, Math.max(0, position));
}

/** True where a link is so long that another way to share should be offered. */
export function isTooLong(length: number): boolean {
  return length > LINK_MARKS[2].length;
}

/** What a link of that length can be used for. */
export function describeLength(length: number): { tone: 'good' | 'warn' | 'bad'; text: string } {
  const [chat, mail, documents] = LINK_MARKS;
  if (length <= chat.length) return { tone: 'good', text: 'Short enough for any chat.' };
  if (length <= mail.length) return { tone: 'warn', text: 'Some chats cut links after 2,000 characters; e-mail and web pages take it.' };
  if (length <= documents.length) return { tone: 'warn', text: 'Too long for chats and many mail programs; a web page takes it.' };
  return { tone: 'bad', text: 'Most places cut a link of this length. Share a zip of it instead.' };
}
