// A WebAssembly module as it comes over the network.

/**
 * The same response, said to be a module: that type lets the browser compile while it loads, and not every static host knows it.
 * @param through what its bytes pass on their way
 * @throws Error where the host has no such file
 */
export function wasmResponse(response: Response, through?: TransformStream<Uint8Array, Uint8Array>): Response {
  if (!response.ok || response.body === null) throw new Error(`${nameOf(response)} answered ${response.status} ${response.statusText}`);
  const body = through === undefined ? response.body : response.body.pipeThrough(through);
  return new Response(body, { headers: { 'Content-Type': 'application/wasm' } });
}

const nameOf = ({ url }: Response): string => new URL(url).pathname.split('/').pop() ?? url;
