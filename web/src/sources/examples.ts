// The examples that come with the page, from `examples/index.json` that the build writes.
import { encodedName } from '../project/file-names.js';
import { decodeContent, type FileContent, type ProjectFiles } from '../project/files.js';

export interface Example {
  readonly folder: string;
  readonly name: string;
  readonly description: string;
  readonly files: readonly string[];
  readonly default?: boolean;
}

// The menu's picture is no part of the project.
const THUMBNAIL = /^thumb\.(png|webp)$/;

/** Fetches the list of examples. */
export async function fetchExamples(): Promise<readonly Example[]> {
  const response = await fetchOk(new URL('examples/index.json', document.baseURI));
  return (await response.json()) as readonly Example[];
}

/** Fetches an example's files. */
export async function fetchExampleFiles(example: Example): Promise<ProjectFiles> {
  const names = example.files.filter((name) => !THUMBNAIL.test(name));
  const files = await Promise.all(names.map(async (name): Promise<[string, FileContent]> => {
    const response = await fetchOk(addressOf(example, name));
    return [name, decodeContent(new Uint8Array(await response.arrayBuffer()))];
  }));
  return new Map(files);
}

/** The address of an example's picture; undefined where it has none. */
export function thumbnailOf(example: Example): string | undefined {
  const name = example.files.find((file) => THUMBNAIL.test(file));
  return name === undefined ? undefined : addressOf(example, name).href;
}

/** The example that a first visit opens. */
export function defaultExample(examples: readonly Example[]): Example | undefined {
  return examples.find((example) => example.default === true) ?? examples[0];
}

function addressOf(example: Example, name: string): URL {
  return new URL(`examples/${encodedName(`${example.folder}/${name}`)}`, document.baseURI);
}

async function fetchOk(address: URL): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address.pathname} answered ${response.status}`);
  return response;
}
