// What a server sends, read no further than somebody can use.

/** The bytes of a response; undefined where there are more than `cap`. */
export async function boundedBytes(response: Response, cap: number): Promise<Uint8Array | undefined> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const read = await reader?.read();
    if (read?.value === undefined) break;
    length += read.value.length;
    if (length > cap) {
      await reader?.cancel();
      return undefined;
    }
    chunks.push(read.value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
